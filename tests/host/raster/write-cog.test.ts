import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLzwInto } from '#core/wasm/decode-lzw.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { compressions } from '#host/raster/tiff/write/encode-tile.ts';
import { encodeLzw } from '#host/raster/tiff/codec/lzw-encode.ts';
import { scanRows } from '#host/raster/tiff/read/scan-rows.ts';
import { bytesOf, partsOf, wordsOf, type Words } from '#host/raster/tiff/directory/words.ts';
import { writeCog, type CogContent, type CogRows } from '#host/raster/tiff/write/write-cog.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gdalPixels } from '#tests/fixtures/gdal-pixels.ts';

const folder = temporaryFolder();
const grid = (width: number, height: number): Grid => ({
  width,
  height,
  affine: [500000, 10, 0, 3600000, 0, -10],
  crs: crsFromEpsg(32650)!,
});

/** GDAL's own check of the layout, as its Python package ships it. */
const validator = ['-m', 'osgeo_utils.samples.validate_cloud_optimized_geotiff', '--full-check=yes'];
const python = ['/usr/bin/python3', 'python3'].find(
  p => spawnSync(p, ['-c', 'import osgeo_utils.samples.validate_cloud_optimized_geotiff']).status === 0,
);
const validate = (path: string) => spawnSync(python!, [...validator, path], { encoding: 'utf8' });

/** Rows of `planes` in pieces of `step` rows. */
function* pieces(content: CogContent, planes: Words[], step: number, mask?: Uint8Array): Generator<CogRows> {
  const { width, height } = content.grid;
  const perRow = width * partsOf(content.type);
  for (let row = 0; row < height; row += step) {
    const rows = Math.min(step, height - row);
    yield {
      rows,
      planes: planes.map(p => p.subarray(row * perRow, (row + rows) * perRow) as Words),
      mask: mask?.subarray(row * width, (row + rows) * width),
    };
  }
}

async function readBack(path: string): Promise<Buffer> {
  const file = new TiffFile(path, new BlockCache(0));
  try {
    const samples = Array.from({ length: file.image.samples }, (_, i) => i);
    const parts: Buffer[][] = samples.map(() => []);
    for await (const { planes } of scanRows(file.image, samples))
      planes.forEach((p, i) => parts[i].push(Buffer.from(bytesOf(p))));
    return Buffer.concat(parts.flat());
  } finally {
    file.close();
  }
}

/** Words with every bit pattern that the type allows, but finite where they are floats. */
function madePlanes(type: PixelType, samples: number, pixels: number, seed: number): Words[] {
  let state = seed >>> 0 || 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  return Array.from({ length: samples }, () => {
    const words = new (wordsOf(type))(pixels * partsOf(type));
    if (words instanceof Float32Array || words instanceof Float64Array)
      for (let i = 0; i < words.length; i++) words[i] = (next() - 2 ** 31) / 1000;
    else {
      const bytes = bytesOf(words);
      for (let i = 0; i < bytes.length; i++) bytes[i] = next() >>> 24;
    }
    return words;
  });
}

const types = [
  'Byte',
  'Int8',
  'UInt16',
  'Int16',
  'UInt32',
  'Int32',
  'UInt64',
  'Int64',
  'Float32',
  'Float64',
  'CInt16',
  'CInt32',
  'CFloat32',
  'CFloat64',
] as const satisfies PixelType[];

const cases = fc.record({
  type: fc.constantFrom(...types),
  compression: fc.constantFrom(...compressions),
  interleave: fc.constantFrom('pixel' as const, 'band' as const),
  samples: fc.integer({ min: 1, max: 4 }),
  width: fc.integer({ min: 1, max: 150 }),
  height: fc.integer({ min: 1, max: 150 }),
  tileSide: fc.constantFrom(16, 32, 64),
  step: fc.integer({ min: 1, max: 70 }),
  bigTiff: fc.constantFrom('auto' as const, 'always' as const),
  seed: fc.nat(),
});

async function write(name: string, c: Parameters<Parameters<typeof cases.map>[0]>[0]) {
  const content: CogContent = { ...c, grid: grid(c.width, c.height), statistics: true };
  const planes = madePlanes(c.type, c.samples, c.width * c.height, c.seed);
  const path = join(folder, name);
  await writeCog(path, content, pieces(content, planes, c.step));
  return { path, expected: Buffer.concat(planes.map(bytesOf)) };
}

