import { readFile, stat, writeFile } from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { activityNames, stateNames, type LedgerShape } from '#core/redline/ledger.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { writeGeoPackage, type ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { escapeXml } from '#host/formats/text/escape-xml.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { chipSide, patchChip } from './chips.ts';
import { ledgerTable } from './ledger-table.ts';

export interface LedgerExport {
  path: string;
  /** All entries where left out. */
  ids?: readonly number[];
  format: 'gpkg' | 'gpx' | 'xlsx';
  language: Language;
}

/**
 * A field list: places for a GPS, a package for QField, or a table with coordinates and small pictures of both dates.
 */
export async function exportLedger(
  catalogue: Catalogue,
  { path, ids, format, language }: LedgerExport,
  progress: Progress = {},
): Promise<{ path: string; bytes: number; entries: number }> {
  const wanted = ids && new Set(ids);
  const entries = catalogue.ledger.list().filter(entry => wanted?.has(entry.id) ?? true);
  if (entries.length === 0) throw new BloomlineError('bad-input', path, say('ledger.nothing-to-write'));
  if (format === 'gpx') await writeGpx(path, entries, language);
  else if (format === 'gpkg') await writePackage(path, entries, language);
  else await writeWorkbook(catalogue, path, entries, language, progress);
  return { path, bytes: (await stat(path)).size, entries: entries.length };
}

