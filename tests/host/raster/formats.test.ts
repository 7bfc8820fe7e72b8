import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashBands } from '#host/raster/hash-bands.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gdalHashes } from '#tests/fixtures/gdal-pixels.ts';

const folder = temporaryFolder();
const width = 75;
const height = 53;
const source = join(folder, 'source.bin');

/** Four smooth bands of 16-bit numbers, written as ENVI so that GDAL can make any TIFF of them. */
function makeSource(): void {
  const pixels = Uint16Array.from({ length: width * height * 4 }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return Math.round(1500 + 900 * Math.sin(x / 9) + 500 * Math.cos(y / 7) + ((x * y) % 7));
  });
  writeFileSync(source, new Uint8Array(pixels.buffer));
  writeFileSync(
    `${source.slice(0, -4)}.hdr`,
    `ENVI\nsamples = ${width}\nlines = ${height}\nbands = 4\ndata type = 12\ninterleave = bsq\nbyte order = 0\nheader offset = 0\n`,
  );
}

function make(name: string, options: string): string {
  const path = join(folder, `${name.replace(/\W+/g, '_')}.tif`);
  gdal('gdal_translate', ['-q', '-of', 'GTiff', ...options.split(' ').filter(Boolean), source, path]);
  return path;
}

const ours = async (path: string) => (await hashBands(path)).map(b => b.sha256);

describe.runIf(hasGdal)('decodes as GDAL does (needs GDAL)', () => {
  if (hasGdal) makeSource();
  const types = 'Byte UInt16 Int16 UInt32 Int32 UInt64 Int64 Float32 Float64 CInt16 CInt32 CFloat32 CFloat64';
  const layouts: Record<string, string> = {
    strips: '-co BLOCKYSIZE=7 -co INTERLEAVE=PIXEL',
    tiles: '-co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=16 -co INTERLEAVE=BAND',
  };

  it.each(types.split(' '))(
    'type %s, every compression and predictor',
    async type => {
      for (const [layout, how] of Object.entries(layouts))
        for (const compression of ['NONE', 'LZW', 'DEFLATE', 'ZSTD', 'PACKBITS', 'LZMA', 'LERC_DEFLATE'])
          for (const predictor of [1, 2, 3]) {
            const takesPredictor = ['LZW', 'DEFLATE', 'ZSTD'].includes(compression) && !type.startsWith('C');
            if (predictor > 1 && !takesPredictor) continue;
            if (predictor === 3 && !type.startsWith('Float')) continue;
            const inStrips =
              compression === 'NONE' || compression === 'PACKBITS' || compression === 'DEFLATE';
            if (compression !== 'LZW' && (layout === 'strips') !== inStrips) continue;
            if (compression.startsWith('LERC') && (type.startsWith('C') || type.endsWith('Int64'))) continue;
            const path = make(
              'variant',
              `-ot ${type} -b 1 -b 2 ${how} -co COMPRESS=${compression} -co PREDICTOR=${predictor}`,
            );
            const expected = gdalHashes(path, join(folder, 'variant.bin'), 2);
            expect(await ours(path), `${layout} ${compression} ${predictor}`).toEqual(expected);
          }
    },
    60_000,
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 9, 12, 15, 17, 24, 31])('%i bits', async bits => {
    const type = bits <= 8 ? 'Byte' : bits <= 16 ? 'UInt16' : 'UInt32';
    const path = make(
      `bits ${bits}`,
      `-ot ${type} -b 1 -b 2 -scale 0 4000 0 ${2 ** bits - 1} -co NBITS=${bits}`,
    );
    expect(await ours(path)).toEqual(gdalHashes(path, join(folder, 'bits.bin'), 2));
  });

  it.each([1, 2, 3])('half floats, predictor %i', async predictor => {
    const path = make('half', `-ot Float32 -co NBITS=16 -co COMPRESS=DEFLATE -co PREDICTOR=${predictor}`);
    expect(await ours(path)).toEqual(gdalHashes(path, join(folder, 'half.bin'), 4));
    expect(inspectFile(path).type).toBe('Float16');
  });

  it.each([
    ['JPEG, one band', '-ot Byte -scale 0 4000 0 255 -b 1 -co COMPRESS=JPEG'],
    [
      'JPEG, YCbCr, subsampled',
      '-ot Byte -scale 0 4000 0 255 -b 1 -b 2 -b 3 -co COMPRESS=JPEG -co PHOTOMETRIC=YCBCR',
    ],
    ['JPEG, RGB, tiled', '-ot Byte -scale 0 4000 0 255 -b 1 -b 2 -b 3 -co COMPRESS=JPEG -co TILED=YES'],
    ['JPEG, its own tables', '-ot Byte -scale 0 4000 0 255 -b 1 -co COMPRESS=JPEG -co JPEGTABLESMODE=0'],
    ['WebP, lossless', '-ot Byte -scale 0 4000 0 255 -b 1 -b 2 -b 3 -co COMPRESS=WEBP -co WEBP_LOSSLESS=YES'],
    [
      'WebP, lossless, opaque alpha',
      '-ot Byte -scale_1 0 4000 0 255 -scale_2 0 4000 0 255 -scale_3 0 4000 0 255 -scale_4 0 1 255 255 -co COMPRESS=WEBP -co WEBP_LOSSLESS=YES -colorinterp_4 alpha',
    ],
  ])('%s', async (name, options) => {
    const path = make(name, options);
    const count = inspectFile(path).samples;
    expect(await ours(path)).toEqual(gdalHashes(path, join(folder, 'lossy.bin'), count));
  });

  it('FillOrder 2: bits of each byte the other way round', async () => {
    const plain = make('one bit', '-ot Byte -b 1 -scale 0 4000 0 1 -co NBITS=1 -co BLOCKYSIZE=53');
    const bytes = readFileSync(plain);
    const file = new TiffFile(plain, new BlockCache(0));
    const [offset] = file.image.directory.numbers(273);
    const [length] = file.image.directory.numbers(279);
    file.close();
    for (let i = offset; i < offset + length; i++)
      bytes[i] = parseInt([...bytes[i].toString(2).padStart(8, '0')].reverse().join(''), 2);
    // ResolutionUnit has no meaning here: its entry becomes FillOrder, if there is one; else PlanarConfiguration does.
    const path = join(folder, 'fill_order.tif');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const directory = view.getUint32(4, true);
    for (let i = 0; i < view.getUint16(directory, true); i++) {
      const entry = directory + 2 + i * 12;
      if (view.getUint16(entry, true) === 284) {
        view.setUint16(entry, 266, true);
        view.setUint16(entry + 8, 2, true);
      }
    }
    writeFileSync(path, bytes);
    expect(await ours(path)).toEqual(await ours(plain));
  });

  it.each(['CCITTRLE', 'CCITTFAX3', 'CCITTFAX4'])('%s', async compression => {
    for (const layout of [
      '-co BLOCKYSIZE=53',
      '-co BLOCKYSIZE=6',
      '-co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=16',
    ]) {
      const path = make(
        compression,
        `-ot Byte -b 1 -scale 0 3500 0 1 -co NBITS=1 -co COMPRESS=${compression} ${layout}`,
      );
      expect(await ours(path)).toEqual(gdalHashes(path, join(folder, 'bilevel.bin'), 1));
    }
  });

  it('a compression that it does not know is refused by name and number', async () => {
    const plain = readFileSync(make('refused', '-b 1'));
    const directory = plain.readUInt32LE(4);
    for (let i = 0; i < plain.readUInt16LE(directory); i++) {
      const entry = directory + 2 + i * 12;
      if (plain.readUInt16LE(entry) === 259) plain.writeUInt16LE(34712, entry + 8);
    }
    const path = join(folder, 'refused.tif');
    writeFileSync(path, plain);
    await expect(hashBands(path)).rejects.toThrow('Compression (259) is 34712 (JPEG2000)');
  });
});

