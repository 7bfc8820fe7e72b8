import { writeFile } from 'node:fs/promises';
import { writeAtomically } from '#services/export/atomic-file.ts';
import type { Cell } from './table.ts';

const escape = (text: string): string =>
  text.replace(/[<>&"]/g, c => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c]!);

/** Points as placemarks, WGS 84, with their attributes as extended data. CGCS2000 agrees to within centimetres. */
export async function writeKml(
  path: string,
  name: string,
  places: readonly { name: string; lon: number; lat: number; properties: Record<string, Cell> }[],
): Promise<void> {
  const marks = places.map(({ name: title, lon, lat, properties }) => {
    const data = Object.entries(properties)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([key, value]) => `<Data name="${escape(key)}"><value>${escape(String(value))}</value></Data>`)
      .join('');
    return `<Placemark><name>${escape(title)}</name><ExtendedData>${data}</ExtendedData><Point><coordinates>${lon.toFixed(8)},${lat.toFixed(8)}</coordinates></Point></Placemark>`;
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escape(name)}</name>\n${marks.join('\n')}\n</Document></kml>\n`;
  await writeAtomically(path, part => writeFile(part, text, 'utf8'));
}
