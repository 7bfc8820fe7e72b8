import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach } from 'vitest';
import type { Ring } from '#core/zones/zone.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bloomline-test-'));
  folders.push(folder);
  return folder;
}

export function put(name: string, content: string | Uint8Array, folder = temporaryFolder()): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Counter-clockwise square. */
export const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

/** A .shp of polygons, one list of rings per record; null is a record without geometry. */
export function shp(records: (Ring[] | null)[], type = 5): Buffer {
  const bodies = records.map((rings, i) => {
    const points = (rings ?? []).flat();
    const z = type === 15 ? 16 + points.length * 8 : 0;
    const body = Buffer.alloc(8 + (rings ? 44 + rings.length * 4 + points.length * 16 + z : 4));
    body.writeInt32BE(i + 1, 0);
    body.writeInt32BE((body.length - 8) / 2, 4);
    body.writeInt32LE(rings ? type : 0, 8);
    if (!rings) return body;
    body.writeInt32LE(rings.length, 44);
    body.writeInt32LE(points.length, 48);
    let start = 0;
    rings.forEach((ring, r) => {
      body.writeInt32LE(start, 52 + r * 4);
      start += ring.length;
    });
    points.forEach(([x, y], p) => {
      body.writeDoubleLE(x, 52 + rings.length * 4 + p * 16);
      body.writeDoubleLE(y, 60 + rings.length * 4 + p * 16);
    });
    return body;
  });
  const file = Buffer.concat([Buffer.alloc(100), ...bodies]);
  file.writeInt32BE(9994, 0);
  file.writeInt32BE(file.length / 2, 24);
  file.writeInt32LE(1000, 28);
  file.writeInt32LE(type, 32);
  return file;
}

/** A .dbf of text fields, 20 bytes each. */
export function dbf(
  fields: string[],
  rows: string[][],
  { encoding = 'gbk', language = 0, width = 20 } = {},
): Buffer {
  const header = Buffer.alloc(32 + fields.length * 32 + 1);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + fields.length * width, 10);
  header[29] = language;
  fields.forEach((name, i) => {
    iconv.encode(name, encoding).copy(header, 32 + i * 32, 0, 10);
    header.write('C', 32 + i * 32 + 11);
    header[32 + i * 32 + 16] = width;
  });
  header[header.length - 1] = 0x0d;
  const body = rows.map(row => {
    const bytes = Buffer.alloc(1 + fields.length * width, 0x20);
    row.forEach((value, i) => iconv.encode(value, encoding).copy(bytes, 1 + i * width, 0, width));
    return bytes;
  });
  return Buffer.concat([header, ...body, Buffer.from([0x1a])]);
}

export const wgs84Prj =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
