import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { toLonLat } from '#core/grid/convert.ts';
import { toMap } from '#core/grid/grid.ts';
import { reasonCode } from '#core/bands/validity.ts';
import { inspectArrays } from '#host/raster/arrays/inspect-arrays.ts';
import { openArrays } from '#host/raster/arrays/open-arrays.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { pixelsOf, unpackedFixture } from '#tests/fixtures/arrays.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const path = unpackedFixture('mod09ga.hdf', join(folder, 'MOD09GA.A2023227.h28v05.061.2023229034511.hdf'));
const storage = unpackedFixture('storage.hdf', join(folder, 'storage.hdf'));

const bytesOf = (values: ArrayBufferView) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** SHA-256 of the seven bands as GDAL 3.6.2 reads them: rows of chunks, tiles, contiguous, deflated, runs … */
const hashes = [
  'e29397b1d5fd90a2',
  '158d5edf64e9bf8e',
  '667afb0303bb9cfe',
  '1a329926382b56d1',
  '26219e3c4253d4f6',
  '454225ad2bb62a3a',
  '4b64116860ca190c',
];

describe('MOD09GA as HDF4', () => {
  it('gives the stored numbers of every way of storing', async () => {
    for (const [i, hash] of hashes.entries()) {
      const values = await pixelsOf(`${path}/sur_refl_b0${i + 1}_1`);
      expect(createHash('sha256').update(bytesOf(values)).digest('hex').slice(0, 16), `band ${i + 1}`).toBe(
        hash,
      );
    }
  });

  it('is a scene with roles, scale, place, date and state', () => {
    const scene = openScene([path]);
    expect(scene.sensor).toBe('modis-09ga');
    expect(scene.acquired).toBe('2023-08-15');
    expect(scene.bands.map(b => [b.role, b.ratio])).toEqual([
      ['STATE_1KM', 2],
      ...['R', 'N', 'B', 'G', 'S0', 'S1', 'S2'].map(role => [role, 1]),
    ]);
    expect(scene.bands[1].radiometry).toMatchObject({ scale: 1 / 10000, offset: 0, known: true });
    expect(scene.bands[1].nodata).toBe(-28672);
    expect(scene.quantity?.value).toBe('surface');
    // Origin and pixel size of gdalinfo.
    const [x0, dx, , y0, , dy] = scene.grid.affine;
    expect([x0, y0]).toEqual([11119505.196667, 4447802.078667].map(n => expect.closeTo(n, 5) as unknown));
    expect([dx, -dy]).toEqual([463.31271653, 463.31271654].map(n => expect.closeTo(n, 6) as unknown));
    expect(scene.warnings.join('\n')).toContain(
      'other arrays of the product were not used: num_observations_1km, QC_500m_1',
    );
    expect(scene.warnings.join('\n')).toContain('scale_factor is 10000');
  });

  it('lies where PROJ says: the corner of the tile', () => {
    const { grid } = openScene([path]);
    // cs2cs +proj=sinu +R=6371007.181 +to +proj=longlat +R=6371007.181: 130.54072893, 40
    const [lon, lat] = toLonLat(grid.crs!)(toMap(grid.affine, 0, 0));
    expect(lon).toBeCloseTo(130.54072893, 7);
    expect(lat).toBeCloseTo(40, 7);
  });

  it('turns state_1km into reasons on the 500 m grid', async () => {
    const reader = new SceneReader(openScene([path]));
    const { validity, values } = await reader.readWindow(
      ['R'],
      { col: 0, row: 0, width: 32, height: 24 },
      'auto',
    );
    reader.close();
    const at = (row: number, col: number) => validity[row * 32 + col];
    // The state's rows 2–4, columns 3–8 are cloud, row 6 is shadow, 8–9 × 2 snow; the first pixel is fill.
    expect([at(4, 6), at(9, 17), at(4, 5), at(10, 6)]).toEqual([reasonCode.cloud, reasonCode.cloud, 0, 0]);
    expect([at(12, 0), at(13, 31), at(16, 4), at(0, 8)]).toEqual([
      reasonCode.cloudShadow,
      reasonCode.cloudShadow,
      reasonCode.snow,
      0,
    ]);
    expect(at(0, 1)).toBe(reasonCode.nodata);
    // Stored −49 (valid_range from −100) times 0.0001.
    expect(values[0][3 * 32 + 7]).toBeCloseTo(-0.0049, 12);
  });

  it.runIf(hasGdal)('equals GDAL’s HDF4 driver in values and place (needs GDAL)', async () => {
    for (const info of inspectArrays(path)) {
      const name = info.file.slice(path.length + 1);
      const of = name.includes('1km') ? 'MODIS_Grid_1km_2D' : 'MODIS_Grid_500m_2D';
      const subset = `HDF4_EOS:EOS_GRID:${path}:${of}:${name}`;
      const out = join(folder, `${name}.img`);
      gdal('gdal_translate', ['-q', '-of', 'ENVI', subset, out]);
      expect(bytesOf(await pixelsOf(info.file)).equals(readFileSync(out)), name).toBe(true);
      const { geoTransform } = JSON.parse(gdal('gdalinfo', ['-json', subset])) as { geoTransform: number[] };
      info.grid.affine.forEach((a, i) => expect(a).toBeCloseTo(geoTransform[i], 6));
    }
  });
});

