import { rm, writeFile } from 'node:fs/promises';
import { escapeXml } from '#host/formats/text/escape-xml.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';

/**
 * Names of classes where GDAL, and so QGIS, looks for them: `<raster>.aux.xml`, a name for every value from 0 up.
 * Without names a side-car of an earlier file goes: it described other pixels.
 */
export async function writeCategoryNames(
  path: string,
  names: ReadonlyMap<number, string> | undefined,
): Promise<void> {
  const beside = `${path}.aux.xml`;
  if (!names?.size) return rm(beside, { force: true });
  const all = Array.from({ length: Math.max(...names.keys()) + 1 }, (_, value) => names.get(value) ?? '');
  const lines = all.map(name => `      <Category>${escapeXml(name)}</Category>`);
  const xml = [
    '<PAMDataset>',
    '  <PAMRasterBand band="1">',
    '    <CategoryNames>',
    ...lines,
    '    </CategoryNames>',
    '  </PAMRasterBand>',
    '</PAMDataset>',
    '',
  ].join('\n');
  await writeAtomically(beside, part => writeFile(part, xml, 'utf8'));
}
