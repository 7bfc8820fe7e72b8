import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { otherRung } from '#core/index/index-definition.ts';
import { sunPosition } from '#core/intake/sun.ts';
import { valueOfDn } from '#core/scene/dn-scale.ts';
import { userOptions } from '#core/scene/user-options.ts';
import { inWords } from '#core/words/said.ts';
import { indices } from '#host/files/resources.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { ownGainsFile } from '#host/files/atmosphere.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { temporaryFolder } from '../../fixtures/gdal.ts';
import { tarOf } from '../../fixtures/tar.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { smallGrid } from '../../fixtures/small-scene.ts';
import { clear, hazy, surfaceOf, swath, trueShare, writeDay } from './simulated-day.ts';

const folder = temporaryFolder();
const noGas: SceneOptions = { ozone: 0, waterVapour: 0, height: 0 };
const usGas: SceneOptions = { ozone: 344, waterVapour: 0, height: 0 };

/** The largest error of green and red against the ground that was put in. */
async function errorOf(paths: string[], options: SceneOptions): Promise<number> {
  const reader = new SceneReader(await openChecked(paths, options));
  try {
    const { width, height } = reader.scene.grid;
    const { values } = await reader.readWindow(['G', 'R'], { col: 0, row: 0, width, height }, 'none');
    let worst = 0;
    for (let i = 0; i < width * height; i++)
      for (const [k, band] of [1, 2].entries())
        worst = Math.max(worst, Math.abs(values[k][i] - surfaceOf(band, Math.floor(i / width), i % width)));
    return worst;
  } finally {
    reader.close();
  }
}

/** The share of the lake that is bloom. */
function shareOf(day: { folder: string; zones: string }, out: string, options: string[]): number {
  const run = runCli([
    'assess',
    'bloom',
    '--scene',
    day.folder,
    '--zones',
    day.zones,
    '--index',
    'NDVI',
    '--threshold',
    '0', // prettier-ignore
    '--out',
    join(folder, out),
    '--json',
    ...options, // prettier-ignore
  ]);
  expect(run.status).toBe(0);
  const [zone] = JSON.parse(run.stdout).zones;
  return zone.bloomAreaKm2 / zone.areaKm2;
}

describe('a simulated day of GF-1', () => {
  it('gives the ground back where the air is only molecules', async () => {
    const day = await writeDay(join(folder, 'clear'), clear);
    expect(await errorOf([day.folder], { ...noGas, level: 'rayleigh' })).toBeLessThan(0.004);
    expect(await errorOf([day.folder], { ...noGas, level: 'toa' })).toBeGreaterThan(0.02);
    const scene = openScene([day.folder], noGas);
    expect(scene.quantity!.value).toBe('rayleigh-corrected');
    expect(scene.preparation!.steps.map(s => s.name)).toEqual(['radiance', 'toa', 'gases', 'rayleigh']);
  });

  it('gives the ground back under haze, with the aerosol that was put in and with the one that is found', async () => {
    const day = await writeDay(join(folder, 'hazy'), hazy);
    expect(await errorOf([day.folder], { ...usGas, level: 'surface', aod: 0.3 })).toBeLessThan(0.005);
    expect(await errorOf([day.folder], { ...usGas, level: 'surface' })).toBeLessThan(0.005);
    const scene = await openChecked([day.folder], { ...usGas, level: 'surface' });
    const aerosol = scene.preparation!.steps.find(s => s.name === 'aerosol')!.values;
    expect(aerosol.aod550).toBeGreaterThan(0.24);
    expect(aerosol.aod550).toBeLessThan(0.36);
    expect(aerosol.over).toBe('clear water');
  });

  it('has the bloom that was put in within 1 %, and far from it without correction', async () => {
    const clearDay = await writeDay(join(folder, 'clear-area'), clear);
    const hazyDay = await writeDay(join(folder, 'hazy-area'), hazy);
    const truth = trueShare();
    const off = (share: number) => Math.abs(share / truth - 1);
    const none = ['--ozone', '0', '--water-vapour', '0', '--height', '0'];
    const us = ['--ozone', '344', '--water-vapour', '0', '--height', '0'];
    const found = {
      rayleigh: off(shareOf(clearDay, 'r', ['--level', 'rayleigh', ...none])),
      surface: off(shareOf(hazyDay, 's', ['--level', 'surface', ...us])),
      toa: off(shareOf(hazyDay, 't', ['--level', 'toa'])),
      counts: off(shareOf(hazyDay, 'c', ['--level', 'counts'])),
    };
    expect(found.rayleigh).toBeLessThan(0.01);
    expect(found.surface).toBeLessThan(0.01);
    expect(found.toa).toBeGreaterThan(0.03);
    expect(found.counts).toBeGreaterThan(0.03);
  });

  it('as a swath that its polynomials place: the bloom within 1 % too, from a package as it comes', async () => {
    const day = await writeDay(join(folder, 'swath'), hazy, {}, 2019, swath());
    const packed = join(folder, `${basename(day.tiff, '.tiff')}.tar.gz`);
    const names = readdirSync(day.folder).filter(name => !name.endsWith('.geojson'));
    const inside = Object.fromEntries(names.map(name => [name, readFileSync(join(day.folder, name))]));
    writeFileSync(packed, gzipSync(tarOf(inside)));
    const from = { folder: packed, zones: day.zones };
    const off = (share: number) => Math.abs(share / trueShare() - 1);
    const us = ['--ozone', '344', '--water-vapour', '0', '--height', '0'];
    expect(off(shareOf(from, 'swath-s', ['--level', 'surface', ...us]))).toBeLessThan(0.01);
    expect(off(shareOf(from, 'swath-t', ['--level', 'toa', '--height', '0']))).toBeGreaterThan(0.03);
    expect(off(shareOf(from, 'swath-c', ['--level', 'counts', '--height', '0']))).toBeGreaterThan(0.03);
  });
});

