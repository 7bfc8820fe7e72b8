import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BloomlineError, type ErrorCode } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import { inspectFile, parseNodata } from '#host/raster/inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { processorTime } from '#tests/fixtures/processor-time.ts';

const folder = temporaryFolder();
const grid = (width: number, height: number): Grid => ({
  width,
  height,
  affine: [500000, 10, 0, 3600000, 0, -10],
  crs: crsFromEpsg(32650)!,
});

async function readAll(path: string): Promise<number[][]> {
  const file = new TiffFile(path, new BlockCache(2 ** 24));
  try {
    const { image } = file;
    const all = Array.from({ length: image.samples }, (_, i) => i);
    const planes = await file.readWindow(
      image,
      { col: 0, row: 0, width: image.width, height: image.height },
      all,
    );
    return planes.map(p => Array.from(p as Float64Array));
  } finally {
    file.close();
  }
}

function codeOf(work: () => unknown): ErrorCode | 'none' {
  try {
    work();
    return 'none';
  } catch (error) {
    if (error instanceof BloomlineError) return error.code;
    throw error;
  }
}

describe('writing and reading', () => {
  it.each([
    ['Uint8Array', (n: number) => Uint8Array.from({ length: n }, (_, i) => (i * 37) % 256)],
    ['Uint16Array', (n: number) => Uint16Array.from({ length: n }, (_, i) => (i * 7919) % 65536)],
    ['Int16Array', (n: number) => Int16Array.from({ length: n }, (_, i) => ((i * 7919) % 65536) - 32768)],
    [
      'Float32Array',
      (n: number) => Float32Array.from({ length: n }, (_, i) => Math.fround(Math.sin(i) * 1e3)),
    ],
  ] as const)('%s comes back as it was, over several tiles', async (name, make) => {
    const path = join(folder, `${name}.tif`);
    const bands = [make(300 * 270), make(300 * 270).reverse()] as never;
    await writeGeoTiff(path, {
      grid: grid(300, 270),
      bands,
      nodata: 0,
      descriptions: ['one', 'two & <three>'],
    });
    const read = await readAll(path);
    expect(read[0]).toEqual(Array.from((bands as Float32Array[])[0]));
    expect(read[1]).toEqual(Array.from((bands as Float32Array[])[1]));
    const info = inspectFile(path);
    expect(info.metadata.bands.map(b => b.description)).toEqual(['one', 'two & <three>']);
    expect(info.grid.crs?.epsg).toBe(32650);
    expect(info.grid.affine).toEqual([500000, 10, 0, 3600000, 0, -10]);
    expect(info.nodata).toBe(0);
  });

  it.runIf(hasGdal)('GDAL reads what we write (needs GDAL)', async () => {
    const path = join(folder, 'ours.tif');
    const pixels = Uint16Array.from({ length: 300 * 270 }, (_, i) => (i * 31) % 5000);
    await writeGeoTiff(path, {
      grid: grid(300, 270),
      bands: [pixels],
      nodata: 0,
      items: { BLOOMLINE_SIMULATED: 'yes' },
    });
    const info = JSON.parse(gdal('gdalinfo', ['-json', '-checksum', path])) as {
      size: number[];
      geoTransform: number[];
      metadata: Record<string, Record<string, string>>;
    };
    expect(info.size).toEqual([300, 270]);
    expect(info.geoTransform).toEqual([500000, 10, 0, 3600000, 0, -10]);
    expect(info.metadata[''].BLOOMLINE_SIMULATED).toBe('yes');
    const raw = join(folder, 'ours.bin');
    gdal('gdal_translate', ['-q', '-of', 'ENVI', path, raw]);
    const bytes = readFileSync(raw);
    expect(Array.from(new Uint16Array(bytes.buffer, bytes.byteOffset, pixels.length))).toEqual(
      Array.from(pixels),
    );
  });
});

describe.runIf(hasGdal)('files that GDAL writes (needs GDAL)', () => {
  const pixels = Uint16Array.from(
    { length: 70 * 53 * 3 },
    (_, i) => ((i % 70) * 211 + Math.floor(i / 70) * 97) % 3000,
  );
  const source = join(folder, 'source.tif');
  const envi = join(folder, 'source.bin');
  writeFileSync(envi, new Uint8Array(pixels.buffer));
  writeFileSync(
    `${envi.slice(0, -4)}.hdr`,
    'ENVI\nsamples = 70\nlines = 53\nbands = 3\ndata type = 12\ninterleave = bsq\nbyte order = 0\nheader offset = 0\n',
  );
  if (hasGdal) gdal('gdal_translate', ['-q', '-of', 'GTiff', envi, source]);

  it.each([
    ['none, striped', []],
    ['LZW + predictor, pixel-interleaved', ['COMPRESS=LZW', 'PREDICTOR=2', 'INTERLEAVE=PIXEL']],
    [
      'Deflate + predictor, tiled, band by band',
      ['COMPRESS=DEFLATE', 'PREDICTOR=2', 'TILED=YES', 'BLOCKXSIZE=32', 'BLOCKYSIZE=16', 'INTERLEAVE=BAND'],
    ],
    ['PackBits', ['COMPRESS=PACKBITS']],
    ['ZSTD, tiled', ['COMPRESS=ZSTD', 'TILED=YES', 'BLOCKXSIZE=64', 'BLOCKYSIZE=64']],
    ['BigTIFF', ['BIGTIFF=YES', 'COMPRESS=LZW']],
    ['big-endian', ['ENDIANNESS=BIG', 'COMPRESS=DEFLATE', 'PREDICTOR=2']],
    ['strips of five rows', ['BLOCKYSIZE=5', 'COMPRESS=LZW']],
  ])('%s', async (name, options) => {
    const path = join(folder, `${name.replace(/\W+/g, '_')}.tif`);
    gdal('gdal_translate', ['-q', ...options.flatMap(o => ['-co', o]), source, path]);
    const read = await readAll(path);
    for (const band of [0, 1, 2])
      expect(read[band]).toEqual(Array.from(pixels.subarray(band * 70 * 53, (band + 1) * 70 * 53)));
  });

  it.each([
    ['Byte', '-ot Byte -scale 0 3000 0 15 -co NBITS=4'],
    ['Float32, predictor 3', '-ot Float32 -co COMPRESS=DEFLATE -co PREDICTOR=3'],
    ['Float64, predictor 3, tiled', '-ot Float64 -co COMPRESS=LZW -co PREDICTOR=3 -co TILED=YES'],
    ['Int32', '-ot Int32 -co COMPRESS=LZW -co PREDICTOR=2'],
  ])('type %s', async (name, options) => {
    const path = join(folder, `type_${name.replace(/\W+/g, '_')}.tif`);
    gdal('gdal_translate', ['-q', '-b', '1', ...options.split(' '), source, path]);
    const raw = join(folder, 'type.bin');
    gdal('gdal_translate', ['-q', '-of', 'ENVI', '-ot', 'Float64', path, raw]);
    const bytes = readFileSync(raw);
    expect((await readAll(path))[0]).toEqual(
      Array.from(new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 70 * 53 * 8))),
    );
  });

  it('blocks that were never written are nodata', async () => {
    const path = join(folder, 'sparse.tif');
    gdal('gdal_create', [
      '-outsize',
      '40',
      '30',
      '-ot',
      'Int16',
      '-a_nodata',
      '-7',
      '-co',
      'SPARSE_OK=YES',
      path,
    ]);
    expect(new Set((await readAll(path))[0])).toEqual(new Set([-7]));
  });
});

