import { writeFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { writeAtomically } from '#services/export/atomic-file.ts';
import type { Cell, TableColumn } from './table.ts';

const cgcs2000 =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/**
 * Points in CGCS2000 as a Shapefile with its attributes in GBK and a .cpg that says so. Column names are cut to the ten
 * bytes that dBASE has, texts to 254.
 */
export async function writePointShapefile(
  path: string,
  columns: readonly TableColumn[],
  places: readonly { lon: number; lat: number; properties: Record<string, Cell> }[],
): Promise<void> {
  const stem = path.replace(/\.shp$/i, '');
  const [shp, shx] = points(places);
  const parts: [string, Uint8Array | string][] = [
    ['.dbf', table(columns, places)],
    ['.shx', shx],
    ['.prj', cgcs2000],
    ['.cpg', 'GBK'],
    ['.shp', shp],
  ];
  for (const [extension, bytes] of parts)
    await writeAtomically(stem + extension, part => writeFile(part, bytes));
}

function points(places: readonly { lon: number; lat: number }[]): [Buffer, Buffer] {
  const shp = Buffer.alloc(100 + places.length * 28);
  const shx = Buffer.alloc(100 + places.length * 8);
  const box = places.reduce(
    ([w, s, e, n], { lon, lat }) => [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  for (const file of [shp, shx]) {
    file.writeInt32BE(9994, 0);
    file.writeInt32BE(file.length / 2, 24);
    file.writeInt32LE(1000, 28);
    file.writeInt32LE(1, 32);
    (places.length > 0 ? box : [0, 0, 0, 0]).forEach((value, i) => file.writeDoubleLE(value, 36 + i * 8));
  }
  places.forEach(({ lon, lat }, i) => {
    const at = 100 + i * 28;
    shp.writeInt32BE(i + 1, at);
    shp.writeInt32BE(10, at + 4);
    shp.writeInt32LE(1, at + 8);
    shp.writeDoubleLE(lon, at + 12);
    shp.writeDoubleLE(lat, at + 20);
    shx.writeInt32BE(at / 2, 100 + i * 8);
    shx.writeInt32BE(10, 104 + i * 8);
  });
  return [shp, shx];
}

interface DbfField {
  key: string;
  name: Buffer;
  type: 'C' | 'N';
  length: number;
  decimals: number;
}

function table(
  columns: readonly TableColumn[],
  places: readonly { properties: Record<string, Cell> }[],
): Buffer {
  const fields = fieldsOf(columns, places);
  const rowLength = 1 + fields.reduce((sum, field) => sum + field.length, 0);
  const headerLength = 33 + fields.length * 32;
  const file = Buffer.alloc(headerLength + places.length * rowLength + 1, 0x20);
  file.fill(0, 0, headerLength);
  const today = new Date();
  file.set([3, today.getFullYear() - 1900, today.getMonth() + 1, today.getDate()], 0);
  file.writeUInt32LE(places.length, 4);
  file.writeUInt16LE(headerLength, 8);
  file.writeUInt16LE(rowLength, 10);
  file[29] = 0x4d; // GBK
  fields.forEach((field, i) => {
    const at = 32 + i * 32;
    field.name.copy(file, at);
    file.write(field.type, at + 11, 'latin1');
    file[at + 16] = field.length;
    file[at + 17] = field.decimals;
  });
  file[headerLength - 1] = 0x0d;
  let at = headerLength;
  for (const { properties } of places) {
    at++;
    for (const field of fields) {
      cellBytes(properties[field.key], field).copy(file, at);
      at += field.length;
    }
  }
  file[file.length - 1] = 0x1a;
  return file;
}

function fieldsOf(
  columns: readonly TableColumn[],
  places: readonly { properties: Record<string, Cell> }[],
): DbfField[] {
  const taken = new Set<string>();
  return columns.map(({ key, label, decimals }) => {
    const values = places.map(p => p.properties[key]).filter(v => v !== null && v !== undefined);
    const isNumber = values.length > 0 && values.every(v => typeof v === 'number');
    let name = cut(label, 10);
    for (let n = 2; taken.has(name.toString('latin1')); n++)
      name = cut(`${cut(label, 8).toString('latin1')}${n}`, 10);
    taken.add(name.toString('latin1'));
    if (isNumber) {
      const places15 = decimals ?? (values.every(v => Number.isInteger(v)) ? 0 : 8);
      return { key, name, type: 'N', length: 19, decimals: places15 };
    }
    const longest = values.reduce<number>(
      (most, v) => Math.max(most, iconv.encode(String(v), 'gbk').length),
      1,
    );
    return { key, name, type: 'C', length: Math.min(254, longest), decimals: 0 };
  });
}

/** At most so many bytes of GBK, never half a character. */
function cut(text: string, bytes: number): Buffer {
  let out = Buffer.alloc(0);
  for (const character of text) {
    const next = Buffer.concat([out, iconv.encode(character, 'gbk')]);
    if (next.length > bytes) break;
    out = next;
  }
  return out;
}

function cellBytes(value: Cell, { type, length, decimals }: DbfField): Buffer {
  if (value === null || value === undefined) return Buffer.alloc(0);
  if (type === 'C') return cut(String(value), length);
  const text = Number(value).toFixed(decimals).padStart(length);
  return Buffer.from(
    text.length > length
      ? Number(value)
          .toExponential(length - 8)
          .padStart(length)
      : text,
    'latin1',
  );
}