describe.runIf(hasGdal)('validity beside nodata (needs GDAL)', () => {
  const whole = { col: 0, row: 0, width, height };
  const maskOf = async (path: string) => {
    const file = new TiffFile(path, new BlockCache(2 ** 22));
    try {
      return { kind: file.maskKind, mask: await file.readMask(file.image, whole) };
    } finally {
      file.close();
    }
  };

  it.each([
    ['internal mask', 'YES'],
    ['external mask', 'NO'],
  ])('%s', async (kind, internal) => {
    const path = make(`mask ${kind}`, `-b 1 -b 2 -mask 3 --config GDAL_TIFF_INTERNAL_MASK ${internal}`);
    const { kind: found, mask } = await maskOf(path);
    expect(found).toBe(kind);
    // The third band is nowhere 0.
    expect(mask!.every(v => v > 0)).toBe(true);
    expect(inspectFile(path).warnings.join()).toContain(kind);
  });

  it('alpha', async () => {
    const path = make('alpha', '-b 1 -b 2 -b 3 -b 4 -colorinterp_4 alpha -co ALPHA=YES -scale_4 0 4000 -1 1');
    const { kind, mask } = await maskOf(path);
    expect(kind).toBe('alpha');
    const [, , , alpha] = await hashBands(path);
    expect(mask!.filter(v => v > 0).length).toBeGreaterThan(0);
    expect(alpha.min).toBe(0);
  });

  it('reaches analysis as nodata, for a tally as for a picture', async () => {
    // Everything east of column 40 is transparent.
    const plane = new Uint16Array(width * height).fill(5);
    const path = join(folder, 'half.tif');
    const grid = { width, height, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
    const mask = Uint8Array.from(plane, (_, i) => (i % width < 40 ? 255 : 0));
    await writeCog(path, { grid, type: 'UInt16', samples: 1, hasMask: true }, [
      { rows: height, planes: [plane], mask },
    ]);
    const reader = new SceneReader(openScene([path]));
    try {
      const row = { col: 38, row: 3, width: 4, height: 1 };
      expect([...(await reader.readWindow(['b1'], row, 'auto')).validity]).toEqual([0, 0, 1, 1]);
      expect([...(await reader.readDn(['b1'], row, 'auto')).classified!]).toEqual([0, 0, 1, 1]);
      const [cols, rows] = [Int32Array.of(38, 39, 40, 41), Int32Array.of(3, 3, 3, 3)];
      expect([...(await reader.samplePixels(['b1'], cols, rows, 1, 'auto')).validity]).toEqual([0, 0, 1, 1]);
    } finally {
      reader.close();
    }
  });

  it('overviews beside the file', () => {
    const path = make('ovr', '-b 1');
    gdal('gdaladdo', ['-q', '-ro', path, '2', '4']);
    expect(inspectFile(path).layout.overviews).toEqual([
      [38, 27],
      [19, 14],
    ]);
  });
});