describe('writeCog', () => {
  it('gives every type, compression and layout back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async c => {
        const { path, expected } = await write('own.tif', c);
        expect((await readBack(path)).equals(expected)).toBe(true);
        expect(inspectFile(path).type).toBe(c.type);
      }),
      { numRuns: 150 },
    );
  });

  it.runIf(hasGdal)(
    'GDAL reads the same pixels (needs GDAL)',
    async () => {
      await fc.assert(
        fc.asyncProperty(cases, async c => {
          // GDAL 3.6 shows signed bytes as bytes.
          const { path, expected } = await write('gdal.tif', c);
          expect(gdalPixels(path, join(folder, 'gdal.bin')).equals(expected)).toBe(true);
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  it.runIf(python)(
    'passes GDAL’s check of cloud optimized files (needs GDAL’s Python)',
    async () => {
      for (const compression of compressions)
        for (const [interleave, bigTiff] of [
          ['pixel', 'auto'],
          ['band', 'always'],
        ] as const)
          for (const hasMask of compression === 'deflate' ? [false, true] : [false]) {
            const content: CogContent = {
              grid: grid(1100, 700),
              type: 'UInt16',
              samples: 2,
              compression,
              interleave,
              bigTiff,
              hasMask,
            };
            const planes = madePlanes('UInt16', 2, 1100 * 700, 5);
            const mask = hasMask
              ? Uint8Array.from({ length: 1100 * 700 }, (_, i) => (i % 3 ? 255 : 0))
              : undefined;
            const path = join(folder, 'valid.tif');
            await writeCog(path, content, pieces(content, planes, 100, mask));
            const { status, stdout, stderr } = validate(path);
            expect(stdout + stderr, `${compression} ${interleave} ${bigTiff} ${hasMask}`).toContain(
              'is a valid cloud',
            );
            expect(stdout + stderr).not.toContain('warning');
            expect(status).toBe(0);
          }
    },
    60_000,
  );

  it('averages valid pixels, rounding half up, and keeps nodata where nothing is valid', async () => {
    // 32 × 2 pixels over tiles of 16: one overview of 16 × 1. Pairs of columns: (1, 2 / 4, 0), all 0, then 7
    // everywhere.
    const plane = new Uint8Array(64).fill(7);
    plane.set([1, 2, 0, 0], 0);
    plane.set([4, 0, 0, 0], 32);
    const content: CogContent = { grid: grid(32, 2), type: 'Byte', samples: 1, nodata: 0, tileSide: 16 };
    const path = join(folder, 'average.tif');
    await writeCog(path, content, pieces(content, [plane], 2));
    const file = new TiffFile(path, new BlockCache(0));
    const [overview] = file.overviews;
    const [read] = await file.readWindow(overview, { col: 0, row: 0, width: 16, height: 1 }, [0]);
    file.close();
    // (1 + 2 + 4) / 3 = 2.33 → 2
    expect(Array.from(read as Uint8Array).slice(0, 3)).toEqual([2, 0, 7]);
  });

  it('takes the commonest class for overviews of classes', async () => {
    const plane = new Uint8Array(64).fill(5);
    plane.set([1, 2], 0);
    plane.set([2, 3], 32);
    const content: CogContent = {
      grid: grid(32, 2),
      type: 'Byte',
      samples: 1,
      overviews: 'mode',
      tileSide: 16,
    };
    const path = join(folder, 'mode.tif');
    await writeCog(path, content, pieces(content, [plane], 1));
    const file = new TiffFile(path, new BlockCache(0));
    const [read] = await file.readWindow(file.overviews[0], { col: 0, row: 0, width: 2, height: 1 }, [0]);
    file.close();
    expect(Array.from(read as Uint8Array)).toEqual([2, 5]);
  });

  it.runIf(hasGdal)(
    'writes masks, names, scale, statistics and metadata that GDAL understands (needs GDAL)',
    async () => {
      const plane = Int16Array.from({ length: 40 * 30 }, (_, i) => i - 600);
      const mask = Uint8Array.from(plane, v => (v < 0 ? 0 : 255));
      const content: CogContent = {
        grid: grid(40, 30),
        type: 'Int16',
        samples: 1,
        tileSide: 16,
        hasMask: true,
        statistics: true,
        items: { RECIPE: 'a < b & "c"' },
        bands: [{ description: '水体 water', scale: 0.0001, offset: -0.1 }],
      };
      const path = join(folder, 'told.tif');
      await writeCog(path, content, pieces(content, [plane], 7, mask));
      const info = JSON.parse(gdal('gdalinfo', ['-json', path])) as {
        bands: {
          description: string;
          scale: number;
          offset: number;
          mask: { flags: string[] };
          metadata: Record<string, Record<string, string>>;
        }[];
        metadata: Record<string, Record<string, string>>;
      };
      const [band] = info.bands;
      expect(band).toMatchObject({ description: '水体 water', scale: 0.0001, offset: -0.1 });
      expect(band.mask.flags).toEqual(['PER_DATASET']);
      expect(info.metadata[''].RECIPE).toBe('a < b & "c"');
      // Valid are 0 … 599, half of all: mean 299.5, variance (600² − 1) / 12.
      expect(band.metadata['']).toMatchObject({
        STATISTICS_MINIMUM: '0',
        STATISTICS_MAXIMUM: '599',
        STATISTICS_MEAN: '299.5',
        STATISTICS_VALID_PERCENT: '50',
      });
      expect(Number(band.metadata[''].STATISTICS_STDDEV)).toBeCloseTo(Math.sqrt((600 ** 2 - 1) / 12), 9);
    },
  );

  it('leaves nothing behind when its rows fail', async () => {
    const before = readdirSync(folder).length;
    const content: CogContent = { grid: grid(40, 30), type: 'Byte', samples: 1 };
    const failing = (function* () {
      yield { rows: 10, planes: [new Uint8Array(400)] };
      throw new Error('the source broke');
    })();
    await expect(writeCog(join(folder, 'never.tif'), content, failing)).rejects.toThrow('the source broke');
    await expect(
      writeCog(join(folder, 'never.tif'), content, [{ rows: 10, planes: [new Uint8Array(400)] }]),
    ).rejects.toThrow('fewer rows');
    expect(existsSync(join(folder, 'never.tif'))).toBe(false);
    expect(readdirSync(folder).length).toBe(before);
  });
});

describe('encodeLzw', () => {
  it('is undone by the decoder, over every change of code width', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: 1, max: 256 }),
        (seed, n, values) => {
          let state = seed;
          const input = Uint8Array.from({ length: n }, () => {
            state = (Math.imul(state, 1103515245) + 12345) >>> 0;
            return (state >>> 16) % values;
          });
          const encoded = encodeLzw(input);
          scratch.use(encoded.length + n, 2, () => {
            const stored = scratch.take(encoded.length);
            stored.set(encoded);
            const output = scratch.take(n);
            expect(decodeLzwInto(stored, output)).toBe(n);
            expect(Buffer.compare(output, input)).toBe(0);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
