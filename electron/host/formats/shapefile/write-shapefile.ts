import { writeFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import type { MultiPolygon, Ring } from '#core/zones/zone.ts';
import { boxOf, rightHanded } from '#core/zones/rings.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { heading, type Cell, type TableColumn } from '#host/formats/tables/table.ts';
import { dbfOf, gbkLength } from './write-dbf.ts';

const cgcs2000 =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

type Place = { lon: number; lat: number };

/**
 * Points in CGCS2000 as a Shapefile with its attributes in GBK and a .cpg that says so. Column names are cut to the ten
 * bytes that dBASE has, texts to 254: a text beside it tells the full names with their units, and what was cut.
 */
export async function writePointShapefile(
  path: string,
  columns: readonly TableColumn[],
  places: readonly (Place & { properties: Record<string, Cell> })[],
): Promise<void> {
  const stem = path.replace(/\.shp$/i, '');
  const { parts, names } = partsOf(1, places.map(pointRecord), columns, places);
  const notes = columns.map((column, i) => `${names[i]}\t${heading(column)}${cutNote(column, places)}`);
  await writeAtomically(`${stem}_${fieldNotes}`, part => writeFile(part, `\uFEFF${notes.join('\r\n')}\r\n`));
  for (const [extension, bytes] of parts)
    await writeAtomically(stem + extension, part => writeFile(part, bytes));
}

export interface ShapefileLayer {
  /** Of the files inside, plain letters. */
  name: string;
  title: string;
  /** `key` names the field in the file; the label is told beside. */
  columns: readonly TableColumn[];
  features: readonly { geometry: MultiPolygon; properties: Record<string, Cell> }[];
}

/** Name of the text inside that tells the fields' full names. */
export const fieldNotes = 'fields.txt';

/**
 * Layers of polygons in CGCS2000 as Shapefiles in one zip, attributes in GBK with a .cpg, and a text with the full
 * names of the fields and what was cut.
 */
export async function writeShapefileZip(path: string, layers: readonly ShapefileLayer[]): Promise<void> {
  const files: Record<string, Uint8Array> = {};
  const notes: string[] = [];
  for (const { name, title, columns, features } of layers) {
    const byKey = columns.map(c => ({ ...c, label: c.key }));
    const { parts, names } = partsOf(
      5,
      features.map(f => polygonRecord(f.geometry)),
      byKey,
      features,
    );
    for (const [extension, bytes] of parts)
      files[name + extension] = typeof bytes === 'string' ? strToU8(bytes) : bytes;
    notes.push(
      `${name}.shp\t${title}`,
      ...columns.map(
        (column, i) => `${names[i]}\t${column.key}\t${heading(column)}${cutNote(column, features)}`,
      ),
      '',
    );
  }
  files[fieldNotes] = strToU8(`\uFEFF${notes.join('\r\n')}`);
  await writeAtomically(path, part => writeFile(part, zipSync(files)));
}

/** dBASE holds 254 bytes of text. */
function cutNote({ key }: TableColumn, features: readonly { properties: Record<string, Cell> }[]): string {
  const long = features.some(
    ({ properties }) => typeof properties[key] === 'string' && gbkLength(properties[key]) > 254,
  );
  return long ? '\t已截断至 254 字节 cut to 254 bytes' : '';
}

type Box = readonly [number, number, number, number];
interface ShpRecord {
  content: Buffer;
  box: Box | null;
}

const pointRecord = ({ lon, lat }: Place): ShpRecord => {
  const content = Buffer.alloc(20);
  content.writeInt32LE(1, 0);
  content.writeDoubleLE(lon, 4);
  content.writeDoubleLE(lat, 12);
  return { content, box: [lon, lat, lon, lat] };
};

/** Outer rings clockwise, holes the other way. */
function polygonRecord(geometry: MultiPolygon): ShpRecord {
  const rings: Ring[] = rightHanded(geometry)
    .flat()
    .map(ring => [...ring].reverse());
  const box = boxOf(geometry);
  if (rings.length === 0 || !box) return { content: Buffer.alloc(4), box: null };
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  const content = Buffer.alloc(44 + rings.length * 4 + points * 16);
  content.writeInt32LE(5, 0);
  box.forEach((value, i) => content.writeDoubleLE(value, 4 + i * 8));
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(points, 40);
  let first = 0;
  let at = 44 + rings.length * 4;
  rings.forEach((ring, i) => {
    content.writeInt32LE(first, 44 + i * 4);
    first += ring.length;
    for (const [x, y] of ring) {
      content.writeDoubleLE(x, at);
      content.writeDoubleLE(y, at + 8);
      at += 16;
    }
  });
  return { content, box };
}

/** The files of a Shapefile by their extensions, the .shp last. */
function partsOf(
  type: 1 | 5,
  records: readonly ShpRecord[],
  columns: readonly TableColumn[],
  rows: readonly { properties: Record<string, Cell> }[],
): { parts: [string, Uint8Array | string][]; names: string[] } {
  const { bytes, names } = dbfOf(columns, rows);
  const shx = Buffer.alloc(100 + records.length * 8);
  const shp = Buffer.alloc(100 + records.reduce((sum, { content }) => sum + content.length + 8, 0));
  const boxes = records.flatMap(r => (r.box ? [r.box] : []));
  const box = boxes.reduce(
    ([w, s, e, n], b) => [Math.min(w, b[0]), Math.min(s, b[1]), Math.max(e, b[2]), Math.max(n, b[3])],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  for (const file of [shp, shx]) {
    file.writeInt32BE(9994, 0);
    file.writeInt32BE(file.length / 2, 24);
    file.writeInt32LE(1000, 28);
    file.writeInt32LE(type, 32);
    (boxes.length > 0 ? box : [0, 0, 0, 0]).forEach((value, i) => file.writeDoubleLE(value, 36 + i * 8));
  }
  let at = 100;
  records.forEach(({ content }, i) => {
    shp.writeInt32BE(i + 1, at);
    shp.writeInt32BE(content.length / 2, at + 4);
    shx.writeInt32BE(at / 2, 100 + i * 8);
    shx.writeInt32BE(content.length / 2, 104 + i * 8);
    content.copy(shp, at + 8);
    at += 8 + content.length;
  });
  return {
    parts: [
      ['.dbf', bytes],
      ['.shx', shx],
      ['.prj', cgcs2000],
      ['.cpg', 'GBK'],
      ['.shp', shp],
    ],
    names,
  };
}
