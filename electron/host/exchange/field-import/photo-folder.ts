import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldTable } from '#core/plots/field-table.ts';
import { say } from '#core/words/said.ts';
import { photoExtensions, readExif } from '#host/catalogue/photos.ts';
import type { FieldFile } from '#host/formats/tables/read-field-tables.ts';

/** More pictures than this at once are refused: they are read into memory. */
const mostPhotos = 2000;

/** A folder of photos as a table: one row per photo, with the place and the time that its camera noted. */
export async function readPhotoFolder(path: string): Promise<FieldFile> {
  const names = (await readdir(path))
    .filter(name => photoExtensions.includes(extname(name).toLowerCase()))
    .sort();
  if (names.length === 0) throw new BloomlineError('zones-empty', path, say('field.no-photos'));
  if (names.length > mostPhotos)
    throw new BloomlineError(
      'bad-input',
      path,
      say('field.too-many-photos', { count: names.length, most: mostPhotos }),
    );
  const media = new Map<string, Uint8Array>();
  const table: FieldTable = {
    name: basename(path),
    columns: ['photo', 'taken'],
    rows: [],
    firstRow: 1,
    headerRows: 0,
    geometry: [],
    epsg: 4326,
    crs: 'WGS 84',
  };
  for (const name of names) {
    const bytes = await readFile(join(path, name));
    const { taken, lon, lat } = await readExif(bytes);
    media.set(name, bytes);
    table.rows.push([name, taken]);
    table.geometry!.push(lon !== null && lat !== null ? { type: 'point', point: [lon, lat] } : null);
  }
  return { encoding: null, delimiter: null, tables: [table], media };
}