describe('bloomline prepare', () => {
  it('writes what is the same quantity when it is opened again', async () => {
    const day = await writeDay(join(folder, 'prepare'), clear);
    const out = join(folder, 'prepared.tif');
    const run = runCli([
      'prepare',
      day.folder,
      '--ozone',
      '0',
      '--water-vapour',
      '0',
      '--out',
      out,
      '--json',
    ]);
    const said = JSON.parse(run.stdout);
    expect(said).toMatchObject({
      quantity: 'rayleigh-corrected',
      crs: 'EPSG:32651',
      pixelSize: [16, 16],
      shiftPixels: null,
      rmsePixels: null,
      products: [{ file: out }],
    });
    expect(said.steps.map((s: { name: string }) => s.name)).toEqual(['radiance', 'toa', 'gases', 'rayleigh']);
    const again = openScene([out]);
    expect(again.quantity!.value).toBe('rayleigh-corrected');
    expect(again.acquired).toBe('2019-10-12T11:05:11+08:00');
    expect(again.bands.map(b => b.role)).toEqual(['B', 'G', 'R', 'N']);
    expect(again.bands.map(b => b.wavelengthNm)).toEqual([483, 554, 657, 824]);
    expect(await errorOf([out], {})).toBeLessThan(0.004);
  });

  it('lays it on another grid', async () => {
    const day = await writeDay(join(folder, 'grid'), clear);
    const out = join(folder, 'on-grid.tif');
    const run = runCli(['prepare', day.folder, '--grid', 'EPSG:32650@32', '--out', out, '--json']);
    expect(JSON.parse(run.stdout)).toMatchObject({ crs: 'EPSG:32650', pixelSize: [32, 32] });
    expect(openScene([out]).grid.affine[0] % 32).toBe(0);
  });

  it('says what is wrong and writes nothing', async () => {
    const out = join(folder, 'none.tif');
    const refused = (args: string[]) => {
      const run = runCli(['prepare', ...args, '--out', out]);
      expect(run.status).not.toBe(0);
      expect(existsSync(out)).toBe(false);
      expect(readdirSync(folder).filter(name => name.startsWith('none.tif'))).toEqual([]);
      return run.stderr;
    };
    const swapped = await writeDay(join(folder, 'swapped'), clear, { SolarZenith: 50 });
    const wrong = await writeDay(join(folder, 'wrong'), clear, { SolarZenith: 10 });
    const bare = await writeDay(join(folder, 'bare'), clear, { SatelliteZenith: null });
    const early = await writeDay(join(folder, '2013'), clear, {}, 2013);
    expect(refused([wrong.folder, '--level', 'rayleigh'])).toMatch(
      /sun zenith of 10° does not agree with 39\.\d°/,
    );
    expect(refused([bare.folder, '--level', 'rayleigh'])).toContain('--view-zenith');
    expect(refused([early.folder, '--level', 'toa'])).toContain('another form of the equation');
    expect(refused([early.tiff.replace('GF1_', 'lake_'), '--level', 'toa'])).toContain('lake_');
    expect(refused([swapped.folder, '--level', 'rayleigh'])).toContain('is the elevation');
    expect(openScene([swapped.folder]).warnings.join()).toContain('is the elevation');
    expect(
      runCli(['prepare', wrong.folder, '--sun-zenith', 'computed', '--out', join(folder, 'c.tif')]).status,
    ).toBe(0);
    const scene = openScene([wrong.folder]);
    expect(scene.quantity!.value).toBe('counts');
    expect(scene.warnings.join()).toContain('does not agree');
    const left = openScene([bare.folder]);
    expect(left.quantity!.value).toBe('toa');
    expect(left.warnings.join()).toContain('view zenith is missing');
  });
});