/** Waypoints, WGS 84. CGCS2000 agrees to within centimetres. */
async function writeGpx(path: string, entries: readonly LedgerShape[], language: Language): Promise<void> {
  const points = entries.map(entry => {
    const said = [
      entry.zone,
      `${entry.areaM2.toFixed(0)} m²`,
      inLanguage(stateNames[entry.state], language),
      entry.activity ? inLanguage(activityNames[entry.activity], language) : '',
      `${entry.beforeDate ?? '?'} – ${entry.afterDate ?? '?'}`,
      entry.note,
      entry.simulated ? '模拟数据 SIMULATED DATA' : '',
    ].filter(Boolean);
    return `<wpt lat="${entry.lat.toFixed(7)}" lon="${entry.lon.toFixed(7)}"><name>${escapeXml(entry.number)}</name><desc>${escapeXml(said.join('; '))}</desc><sym>Flag, Red</sym></wpt>`;
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Bloomline" xmlns="http://www.topografix.com/GPX/1/1">\n${points.join('\n')}\n</gpx>\n`;
  await writeAtomically(path, part => writeFile(part, text, 'utf8'));
}

/** Outlines and points of the same entries; in the field the columns of `ledger_point` are filled in. */
async function writePackage(
  path: string,
  entries: readonly LedgerShape[],
  language: Language,
): Promise<void> {
  const table = ledgerTable(entries, language);
  const fields = table.columns.map(({ key, decimals }): ExportLayer['fields'][number] => ({
    name: key,
    type: decimals === undefined ? 'text' : 'real',
  }));
  const layer = (
    name: string,
    type: ExportLayer['type'],
    geometryOf: (entry: LedgerShape) => ExportLayer['features'][number]['geometry'],
  ): ExportLayer => ({
    name,
    srs: 4490,
    type,
    fields,
    features: entries.map((entry, i) => ({ geometry: geometryOf(entry), properties: table.rows[i] })),
  });
  await writeGeoPackage(
    path,
    [
      layer('ledger_point', 'POINT', entry => ({ point: [entry.lon, entry.lat] })),
      layer('ledger', 'MULTIPOLYGON', entry => entry.geometry),
    ],
    { format: 'bloomline-field-list', version: 1, exported: new Date().toISOString() },
  );
}

async function writeWorkbook(
  catalogue: Catalogue,
  path: string,
  entries: readonly LedgerShape[],
  language: Language,
  { signal, onProgress }: Progress,
): Promise<void> {
  const table = ledgerTable(entries, language);
  const label = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  const first = table.columns.length;
  const columns = [
    ...table.columns,
    { key: 'chip_before', label: label('前期小图', 'Picture before') },
    { key: 'chip_after', label: label('后期小图', 'Picture after') },
  ];
  const scenes = new Map(catalogue.scenes.list().map(scene => [scene.name, scene]));
  const pictures: SheetPicture[] = [];
  for (const [i, entry] of entries.entries()) {
    throwIfCancelled(signal);
    onProgress?.(i, entries.length, 'chips');
    for (const [n, name] of [entry.beforeScene, entry.afterScene].entries()) {
      const scene = scenes.get(name);
      const png = scene && scene.missing === null ? await chipOrNull(scene, entry) : null;
      if (png) pictures.push({ row: i + 1, col: first + n, png });
    }
  }
  await writeXlsx(path, [{ name: label('疑似图斑台账', 'Ledger'), table: { ...table, columns } }]);
  if (pictures.length > 0) await addPictures(path, pictures, [first, first + 1]);
}

/** A picture is an extra: a file that has moved meanwhile does not stop the list. */
const chipOrNull = (scene: Scene, entry: LedgerShape): Promise<Buffer | null> =>
  patchChip(scene, entry.geometry).catch(() => null);

interface SheetPicture {
  row: number;
  col: number;
  png: Buffer;
}

/** Excel measures drawings in these units per pixel. */
const emuPerPixel = 9525;

/** Puts pictures into cells of the first sheet (Office Open XML drawings), the writer of workbooks cannot. */
async function addPictures(
  path: string,
  pictures: readonly SheetPicture[],
  wideColumns: readonly number[],
): Promise<void> {
  const files = unzipSync(await readFile(path));
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const sheetName = 'xl/worksheets/sheet1.xml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const anchors = pictures.map(
    ({ row, col }, i) =>
      `<xdr:oneCellAnchor><xdr:from><xdr:col>${col}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="${chipSide * emuPerPixel}" cy="${chipSide * emuPerPixel}"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${i + 2}" name="chip ${i + 1}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${i + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${chipSide * emuPerPixel}" cy="${chipSide * emuPerPixel}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`,
  );
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  files['xl/drawings/drawing1.xml'] = strToU8(
    `${xml}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${relations}">${anchors.join('')}</xdr:wsDr>`,
  );
  files['xl/drawings/_rels/drawing1.xml.rels'] = strToU8(
    `${xml}<Relationships xmlns="${packaged}">${pictures.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/image" Target="../media/chip${i + 1}.png"/>`).join('')}</Relationships>`,
  );
  pictures.forEach(({ png }, i) => (files[`xl/media/chip${i + 1}.png`] = new Uint8Array(png)));
  files['xl/worksheets/_rels/sheet1.xml.rels'] = strToU8(
    `${xml}<Relationships xmlns="${packaged}"><Relationship Id="rIdDrawing" Type="${relations}/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
  );
  const withPictures = new Set(pictures.map(p => p.row + 1));
  const sheet = text(sheetName)
    .replace(/<row r="(\d+)"([^>]*?)>/g, (whole, r: string, rest: string) =>
      withPictures.has(Number(r))
        ? `<row r="${r}"${rest.replace(/ (?:ht|customHeight)="[^"]*"/g, '')} ht="${chipSide * 0.75}" customHeight="1">`
        : whole,
    )
    .replace(/<col min="(\d+)"[^>]*?\/>/g, (whole, n: string) =>
      wideColumns.includes(Number(n) - 1)
        ? `<col min="${n}" max="${n}" width="${chipSide / 7}" customWidth="1"/>`
        : whole,
    );
  const drawing = `<drawing xmlns:r="${relations}" r:id="rIdDrawing"/>`;
  const before = ['<legacyDrawing', '<tableParts', '<extLst', '</worksheet>'].find(tag =>
    sheet.includes(tag),
  )!;
  files[sheetName] = strToU8(sheet.replace(before, `${drawing}${before}`));
  const types = text('[Content_Types].xml');
  files['[Content_Types].xml'] = strToU8(
    types.replace(
      '</Types>',
      `${types.includes('Extension="png"') ? '' : '<Default Extension="png" ContentType="image/png"/>'}<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>`,
    ),
  );
  await writeAtomically(path, part => writeFile(part, zipSync(files)));
}
