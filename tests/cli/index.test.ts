import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gdalPixels } from '#tests/fixtures/gdal-pixels.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const index = (scene: string, out: string, ...rest: string[]) => {
  const run = runCli(['index', '--scene', scene, '--out', out, ...rest, '--json']);
  expect(run.stderr, run.stderr).not.toContain('error[');
  return JSON.parse(run.stdout) as { bytes: number; recipe: { kind: string } };
};
const pixelsOf = (path: string) => {
  const bytes = gdalPixels(path, join(folder, 'pixels.bin'));
  return new Float32Array(new Uint8Array(bytes).buffer);
};

describe.runIf(hasGdal)('bloomline index (needs GDAL)', () => {
  const width = 700;
  const height = 530;
  const red = Uint16Array.from({ length: width * height }, (_, i) => 300 + ((i * 7919) % 1700));
  // Every 97th pixel is nodata.
  const nir = Uint16Array.from(red, (_, i) => (i % 97 === 0 ? 0 : 400 + ((i * 104729) % 3100)));
  const ndvi = Float32Array.from(red, (r, i) => (nir[i] === 0 ? NaN : (nir[i] - r) / (nir[i] + r)));
  const large = join(folder, 'large.tif');
  beforeAll(() =>
    writeGeoTiff(large, {
      grid: { width, height, affine: [600000, 10, 0, 3600000, 0, -10], crs: crsFromEpsg(32650)! },
      bands: [red, nir],
      nodata: 0,
      descriptions: ['red', 'nir'],
    }),
  );

  it('writes the value of every pixel in every compression, NaN where it does not count', () => {
    for (const compress of ['deflate', 'zstd', 'lzw', 'none']) {
      const out = join(folder, `${compress}.tif`);
      index(large, out, '--index', 'NDVI', '--compress', compress, '--overviews', 'none');
      expect(pixelsOf(out)).toEqual(ndvi);
    }
  });

  it('gives the same for a formula that SIMD lacks', () => {
    const out = join(folder, 'exp.tif');
    index(large, out, '--index', 'exp((N - R) / (N + R))', '--overviews', 'none');
    const found = pixelsOf(out);
    const expected = Float32Array.from(red, (r, i) =>
      nir[i] === 0 ? NaN : Math.exp((nir[i] - r) / (nir[i] + r)),
    );
    expect(found).toEqual(expected);
  });

  it('carries place, nodata, name and recipe, and overviews unless they are not wanted', () => {
    const out = join(folder, 'cog.tif');
    const { recipe } = index(large, out, '--index', 'NDVI');
    expect(recipe.kind).toBe('index');
    const info = JSON.parse(gdal('gdalinfo', ['-json', out])) as {
      geoTransform: number[];
      metadata: Record<string, Record<string, string>>;
      bands: { description: string; noDataValue: unknown; overviews?: unknown[]; type: string }[];
    };
    expect(info.geoTransform).toEqual([600000, 10, 0, 3600000, 0, -10]);
    expect(info.bands[0]).toMatchObject({ description: 'NDVI', noDataValue: 'NaN', type: 'Float32' });
    expect(info.bands[0].overviews).toHaveLength(1);
    expect(info.metadata[''].BLOOMLINE_FORMULA).toBe('(N - R) / (N + R)');
    expect(
      (JSON.parse(info.metadata[''].BLOOMLINE_RECIPE) as { parameters: object }).parameters,
    ).toMatchObject({ index: 'NDVI', clouds: 'auto' });
  });

  it('uses scale and offset', async () => {
    const scene = await writeSmallScene(join(folder, 'scaled'));
    const out = join(folder, 'scaled.tif');
    index(
      scene.path,
      out,
      '--index',
      'N - R * 2',
      '--scale',
      '0.0001',
      '--offset',
      '-0.1',
      '--overviews',
      'none',
    );
    // Infrared 3000 is 0.2, red 1000 is 0: DN · 0.0001 − 0.1.
    expect(pixelsOf(out)[0]).toBe(Math.fround(3000 * 0.0001 - 0.1 - (1000 * 0.0001 - 0.1) * 2));
  });

  it('refuses to write over its source', () => {
    const run = runCli(['index', '--scene', large, '--index', 'NDVI', '--out', large]);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('error[bad-input]');
    expect(
      runCli(['index', '--scene', large, '--index', 'NDVI', '--out', 'x.tif', '--overviews', 'x']).status,
    ).toBe(2);
  });
});