describe('gains of a centre’s own', () => {
  it('go before the published ones; a row that cannot be read is named', async () => {
    const day = await writeDay(join(folder, 'own'), clear);
    mkdirSync(join(ownGainsFile(), '..'), { recursive: true });
    const head = 'satellite,camera,year,band,gain,offset,source\n';
    try {
      writeFileSync(ownGainsFile(), head + [1, 2, 3, 4].map(b => `GF1,WFV4,2019,B${b},0.2,1,own`).join('\n'));
      const [radiance] = openScene([day.folder], { ...noGas, level: 'radiance' }).preparation!.steps;
      expect(radiance).toMatchObject({ source: 'own', values: { gain: { B1: 0.2 }, offset: { B4: 1 } } });
      writeFileSync(ownGainsFile(), `${head}GF1,WFV4,2019,B1,a lot,0,own\n`);
      expect(() => openScene([day.folder])).toThrow('row 2');
    } finally {
      writeFileSync(ownGainsFile(), head);
    }
  });
});

describe('an index that wants a rung', () => {
  const fai = indices().find(i => i.id === 'FAI')!;

  it('says so on another one, and nothing where it fits or nobody can tell', () => {
    expect(inWords(otherRung(fai, 'toa')!, 'en')).toContain('--level');
    for (const quantity of ['rayleigh-corrected', 'surface', 'reflectance', 'counts'] as const)
      expect(otherRung(fai, quantity)).toBeNull();
    expect(
      otherRung(
        indices().find(i => i.id === 'NDVI')!,
        'toa',
      ),
    ).toBeNull();
  });
});

describe('level 1 products', () => {
  it('stay as they are, and go up where they are asked to', async () => {
    const product = join(folder, 'LC08_L1TP_119038_20191012_20200825_02_T1');
    mkdirSync(product);
    const bands = [2, 3, 4, 5];
    for (const band of bands)
      await writeGeoTiff(join(product, `LC08_L1TP_119038_20191012_20200825_02_T1_B${band}.TIF`), {
        grid: { ...smallGrid, affine: [222000, 30, 0, 3456000, 0, -30], crs: crsFromEpsg(32651)! },
        bands: [new Uint16Array(12).fill(12000)],
      });
    const { zenith, azimuth } = sunPosition(Date.UTC(2019, 9, 12, 2, 31), 120.1, 31.2);
    writeFileSync(
      join(product, 'LC08_L1TP_119038_20191012_20200825_02_T1_MTL.txt'),
      [
        'SPACECRAFT_ID = "LANDSAT_8"',
        'SENSOR_ID = "OLI_TIRS"',
        'DATE_ACQUIRED = 2019-10-12',
        'SCENE_CENTER_TIME = "02:31:00.1234560Z"',
        `SUN_AZIMUTH = ${azimuth}`,
        `SUN_ELEVATION = ${90 - zenith}`,
        ...bands.flatMap(b => [
          `REFLECTANCE_MULT_BAND_${b} = 2.0000E-05`,
          `REFLECTANCE_ADD_BAND_${b} = -0.100000`,
        ]),
      ].join('\n'),
    );
    const plain = openScene([product]);
    expect(plain.quantity!.value).toBe('toa');
    expect(plain.preparation).toBeUndefined();
    const toa = (12000 * 2e-5 - 0.1) / Math.cos((zenith * Math.PI) / 180);
    const red = plain.bands.find(b => b.role === 'R')!;
    expect(valueOfDn(red.radiometry, 12000)).toBeCloseTo(toa, 9);
    const corrected = openScene([product], { level: 'rayleigh', ...noGas });
    const { radiometry } = corrected.bands.find(b => b.role === 'R')!;
    const { values } = corrected.preparation!.steps.at(-1)!;
    const of = (name: string) => (values[name] as Record<string, number>).B4;
    const y = (toa - of('pathReflectance')) / (of('transmittanceDown') * of('transmittanceUp'));
    expect(valueOfDn(radiometry, 12000)).toBeCloseTo(y / (1 + of('sphericalAlbedo') * y), 5);
    expect(() => openScene([product], { level: 'radiance' })).toThrow('no way back');
    expect(openScene([product], { level: 'counts' }).bands[0].radiometry).toMatchObject({
      scale: 1,
      known: false,
    });
    expect(userOptions(corrected)).toMatchObject({ level: 'rayleigh', ozone: 0 });
  });
});