describe('ways of storing in HDF4', () => {
  const read = (name: string) => {
    const file = openArrays(storage);
    try {
      const array = file.arrays.find(a => a.name === name)!;
      return [
        ...array.read(
          array.shape.map(() => 0),
          array.shape,
        ),
      ];
    } finally {
      file.close();
    }
  };
  const counted = (n: number, of: (i: number) => number) => Array.from({ length: n }, (_, i) => of(i));

  it('linked blocks, both orders of bytes, three dimensions, arrays never written', () => {
    expect(read('grown')).toEqual(counted(42, i => i * 1000 - 5));
    read('little').forEach((v, i) => expect(v).toBeCloseTo(-1 + (2 * i) / 19, 12));
    read('big').forEach((v, i) => expect(v).toBeCloseTo(-1 + (2 * i) / 19, 6));
    expect(read('cube')).toEqual(counted(216, i => i % 11));
    expect(read('never')).toEqual(counted(20, () => -7));
    expect(read('holes')).toEqual(counted(64, () => -9));
  });

  it('gives any box as it is cut from the whole', () => {
    const file = openArrays(storage);
    const cube = file.arrays.find(a => a.name === 'cube')!;
    const part = (size: number) =>
      fc
        .integer({ min: 0, max: size - 1 })
        .chain(s => fc.tuple(fc.constant(s), fc.integer({ min: 1, max: size - s })));
    fc.assert(
      fc.property(part(3), part(8), part(9), ([k, nk], [y, ny], [x, nx]) => {
        const expected = counted(nk * ny * nx, i => {
          const [dk, dy, dx] = [Math.floor(i / (ny * nx)), Math.floor(i / nx) % ny, i % nx];
          return ((k + dk) * 72 + (y + dy) * 9 + x + dx) % 11;
        });
        expect([...cube.read([k, y, x], [nk, ny, nx])]).toEqual(expected);
      }),
    );
    file.close();
  });

  it('a damaged or cut file ends in words', { timeout: 60_000 }, () => {
    const whole = readFileSync(path);
    const broken = join(folder, 'broken.hdf');
    const tryAll = (bytes: Buffer) => {
      writeFileSync(broken, bytes);
      try {
        const file = openArrays(broken);
        try {
          for (const { shape, read: readBox } of file.arrays)
            if (shape.reduce((a, b) => a * b, 1) < 1e6)
              readBox(
                shape.map(() => 0),
                shape,
              );
        } finally {
          file.close();
        }
      } catch (error) {
        expect(error).toBeInstanceOf(BloomlineError);
      }
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.option(fc.integer({ min: 4, max: whole.length })),
        (changes, length) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          tryAll(length === null ? bytes : bytes.subarray(0, length));
        },
      ),
      { numRuns: 150 },
    );
    // Every 4-byte word of the directory and the descriptions before the first numbers.
    for (let at = 4; at < 4000; at += 4) {
      const bytes = Buffer.from(whole);
      bytes.writeInt32BE(0x7fffffff, at);
      tryAll(bytes);
    }
  });
});
