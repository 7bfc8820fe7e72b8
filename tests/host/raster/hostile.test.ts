import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { hashBands } from '#host/raster/hash-bands.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { writeCog, type CogContent } from '#host/raster/tiff/write/write-cog.ts';
import { encodeDirectory, encodeHead, type Entry } from '#host/raster/tiff/write/write-directory.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { processorTime } from '#tests/fixtures/processor-time.ts';

const folder = temporaryFolder();

/** A classic TIFF of one directory and one block of data. */
function craft(name: string, entries: Entry[], data: Uint8Array): string {
  const path = join(folder, name);
  const place = 8 + data.length + (data.length & 1);
  const all = Buffer.alloc(place);
  Buffer.from(encodeHead(place, false)).copy(all);
  Buffer.from(data).copy(all, 8);
  writeFileSync(path, Buffer.concat([all, encodeDirectory(entries, place, 0, false)]));
  return path;
}

const oneStrip = (width: number, height: number, compression: number, bytes: number): Entry[] => [
  [256, 4, [width]],
  [257, 4, [height]],
  [258, 3, [8]],
  [259, 3, [compression]],
  [262, 3, [1]],
  [273, 4, [8]],
  [277, 3, [1]],
  [278, 4, [height]],
  [279, 4, [bytes]],
];

/** Runs `work`; it must fail as data, without much computing and taking hold of much memory. */
async function refuses(work: () => unknown, message: RegExp): Promise<void> {
  const memory = process.memoryUsage();
  const started = processorTime();
  let found: unknown = null;
  try {
    await work();
  } catch (error) {
    found = error;
  }
  expect(processorTime() - started).toBeLessThan(5000);
  const now = process.memoryUsage();
  expect(now.rss - memory.rss).toBeLessThan(300 * 2 ** 20);
  expect(found).toBeInstanceOf(BloomlineError);
  expect((found as BloomlineError).message).toMatch(message);
}

describe('sizes that lie', () => {
  it('a kilobyte of Deflate does not become two thousand million pixels', async () => {
    const data = deflateSync(new Uint8Array(500_000));
    expect(data.length).toBeLessThan(1024);
    const path = craft('bomb.tif', oneStrip(46341, 46341, 8, data.length), data);
    await refuses(() => hashBands(path), /the limit is|cannot hold|at most/);
  });

  it.each([
    ['Deflate', 8, deflateSync(new Uint8Array(1000))],
    ['LZW', 5, new Uint8Array(500)],
    ['PackBits', 32773, new Uint8Array(500)],
    ['ZSTD', 50000, zstdCompressSync(new Uint8Array(1000))],
  ])('%s that cannot hold what is claimed', async (_, compression, data) => {
    const path = craft('claim.tif', oneStrip(20_000, 20_000, compression, data.length), data);
    await refuses(() => hashBands(path), /cannot hold/);
  });

  it('a picture wider than anything', async () => {
    const path = craft('wide.tif', oneStrip(4_000_000_000, 4_000_000_000, 1, 10), new Uint8Array(10));
    await refuses(() => inspectFile(path), /its size is/);
  });

  it('ten million rows without the bytes for them', async () => {
    const path = craft('rows.tif', oneStrip(10_000_000, 10_000_000, 1, 10), new Uint8Array(10));
    await refuses(() => hashBands(path), /expected|limit/);
  });

  it('block tables shorter than the picture', async () => {
    const entries = oneStrip(100, 100, 1, 10).map(e => (e[0] === 278 ? ([278, 4, [1]] as Entry) : e));
    await refuses(() => hashBands(craft('table.tif', entries, new Uint8Array(10))), /100 block offsets/);
  });

  it('offsets past the end of the file', async () => {
    const entries = oneStrip(10, 10, 1, 100).map(e => (e[0] === 273 ? ([273, 4, [2 ** 31]] as Entry) : e));
    await refuses(() => hashBands(craft('past.tif', entries, new Uint8Array(10))), /the file ends at/);
  });

  it('a tag that claims more values than the file has bytes', async () => {
    const path = craft('values.tif', oneStrip(10, 10, 1, 100), new Uint8Array(100));
    const bytes = readFileSync(path);
    const directory = bytes.readUInt32LE(4);
    for (let i = 0; i < bytes.readUInt16LE(directory); i++) {
      const entry = directory + 2 + i * 12;
      if (bytes.readUInt16LE(entry) === 273) bytes.writeUInt32LE(0xffffffff, entry + 4);
    }
    writeFileSync(path, bytes);
    await refuses(() => hashBands(path), /expected \d+ bytes|values/);
  });

  it('pixels that end early are an error, not zeros', async () => {
    const data = deflateSync(new Uint8Array(60));
    await refuses(() => hashBands(craft('short.tif', oneStrip(10, 10, 8, data.length), data)), /60 of 100/);
  });

  it('samples without end', async () => {
    const entries = oneStrip(10, 10, 1, 100).map(e => (e[0] === 277 ? ([277, 3, [65535]] as Entry) : e));
    await refuses(
      () => hashBands(craft('samples.tif', entries, new Uint8Array(100))),
      /expected|BitsPerSample/,
    );
  });
});

describe('every mutation of a real file', () => {
  const layouts: [string, Partial<CogContent>][] = [
    ['deflate', { compression: 'deflate' }],
    ['lzw, band-separate', { compression: 'lzw', interleave: 'band' }],
    ['zstd, BigTIFF', { compression: 'zstd', bigTiff: 'always' }],
    ['floats, none', { compression: 'none', type: 'Float32' }],
    ['bytes with masks', { hasMask: true, type: 'Byte' }],
  ];

  it.each(layouts)('%s: pixels or a clear error, without much computing', async (name, options) => {
    const content: CogContent = {
      grid: { width: 70, height: 50, affine: [0, 1, 0, 0, 0, -1], crs: null },
      type: 'UInt16',
      samples: 2,
      tileSide: 32,
      nodata: 3,
      ...options,
    };
    const Type = { UInt16: Uint16Array, Float32: Float32Array, Byte: Uint8Array }[content.type as 'Byte'];
    const plane = Type.from({ length: 3500 }, (_, i) => (i * 7) % 200);
    const good = join(folder, `good_${name.replace(/\W+/g, '_')}.tif`);
    await writeCog(good, content, [{ rows: 50, planes: [plane, plane] }]);
    const original = readFileSync(good);
    const path = join(folder, 'mutated.tif');
    // The directories come first in these files, so most changes hit a header.
    const place = fc.oneof(fc.nat(Math.min(1500, original.length - 1)), fc.nat(original.length - 1));
    const value = fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, value), { minLength: 1, maxLength: 8 }),
        fc.option(fc.nat(original.length - 1)),
        async (changes, cutAt) => {
          const bytes = Uint8Array.from(cutAt === null ? original : original.subarray(0, cutAt));
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          writeFileSync(path, bytes);
          const started = processorTime();
          try {
            const { grid, samples } = inspectFile(path);
            // A larger picture may be true (its blocks never written); reading all of it takes its time.
            if (grid.width * grid.height * samples < 2 ** 22) await hashBands(path);
            const file = new TiffFile(path, new BlockCache(2 ** 22));
            try {
              for (const image of [file.image, ...file.overviews])
                await file.readMask(image, { col: 0, row: 0, width: 1, height: 1 });
            } finally {
              file.close();
            }
          } catch (error) {
            if (!(error instanceof BloomlineError)) throw error;
          }
          expect(processorTime() - started).toBeLessThan(5000);
        },
      ),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
