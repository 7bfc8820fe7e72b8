import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashBands } from '#host/raster/hash-bands.ts';
import { encodeDirectory, encodeHead, type Entry } from '#host/raster/tiff/write/write-directory.ts';
import { hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gdalHashes } from '#tests/fixtures/gdal-pixels.ts';

const folder = temporaryFolder();
const width = 300;
const height = 40;

/** LZW of before 1988, with a table of strings: least significant bit first, codes grow once they have to. */
function encodeOldLzw(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let buffer = 0;
  let held = 0;
  let width = 9;
  const put = (code: number) => {
    buffer |= code << held;
    held += width;
    for (; held >= 8; held -= 8, buffer >>>= 8) out.push(buffer & 255);
  };
  let table = new Map<string, number>();
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : table.get(text)!);
  put(256);
  let text = '';
  for (const byte of bytes) {
    const longer = text + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      text = longer;
      continue;
    }
    put(codeOf(text));
    const next = 258 + table.size;
    table.set(longer, next);
    if (next === 1 << width) width++;
    if (next === 4094) {
      put(256);
      table = new Map();
      width = 9;
    }
    text = String.fromCharCode(byte);
  }
  put(codeOf(text));
  if (258 + table.size === 1 << width) width++;
  put(257);
  if (held > 0) out.push(buffer & 255);
  return Uint8Array.from(out);
}

/** One band of bytes in two strips. */
function write(name: string, fillOrder: 1 | 2): string {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => 90 + 60 * Math.sin(i / 7) + (i % 11));
  const reverse = (byte: number) =>
    parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2);
  const strips = [0, 1].map(half => {
    const stored = encodeOldLzw(
      pixels.subarray((half * pixels.length) / 2, ((half + 1) * pixels.length) / 2),
    );
    return fillOrder === 2 ? stored.map(reverse) : stored;
  });
  const data = Buffer.concat(strips);
  const entries: Entry[] = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, [8]],
    [259, 3, [5]],
    [262, 3, [1]],
    [266, 3, [fillOrder]],
    [273, 4, [8, 8 + strips[0].length]],
    [277, 3, [1]],
    [278, 4, [height / 2]],
    [279, 4, strips.map(strip => strip.length)],
  ];
  const place = 8 + data.length + (data.length & 1);
  const all = Buffer.alloc(place);
  Buffer.from(encodeHead(place, false)).copy(all);
  data.copy(all, 8);
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([all, encodeDirectory(entries, place, 0, false)]));
  return path;
}

describe.runIf(hasGdal)('LZW of before 1988 (needs GDAL)', () => {
  it.each([1, 2] as const)('FillOrder %i', async fillOrder => {
    const path = write(`old_${fillOrder}.tif`, fillOrder);
    expect((await hashBands(path)).map(b => b.sha256)).toEqual(gdalHashes(path, join(folder, 'old.bin'), 1));
  });
});
