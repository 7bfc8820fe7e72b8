import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonCode } from '#core/bands/validity.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const shared = sharedData;
const real = join(shared, '01_scenes');
const folder = temporaryFolder();
const grid = {
  width: 40,
  height: 30,
  affine: [500_000, 300, 0, 3_500_000, 0, -300] as const,
  crs: crsFromEpsg(32650)!,
};

describe.runIf(existsSync(real))('doubts about real files (needs the shared data)', () => {
  const doubts = async (file: string, options: Parameters<typeof openChecked>[1]) =>
    (await openChecked([join(real, file)], options)).warnings.join('\n');

  it('a rendering of three bytes is no reflectance', async () => {
    expect(await doubts('barbellino_s2/S2A1C_20170703_022_Barbellino_RGB432T_10.tif', { bands: { R: 1, G: 2, B: 3 } })).toMatch(/R, G, B: 8-bit/); // prettier-ignore
  });

  it('floats that are ten thousandths are not scaled; scaled once they are fine, twice they are not', async () => {
    const file = 'harsha_s2/S2_Harsha_BOA_08082016.tif';
    const bands = { G: 3, R: 4, N: 7 };
    expect(await doubts(file, { bands })).toMatch(/middle reflectance of G is \d{3}:.*0\.0001/);
    expect(await doubts(file, { bands, scale: 0.0001 })).toBe('');
    expect(await doubts(file, { bands, scale: 1e-8 })).toMatch(/used twice/);
  });

  it('a reservoir before baseline 04.00 is not suspected of the offset', async () => {
    expect(await doubts('barbellino_s2/S2A2A_20190723_022_Barbellino_BOA_10.tif', { bands: { B: 2, G: 3, R: 4, N: 8 }, scale: 0.0001 })).toBe(''); // prettier-ignore
  });
});

describe('products with codes and bits', () => {
  it('a CyAN product gives its index, its land and its gaps', async () => {
    const path = join(folder, 'L20212072021213.L3m_7D_CYAN_CI_cyano_CYAN_CONUS_300m_7_2.tif');
    const dn = new Uint8Array(40 * 30).fill(100);
    dn.set([0, 253, 254, 255]);
    await writeGeoTiff(path, { grid, bands: [dn] });
    const scene = await openChecked([path], {});
    expect(scene.sensor).toBe('cyan');
    expect(scene.acquired).toBe('2021-07-26');
    expect(scene.classification).toEqual({ kind: 'CYAN', band: 1 });
    expect(scene.warnings).toEqual([]);
    const reader = new SceneReader(scene);
    const kernel = compileKernel(findIndex('CI_PRODUCT').formula, () => null);
    const { index, validity } = await readIndex(
      reader,
      kernel,
      { col: 0, row: 0, width: 5, height: 1 },
      'auto',
    );
    reader.close();
    expect([...validity]).toEqual([0, 0, reasonCode.land, reasonCode.nodata, 0]);
    expect(index[0]).toBeCloseTo(10 ** -4.1870866, 12);
    expect(index[4]).toBeCloseTo(10 ** (1.1714 - 4.1870866), 12);
  });

  it('Landsat: saturated pixels are left out with the clouds, by their own reason', async () => {
    const stem = 'LC08_L2SP_119038_20230815_20230822_02_T1_';
    const band = (value: number) => new Uint16Array(40 * 30).fill(value);
    const bits = band(0);
    bits.set([1 << 3, 1 << 11, 0]);
    const qa = band(21824);
    qa[2] = 1 << 3;
    const files = { SR_B4: band(9000), SR_B5: band(9500), QA_PIXEL: qa, QA_RADSAT: bits };
    const paths: string[] = [];
    for (const [name, pixels] of Object.entries(files)) {
      paths.push(join(folder, `${stem}${name}.TIF`));
      await writeGeoTiff(paths.at(-1)!, { grid, bands: [pixels] });
    }
    const scene = openScene(paths);
    expect(scene.saturation).toEqual({ band: 4 });
    const reader = new SceneReader(scene);
    const at = async (mask: 'auto' | 'none') => [
      ...(await reader.readWindow(['R', 'N'], { col: 0, row: 0, width: 4, height: 1 }, mask)).validity,
    ];
    expect(await at('auto')).toEqual([reasonCode.saturated, 0, reasonCode.cloud, 0]);
    expect(await at('none')).toEqual([0, 0, 0, 0]);
    reader.close();
  });

  it('says on the command line why an index cannot be computed', async () => {
    const path = join(folder, 'GF1_WFV3_E120.2_N31.1_20230815_L1A0007455.tiff');
    const pixels = new Uint16Array(40 * 30).fill(300);
    await writeGeoTiff(path, { grid, bands: [pixels, pixels, pixels, pixels], nodata: 0 });
    const { runCli } = await import('#tests/fixtures/run-cli.ts');
    const run = runCli(['stats', '--scene', path, '--zones', 'scene', '--index', 'FAI']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('GF-1 WFV has no shortwave infrared band at 1.6 µm (S1): FAI needs it');
  });
});

describe('values that nothing declares', () => {
  const [width, height] = [grid.width, grid.height];
  const plane = (fill: number, columns: number, low = 0.02) =>
    Float32Array.from({ length: width * height }, (_, i) =>
      i % width < columns ? fill : low + (Math.floor(i / width) * width + (i % width)) * 1e-4,
    );
  const make = async (name: string, bands: Float32Array[], nodata?: number) => {
    const path = join(folder, name);
    await writeGeoTiff(path, {
      grid,
      bands,
      descriptions: ['red', 'nir'],
      ...(nodata === undefined ? {} : { nodata }),
    });
    return path;
  };

  it('a border of −9999 is told on opening with the number to give, and gone when it is given', async () => {
    // 10 of 40 columns.
    const path = await make('border.tif', [plane(-9999, 10), plane(-9999, 10, 0.1)]);
    const scene = await openChecked([path], {});
    expect(scene.suspectedNodata).toBe(-9999);
    expect(scene.warnings.join()).toContain('25.0 % of band 1, 2 are -9999');
    const said = await openChecked([path], { nodata: -9999 });
    expect([said.suspectedNodata, said.warnings]).toEqual([undefined, []]);
    const none = await openChecked([path], { nodata: null });
    expect(none.suspectedNodata).toBeUndefined();
  });

  it('scaled integers are told as they are stored', async () => {
    const path = join(folder, 'FVC_202006.tif');
    const dn = Int16Array.from({ length: width * height }, (_, i) => (i % width < 5 ? 32767 : 4000 + i));
    await writeGeoTiff(path, { grid, bands: [dn] });
    expect((await openChecked([path], { scale: 0.0001 })).suspectedNodata).toBe(32767);
  });

  it('beside a nodata value that is used, it is told, and that a band has one only', async () => {
    const both = plane(-9999, 10).map((v, i) => (i % width === 39 ? 0 : v));
    const scene = await openChecked([await make('both.tif', [both, both], 0)], {});
    expect(scene.suspectedNodata).toBeUndefined();
    expect(scene.warnings.join()).toContain('beside the nodata value 0');
  });
});
