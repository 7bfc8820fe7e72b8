import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { listScenes } from '#host/raster/list-scenes.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { smallGrid } from '#tests/fixtures/small-scene.ts';
import { sharedCases } from '#tests/fixtures/shared.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recognition-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Pixels = Uint8Array | Uint16Array | Int16Array | Float32Array;
const flat = (
  value: number,
  of: typeof Uint16Array | typeof Float32Array | typeof Uint8Array = Uint16Array,
): Pixels => new of(12).fill(value);

async function made(name: string, descriptions: string[], bands: Pixels[]): Promise<string> {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  await writeGeoTiff(path, { grid: smallGrid, bands, descriptions });
  return path;
}

const rolesOf = (path: string | string[]) => openScene([path].flat()).bands.map(b => b.role);
const numbered = (prefix: string, numbers: number[]) => numbers.map(n => `${prefix}${n}`);

describe('scenes as people bring them', () => {
  it('HLS L30 has 865 nm where Sentinel-2 has 705 nm; HLS S30 is numbered as Sentinel-2', async () => {
    const names = ['B02', 'B03', 'B04', 'B05', 'B06', 'B07'];
    const l30 = openScene([
      await made(
        'hlsl30_lake_20230815.tif',
        names,
        names.map(() => flat(900)),
      ),
    ]);
    expect(l30.bands.map(b => b.role)).toEqual(['B', 'G', 'R', 'N', 'S1', 'S2']);
    expect([l30.sensor, l30.bands[3].wavelengthNm]).toEqual(['hls-l30', 865]);
    const s30 = openScene([
      await made(
        'HLS.S30_lake.tif',
        names,
        names.map(() => flat(900)),
      ),
    ]);
    expect(s30.bands.map(b => b.role)).toEqual(['B', 'G', 'R', 'RE1', 'RE2', 'RE3']);
    const neither = openScene([
      await made(
        'lake_20230815.tif',
        names,
        names.map(() => flat(900)),
      ),
    ]);
    expect(neither.bands.map(b => b.role)).toEqual(['B', 'G', 'R', null, null, null]);
    expect(neither.warnings.join()).toContain('only numbers of bands (B05, B06, B07)');
  });

  it('Landsat Collection 2 of Earth Engine: 8/9 and 4/5/7 by what is there, by the name, else not', async () => {
    const oli = numbered('SR_B', [1, 2, 3, 4, 5, 6, 7]);
    const tm = numbered('SR_B', [1, 2, 3, 4, 5, 7]);
    const some = numbered('SR_B', [3, 4, 5]);
    const open = async (name: string, bands: string[]) =>
      openScene([
        await made(
          name,
          [...bands, 'QA_PIXEL'],
          [...bands, ''].map(() => flat(9000)),
        ),
      ]);
    const whole = await open('lake_a.tif', oli);
    expect(whole.sensor).toBe('landsat-oli-c2l2');
    expect(whole.bands.map(b => b.role)).toEqual(['A', 'B', 'G', 'R', 'N', 'S1', 'S2', 'QA_PIXEL']);
    expect(whole.bands[3].radiometry).toMatchObject({ scale: 0.0000275, offset: -0.2, known: true });
    expect(whole.classification).toEqual({ kind: 'QA_PIXEL', band: 8 });
    const five = await open('lake_b.tif', tm);
    expect([five.sensor, ...five.bands.map(b => b.role)]).toEqual([
      'landsat-tm-c2l2',
      'B',
      'G',
      'R',
      'N',
      'S1',
      'S2',
      'QA_PIXEL',
    ]);
    expect((await open('LC08_lake.tif', some)).bands.map(b => b.role)).toEqual(['G', 'R', 'N', 'QA_PIXEL']);
    expect((await open('LT05_lake.tif', some)).bands.map(b => b.role)).toEqual(['R', 'N', 'S1', 'QA_PIXEL']);
    expect((await open('LE07_lake.tif', some)).sensor).toBe('landsat-etm-c2l2');
    const unclear = await open('lake_c.tif', some);
    expect(unclear.bands.map(b => b.role)).toEqual([null, null, null, 'QA_PIXEL']);
    expect(unclear.warnings.join()).toContain('SR_B3, SR_B4, SR_B5');
  });

  it('floats of such an export were scaled when they were made; a thermal band is in kelvin', async () => {
    const path = await made(
      'LC09_float.tif',
      ['SR_B4', 'SR_B5', 'ST_B10'],
      [0.05, 0.3, 295].map(v => flat(v, Float32Array)),
    );
    const scene = openScene([path]);
    expect(scene.bands.map(b => [b.role, b.radiometry.scale, b.radiometry.offset, b.nodata])).toEqual([
      ['R', 1, 0, null],
      ['N', 1, 0, null],
      ['T', 1, 0, null],
    ]);
    expect(scene.bands[2].radiometry.source).toContain('kelvin');
  });

  it('Copernicus Browser: bands of their names, with the kind of their values', async () => {
    const stem = '2024-07-18-00_00_2024-07-18-23_59_Sentinel-2_L2A';
    const files = [
      await made(`cb/${stem}_B04_(Raw).tiff`, [], [flat(6554)]),
      await made(`cb/${stem}_B08_(Raw).tiff`, [], [flat(13107)]),
    ];
    const scene = openScene([join(folder, 'cb')]);
    expect([scene.sensor, scene.acquired, ...scene.bands.map(b => b.role)]).toEqual([
      'sentinel-2-l2a',
      '2024-07-18',
      'R',
      'N',
    ]);
    const reader = new SceneReader(scene);
    try {
      const { values } = await reader.readWindow(['R', 'N'], { col: 0, row: 0, width: 1, height: 1 }, 'none');
      expect(values.map(v => v[0])).toEqual([6554 / 65535, 13107 / 65535]);
    } finally {
      reader.close();
    }
    expect(scene.warnings).toEqual([]);
    expect(listScenes(join(folder, 'cb'))).toHaveLength(1);
    const commas = '2023-08-15-00:00_2023-08-15-23:59, Sentinel-2 L2A, ';
    const floats = [
      await made(`cc/${commas}B04.tiff`, [], [flat(0.1, Float32Array)]),
      await made(`cc/${commas}B08.tiff`, [], [flat(0.2, Float32Array)]),
    ];
    expect(openScene(floats).bands.map(b => [b.role, b.radiometry.scale])).toEqual([
      ['R', 1],
      ['N', 1],
    ]);
    const bytes = await made(`cd/${commas}B04.tiff`, [], [flat(26, Uint8Array)]);
    expect(openScene([bytes]).bands[0].radiometry.known).toBe(false);
    expect(files).toHaveLength(2);
  });

  it('PlanetScope with its mask: one scene of eight bands, clear where UDM2 says 1', async () => {
    const stem = 'planet/20230815_024549_12_24a1_3B';
    await made(`${stem}_AnalyticMS_SR_8b_clip.tif`, [], new Array<Pixels>(8).fill(flat(500)));
    const clear = Uint8Array.from([1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
    await made(`${stem}_udm2_clip.tif`, ['clear', 'snow'], [clear, flat(0, Uint8Array)]);
    const [group, ...more] = listScenes(join(folder, 'planet'));
    expect(more).toEqual([]);
    const scene = openScene(group.paths);
    expect(scene.bands.map(b => b.role)).toEqual(['A', 'B', null, 'G', null, 'R', 'RE1', 'N', 'UDM2', null]);
    expect(scene.classification).toEqual({ kind: 'UDM2', band: 9 });
    const reader = new SceneReader(scene);
    try {
      const { validity } = await reader.readWindow(['R'], { col: 0, row: 0, width: 4, height: 1 }, 'auto');
      expect([...validity]).toEqual([0, 0, 0, 3]);
    } finally {
      reader.close();
    }
  });

  it('GF-2 PMS without its panchromatic file, which is told', async () => {
    const stem = 'gf2/GF2_PMS1_E118.1_N29.2_20230815_L1A0007461234';
    await made(`${stem}-MSS1.tiff`, [], new Array<Pixels>(4).fill(flat(500)));
    await made(`${stem}-PAN1.tiff`, [], [flat(500)]);
    const scene = openScene([join(folder, 'gf2')]);
    expect(scene.bands.map(b => b.role)).toEqual(['B', 'G', 'R', 'N']);
    expect(scene.warnings.join()).toContain('-PAN1.tiff');
  });

  it('sen2r: eleven bands of BOA with SCL beside them', async () => {
    await made('sen2r/S2A2A_20230815_132_Lake_BOA_10.tif', [], new Array<Pixels>(11).fill(flat(500)));
    await made('sen2r/S2A2A_20230815_132_Lake_SCL_10.tif', [], [flat(6, Uint8Array)]);
    const scene = openScene([join(folder, 'sen2r')]);
    expect(scene.bands.map(b => b.role)).toEqual([
      'A',
      'B',
      'G',
      'R',
      'RE1',
      'RE2',
      'RE3',
      'N',
      null,
      'S1',
      'S2',
      'SCL',
    ]);
    expect(scene.acquired).toBe('2023-08-15');
    expect(scene.warnings.join()).toContain('baseline unknown');
  });

  it('files per band as drone software names them, blanks and all', async () => {
    const files = ['red', 'nir', 'red edge', 'green'].map(
      word => `p4/lake_transparent_reflectance_${word}.tif`,
    );
    for (const file of files) await made(file, [], [flat(0.2, Float32Array)]);
    expect(
      openScene([join(folder, 'p4')])
        .bands.map(b => b.role)
        .sort(),
    ).toEqual(['G', 'N', 'R', 'RE2']);
  });

  it('ACOLITE per wavelength; Rrs times π is a reflectance', async () => {
    const files = [
      await made('aco/S2A_MSI_2023_08_15_02_56_11_T50RNU_L2W_Rrs_665.tif', [], [flat(0.01, Float32Array)]),
      await made('aco/S2A_MSI_2023_08_15_02_56_11_T50RNU_L2W_Rrs_833.tif', [], [flat(0.02, Float32Array)]),
    ];
    const scene = openScene(files);
    expect(scene.bands.map(b => [b.role, b.wavelengthNm, b.radiometry.scale])).toEqual([
      ['R', 665, Math.PI],
      ['N', 833, Math.PI],
    ]);
    expect(scene.acquired).toBe('2023-08-15');
  });

  it('an offset that a harmonised collection has used is not used again', async () => {
    const item = 'S2B_50RNU_20230815_0_L2A';
    for (const band of ['B04', 'SCL']) await made(`${item}/${band}.tif`, [], [flat(300)]);
    const scene = openScene([join(folder, item)]);
    expect(scene.bands[0].radiometry).toMatchObject({ scale: 0.0001, offset: 0 });
    expect(scene.bands[0].radiometry.source).toContain('harmonised');
    expect(scene.warnings).toEqual([]);
  });

  it.runIf(existsSync(join(sharedCases, 'raster')))('the cases that lie beside the project', () => {
    const raster = (name: string) => join(sharedCases, 'raster', name);
    expect(rolesOf(raster('hlsl30_2023-08-15_lake.tif'))).toEqual(['B', 'G', 'R', 'N', 'S1', 'S2']);
    expect(rolesOf(raster('L8_gee_20230815.tif')).slice(0, 5)).toEqual(['A', 'B', 'G', 'R', 'N']);
    expect(rolesOf(raster('copernicus-browser'))).toEqual(['G', 'R', 'N', 'S1']);
    expect(openScene([raster('planet_udm2')]).classification).toEqual({ kind: 'UDM2', band: 9 });
  });
});