describe('bad files', () => {
  const put = (name: string, bytes: Uint8Array | string) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('names what is wrong', async () => {
    expect(codeOf(() => inspectFile(join(folder, 'nothing-here.tif')))).toBe('not-found');
    expect(codeOf(() => inspectFile(put('empty.tif', '')))).toBe('not-a-tiff');
    expect(codeOf(() => inspectFile(put('short.tif', 'II')))).toBe('not-a-tiff');
    expect(codeOf(() => inspectFile(put('text.tif', 'this is no picture at all')))).toBe('not-a-tiff');
    mkdirSync(join(folder, 'folder.tif'));
    expect(codeOf(() => inspectFile(join(folder, 'folder.tif')))).toBe('not-a-tiff');
    expect(() => inspectFile(put('zip.tif', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0])))).toThrow(
      'ZIP',
    );
    const good = join(folder, 'good.tif');
    await writeGeoTiff(good, { grid: grid(300, 300), bands: [new Uint8Array(90000).fill(7)] });
    const cut = join(folder, 'cut.tif');
    copyFileSync(good, cut);
    truncateSync(cut, 40);
    expect(codeOf(() => inspectFile(cut))).toBe('tiff-damaged');
  });

  it('finds directories that form a loop', () => {
    // Little-endian header, one directory with ImageWidth and ImageLength whose next pointer is itself.
    const bytes = new Uint8Array(8 + 2 + 24 + 4);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0x4949);
    view.setUint16(2, 42, true);
    view.setUint32(4, 8, true);
    view.setUint16(8, 2, true);
    for (const [i, tag] of [256, 257].entries()) {
      view.setUint16(10 + i * 12, tag, true);
      view.setUint16(12 + i * 12, 4, true);
      view.setUint32(14 + i * 12, 1, true);
      view.setUint32(18 + i * 12, 10, true);
    }
    view.setUint32(34, 8, true);
    expect(() => inspectFile(put('loop.tif', bytes))).toThrow('loop');
  });

  it('answers every mutation of a real header with pixels or a clear error, at once', async () => {
    const good = join(folder, 'mutate.tif');
    await writeGeoTiff(good, {
      grid: grid(40, 30),
      bands: [Uint16Array.from({ length: 1200 }, (_, i) => i)],
      nodata: 0,
    });
    const original = readFileSync(good);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async changes => {
          const bytes = Uint8Array.from(original);
          for (const [at, value] of changes) bytes[at] = value;
          const path = put('mutated.tif', bytes);
          const started = processorTime();
          try {
            inspectFile(path);
            const file = new TiffFile(path, new BlockCache(2 ** 24));
            try {
              const { image } = file;
              const window = {
                col: 0,
                row: 0,
                width: Math.min(64, image.width),
                height: Math.min(64, image.height),
              };
              if (image.blockWidth * image.blockHeight * image.samples < 2 ** 22)
                await file.readWindow(image, window, [0]);
            } finally {
              file.close();
            }
          } catch (error) {
            expect(error).toBeInstanceOf(BloomlineError);
          }
          expect(processorTime() - started).toBeLessThan(5000);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('parseNodata', () => {
  it('rounds to the type of the pixel', () => {
    expect(parseNodata('-3.4e+38', 'Float32')).toBe(Math.fround(-3.4e38));
    expect(parseNodata('-3.4028234663852886e+38', 'Float32')).toBe(-3.4028234663852886e38);
    expect(parseNodata('-1.79769e+308', 'Float32')).toBe(-3.4028234663852886e38);
    expect(parseNodata(' -9999 ', 'Int16')).toBe(-9999);
    expect(parseNodata('nan', 'Float32')).toBeNaN();
    expect(parseNodata('1.#QNAN', 'Float64')).toBeNaN();
    expect(parseNodata('none', 'Byte')).toBeNull();
    expect(parseNodata(null, 'Byte')).toBeNull();
  });
});
