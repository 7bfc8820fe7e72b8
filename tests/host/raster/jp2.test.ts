import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { hashBands } from '#host/raster/hash-bands.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { openRaster } from '#host/raster/open-raster.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { encodeJ2k, gmlOfGrid, jp2Of } from '#tests/fixtures/jp2.ts';
import { processorTime } from '#tests/fixtures/processor-time.ts';

const folder = temporaryFolder();
const width = 300;
const height = 200;
const values = Uint16Array.from({ length: width * height }, (_, i) => (i * 7919 + (i % width) * 31) % 10007);
const path = join(folder, 'T50RNU_20230815T024549_B04_10m.jp2');
let bytes: Buffer;

beforeAll(async () => {
  bytes = jp2Of(
    await encodeJ2k(values, { width, height, side: 128, halvings: 1 }),
    gmlOfGrid(32650, 590005, 3239995, 10),
  );
  writeFileSync(path, bytes);
});

async function pixelsOf(file: string, window = { col: 0, row: 0, width, height }) {
  const raster = openRaster(file, new BlockCache(2 ** 24));
  try {
    return (await raster.readWindow(raster.image as never, window, [0]))[0];
  } finally {
    raster.close();
  }
}

const numbersIn = (file: string) => new Uint16Array(Uint8Array.from(readFileSync(file)).buffer);

describe('JPEG 2000', () => {
  it('gives the pixels that were encoded, tile by tile, and windows across tiles', async () => {
    expect(await pixelsOf(path)).toEqual(values);
    const window = { col: 100, row: 110, width: 60, height: 50 };
    const part = await pixelsOf(path, window);
    for (const [x, y] of [
      [0, 0],
      [59, 49],
      [27, 17],
      [28, 18],
    ])
      expect(part[y * 60 + x]).toBe(values[(110 + y) * width + 100 + x]);
  });

  it('is placed by its GML: the origin is the centre of the first pixel', () => {
    const { grid, layout, type } = inspectFile(path);
    expect(grid.affine).toEqual([590000, 10, 0, 3240000, 0, -10]);
    expect(grid.crs?.epsg).toBe(32650);
    expect([type, layout.compression, layout.blockSize]).toEqual(['UInt16', 'JPEG 2000', [128, 128]]);
    expect(layout.overviews).toEqual([[150, 100]]);
  });

  it.skipIf(!hasGdal)('GDAL: the same place, the same pixels, the same overview', async () => {
    const info = JSON.parse(gdal('gdalinfo', ['-json', path])) as { geoTransform: number[]; stac: unknown };
    expect(info.geoTransform).toEqual([590000, 10, 0, 3240000, 0, -10]);
    const raw = (extra: string[]) => {
      const out = join(folder, `raw${extra.length}.bin`);
      gdal('gdal_translate', ['-q', '-of', 'ENVI', ...extra, path, out]);
      return numbersIn(out);
    };
    expect(await pixelsOf(path)).toEqual(raw([]));
    const [digest] = await hashBands(path);
    expect(digest.sha256).toBe(createHash('sha256').update(Buffer.from(values.buffer)).digest('hex'));
    const raster = openRaster(path, new BlockCache(0));
    const [half] = raster.overviews;
    const window = { col: 0, row: 0, width: half.width, height: half.height };
    const [pixels] = await raster.readWindow(half as never, window, [0]);
    raster.close();
    expect(pixels).toEqual(raw(['-outsize', '150', '100', '-r', 'nearest']));
  });

  it.skipIf(!hasGdal)(
    'GDAL writes lossy tiles and three bands: the same bytes, placed by GeoJP2',
    async () => {
      const ramp = join(folder, 'ramp.tif');
      gdal('gdal_translate', [
        '-q',
        '-of',
        'GTiff',
        '-b',
        '1',
        '-b',
        '1',
        '-b',
        '1',
        '-ot',
        'Byte',
        path,
        ramp,
      ]);
      for (const [name, options] of [
        ['lossy', ['-b', '1', '-co', 'REVERSIBLE=NO', '-co', 'QUALITY=25']],
        ['three', ['-co', 'REVERSIBLE=YES', '-co', 'QUALITY=100', '-co', 'YCC=NO']],
      ] as const) {
        const jp2 = join(folder, `${name}.jp2`);
        const blocks = ['-co', 'BLOCKXSIZE=64', '-co', 'BLOCKYSIZE=64', '-co', 'GMLJP2=NO'];
        gdal('gdal_translate', ['-q', '-of', 'JP2OpenJPEG', ...options, ...blocks, ramp, jp2]);
        const out = join(folder, `${name}.bin`);
        gdal('gdal_translate', ['-q', '-of', 'ENVI', '-co', 'INTERLEAVE=BSQ', jp2, out]);
        const digests = await hashBands(jp2);
        const raw = readFileSync(out);
        expect(digests.map(d => d.sha256)).toEqual(
          digests.map((_, i) =>
            createHash('sha256')
              .update(raw.subarray(i * width * height, (i + 1) * width * height))
              .digest('hex'),
          ),
        );
        expect(inspectFile(jp2).grid.affine).toEqual([590000, 10, 0, 3240000, 0, -10]);
      }
    },
  );

  it.skipIf(!hasGdal)('GDAL writes tiles of any size: they keep their coordinates', async () => {
    const jp2 = join(folder, 'odd.jp2');
    const odd = ['-co', 'BLOCKXSIZE=75', '-co', 'BLOCKYSIZE=60', '-co', 'RESOLUTIONS=4'];
    gdal('gdal_translate', [
      '-q',
      '-of',
      'JP2OpenJPEG',
      ...odd,
      '-co',
      'REVERSIBLE=NO',
      '-co',
      'QUALITY=30',
      path,
      jp2,
    ]);
    const out = join(folder, 'odd.bin');
    gdal('gdal_translate', ['-q', '-of', 'ENVI', jp2, out]);
    expect(await pixelsOf(jp2)).toEqual(numbersIn(out));
  });

  it('a file that was cut short is told when it is opened: which tile, what to do', () => {
    const cut = join(folder, 'cut.jp2');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 300));
    expect(() => inspectFile(cut)).toThrow(/within tile \d+ of 6; fetch it again/);
    writeFileSync(cut, bytes.subarray(0, 200));
    expect(() => inspectFile(cut)).toThrow(BloomlineError);
  });

  it('bytes that were changed end in words or in pixels, within two seconds of processor time', async () => {
    const file = join(folder, 'changed.jp2');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (changes, nearHead) => {
          const changed = Buffer.from(bytes);
          for (const [at, value] of changes) changed[nearHead ? at % 400 : at] = value;
          writeFileSync(file, changed);
          const before = processorTime();
          try {
            const { grid } = inspectFile(file);
            if (grid.width * grid.height > 2 ** 22) return;
            await pixelsOf(file, { col: 0, row: 0, width: grid.width, height: grid.height });
          } catch (error) {
            expect(error).toBeInstanceOf(BloomlineError);
            expect((error as BloomlineError).code).not.toBe('internal');
          }
          expect(processorTime() - before).toBeLessThan(2000);
        },
      ),
      { numRuns: 150 },
    );
  });
});
