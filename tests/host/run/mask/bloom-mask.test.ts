import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonCode } from '#core/bands/validity.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom, type BloomTallies } from '#host/run/bloom/tally-bloom.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { bloomClassRaster } from '#host/run/class-raster.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import { recordedMask } from '#host/recipe/recorded-mask.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const utm = crsFromEpsg(32650)!;
const side = 40;
const [left, top, pixel] = [500_000, 3_500_000, 10];

/** A rectangle of columns and rows. */
const rect = (c0: number, r0: number, c1: number, r1: number): MultiPolygon => {
  const [x0, x1, y0, y1] = [left + c0 * pixel, left + c1 * pixel, top - r1 * pixel, top - r0 * pixel];
  return [
    [
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ],
    ],
  ];
};

/**
 * Water of NDVI −0.2 (R 300, N 200), bloom of NDVI 0.6 (R 400, N 1600) in rows 10–19, glint (R = N = S1 = 2000) in
 * row 30,
 * a pixel of land plants (R 400, N 3000, S1 2000) in row 31; SCL cloud (9) in columns 0–4, low probability (7) in
 * 5–6, vegetation
 * (4) over the bloom.
 */
async function sceneOf() {
  const at = (of: (col: number, row: number) => number) =>
    Uint16Array.from({ length: side * side }, (_, i) => of(i % side, Math.floor(i / side)));
  const bloom = (row: number) => row >= 10 && row < 20;
  const band = (water: number, algae: number, plants: number) =>
    at((_, row) => (bloom(row) ? algae : row === 30 ? 2000 : row === 31 ? plants : water));
  const files: [string, Uint16Array][] = [
    ['G', band(600, 700, 700)],
    ['R', band(300, 400, 400)],
    ['N', band(200, 1600, 3000)],
    ['S1', band(100, 600, 2000)],
    ['SCL', at((col, row) => (col < 5 ? 9 : col < 7 ? 7 : bloom(row) ? 4 : 6))],
  ];
  const path = join(folder, 'lake.tif');
  await writeGeoTiff(path, {
    grid: { width: side, height: side, affine: [left, pixel, 0, top, 0, -pixel], crs: utm },
    bands: files.map(([, pixels]) => pixels),
    nodata: 0,
  });
  const bands = { G: 1, R: 2, N: 3, S1: 4, SCL: 5 };
  return { path, scene: openScene([path], { bands, scale: 0.0001, offset: 0 }) };
}

const whole: Zone = { name: 'lake', geometry: rect(0, 0, side, side), attributes: {} };
const { path, scene } = await sceneOf();

const lonLat = (geometry: MultiPolygon) => projectPolygons(geometry, 'correction', utm, cgcs2000, 1e-8);
const correction = (id: number, kind: Partial<Correction>, geometry: MultiPolygon): Correction => ({
  id,
  action: 'bloom',
  reason: null,
  note: 'seen on the photo',
  tool: 'polygon',
  author: '李明',
  time: '2026-07-01T00:00:00Z',
  ...kind,
  geometry: lonLat(geometry),
});

async function tally(options: MaskOptions, more: Partial<MaskRequest> = {}, zones = [whole]) {
  return tallyBloom(planOf(options, more, zones), null);
}

const planOf = (options: MaskOptions, more: Partial<MaskRequest> = {}, zones = [whole]) =>
  planBloom({
    scene,
    zones: { zones, crs: utm, subject: 'zones', files: [] },
    index: 'NDVI',
    mask: { options, vegetation: [], vegetationCrs: utm, corrections: [], ...more },
  });

const assess = (tallied: BloomTallies, threshold: number) => assessBloom(tallied, { threshold }, null);

/** Pixels by reason, from areas: all pixels of 10 m have the same area to 1e-6 here. */
async function pixelsByReason(options: MaskOptions, more: Partial<MaskRequest> = {}) {
  const [zone] = (await tally(options, more)).tallies;
  const onePixel = zone.areaM2 / side ** 2;
  return (code: number) => Math.round((zone.areaByReasonM2[code] / onePixel) * 1000) / 1000;
}

describe('a mask with reasons', () => {
  it('clouds alone keep vegetation and low-probability clouds in', async () => {
    const of = await pixelsByReason({ clouds: 'auto' });
    expect([of(reasonCode.cloud), of(reasonCode.valid)]).toEqual([5 * 40, 35 * 40]);
    const low = await pixelsByReason({ clouds: 'auto', lowClouds: true });
    expect(low(reasonCode.cloud)).toBe(7 * 40);
  });

  it('shore and vegetation zones go before clouds, and lessen the water that could be seen', async () => {
    const plants: Zone = { name: 'reed', geometry: rect(10, 20, 20, 25), attributes: {} };
    const tallied = await tally({ clouds: 'auto', shoreBufferM: 27 }, { vegetation: [plants] });
    const [zone] = tallied.tallies;
    const onePixel = zone.areaM2 / side ** 2;
    const of = (code: number) => Math.round((zone.areaByReasonM2[code] / onePixel) * 1000) / 1000;
    // Centres at 5, 15 and 25 m from the edge are nearer than 27 m: three pixels on each side.
    expect(of(reasonCode.shore)).toBe(40 ** 2 - 34 ** 2);
    expect(of(reasonCode.aquaticVegetation)).toBe(50);
    expect(of(reasonCode.cloud)).toBe(2 * 34); // columns 3 and 4
    expect(of(reasonCode.valid)).toBe(34 ** 2 - 50 - 68);
    const result = await assess(tallied, 0);
    expect(result.zones[0].validShare).toBeCloseTo((34 ** 2 - 50 - 68) / (34 ** 2 - 50), 6);
    expect(result.recipe.parameters.mask).toMatchObject({ vegetation: ['reed'] });
  });

  it('glint is bright, flat pixels; land is what the water index says unless it looks like scum', async () => {
    const of = await pixelsByReason({
      clouds: 'none',
      glint: { limit: 0.05 },
      water: { index: 'NDWI', threshold: 0 },
    });
    // Row 30: S1 0.2 with N not above R. Row 31: NDWI (700 − 3000) / 3700 below 0, S1 0.2 is not scum. The bloom rows
    // have
    // NDWI (700 − 1600) / 2300 below 0, too, but N above R and S1 0.06 below 0.1: they stay.
    expect([of(reasonCode.sunGlint), of(reasonCode.land), of(reasonCode.valid)]).toEqual([40, 40, 38 * 40]);
  });

  it('a rule whose bands the scene lacks is refused with words', async () => {
    const { bands } = scene;
    const poor = { ...scene, bands: bands.map(b => (b.role === 'R' ? { ...b, role: null } : b)) };
    expect(() =>
      planMask(
        poor,
        { zones: [whole], crs: utm },
        {
          options: { clouds: 'none', glint: { limit: 0.05 } },
          vegetation: [],
          vegetationCrs: null,
          corrections: [],
        },
      ),
    ).toThrow(/sun glint needs R/);
  });
});

describe('hand corrections', () => {
  const corrections = [
    correction(1, { action: 'bloom' }, rect(10, 24, 14, 26)), // 8 pixels of water become bloom
    correction(2, { action: 'clear' }, rect(10, 12, 12, 14)), // 4 pixels of bloom become none
    correction(3, { action: 'exclude', reason: 'sun-glint' }, rect(20, 10, 23, 12)), // 6 of bloom are left out
    correction(4, { action: 'include' }, rect(0, 15, 2, 17)), // 4 cloudy ones of bloom are valid again
    correction(5, { action: 'clear' }, rect(13, 24, 14, 25)), // goes over one pixel of the first
  ];

  it('change areas by what they cover, later ones over earlier ones, and are counted', async () => {
    const tallied = await tally({ clouds: 'auto' }, { corrections });
    const result = await assess(tallied, 0);
    const [zone] = result.zones;
    const onePixel = zone.areaKm2 / side ** 2;
    const pixels = (km2: number) => Math.round((km2 / onePixel) * 1000) / 1000;
    const automatic = 35 * 10 + 35; // rows 10–19 and row 31 without the clouds
    expect(pixels(zone.bloomAreaKm2)).toBe(automatic + 7 - 4 - 6 + 4);
    expect(pixels(zone.validAreaKm2)).toBe(35 * 40 - 6 + 4);
    expect(pixels(zone.areaByReasonKm2['hand-bloom']!)).toBe(7);
    expect(pixels(zone.areaByReasonKm2['hand-clear']!)).toBe(5);
    const { count, addedKm2, removedKm2, excludedKm2, restoredKm2 } = zone.corrections!;
    expect(count).toBe(5);
    // Added: 7 by hand and 4 cloudy ones; removed: 4 by hand and 6 left out.
    expect([addedKm2, removedKm2, excludedKm2, restoredKm2].map(pixels)).toEqual([11, 10, 6, 4]);
    const again = recordedMask(result.recipe, []);
    expect(again.corrections).toEqual(corrections);
  });

  it('hold at every threshold, and can be left aside', async () => {
    const tallied = await tally({ clouds: 'auto' }, { corrections });
    const one = (await assess(tallied, 0.99)).zones[0];
    expect(one.bloomAreaKm2 / one.areaKm2).toBeCloseTo(7 / side ** 2, 8);
    // Between the edges of the bins, by a pass of its own.
    const between = (await assess(tallied, 0.99003)).zones[0];
    expect(between.bloomAreaKm2 / between.areaKm2).toBeCloseTo(7 / side ** 2, 8);
    const aside = await assess(await tally({ clouds: 'auto', corrections: false }, { corrections }), 0.99);
    expect(aside.zones[0].bloomAreaKm2).toBe(0);
    expect(aside.zones[0].corrections).toBeUndefined();
  });

  it('show in the class raster and under the cursor as what they are', async () => {
    const plan = planOf({ clouds: 'auto' }, { corrections });
    const { masking: mask } = plan;
    const raster = await bloomClassRaster(plan, { threshold: 0 });
    const pool = new RasterPool(1);
    expect((await bloomClassRaster(plan, { threshold: 0, pool })).pixels).toEqual(raster.pixels);
    await pool.close();
    const count = (value: number) => raster.pixels.filter(p => p === value).length;
    // 10 + code: 22 bloom by hand, 23 none by hand, 18 glint by hand.
    expect([count(22), count(23), count(18)]).toEqual([7, 5, 6]);
    const reader = new SceneReader(scene);
    const { validity } = await reader.samplePixels(
      ['R'],
      Int32Array.from([13, 10, 0, 0, -1]),
      Int32Array.from([24, 24, 15, 30, 3]),
      1,
      mask,
    );
    expect([...validity]).toEqual([
      reasonCode.handClear,
      reasonCode.handBloom,
      reasonCode.valid,
      reasonCode.cloud,
      reasonCode.nodata,
    ]);
    reader.close();
  });

  it('come from a file on the command line, which says the area per reason', async () => {
    const features = corrections.slice(0, 3).map(c => ({
      type: 'Feature',
      properties: { action: c.action, reason: c.reason, note: c.note, author: c.author },
      geometry: { type: 'MultiPolygon', coordinates: c.geometry },
    }));
    const file = join(folder, 'corrections.geojson');
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
    const zones = join(folder, 'lake.geojson');
    writeFileSync(
      zones,
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { name: 'lake' },
            geometry: { type: 'MultiPolygon', coordinates: lonLat(whole.geometry) },
          },
        ],
      }),
    );
    const options = [
      '--scene',
      path,
      '--zones',
      zones,
      '--index',
      'NDVI',
      '--bands',
      'G=1,R=2,N=3,S1=4,SCL=5',
    ];
    const run = runCli([
      ...[
        'assess',
        'bloom',
        ...options,
        '--scale',
        '0.0001',
        '--threshold',
        '0',
        '--out',
        join(folder, 'out'),
      ],
      ...['--mask', `corrections=${file}`, '--shore-buffer', '27', '--min-valid', '0.95', '--json'],
    ]);
    expect(run.stderr).not.toMatch(/^error/m);
    const { zones: rows, recipe } = JSON.parse(run.stdout) as {
      zones: { areaKm2: number; areaByReasonKm2: Record<string, number>; corrections: { count: number }; grade: unknown; gradeReason: string }[]; // prettier-ignore
      recipe: { parameters: { mask: { corrections: unknown[] } }; inputs: { path: string }[] };
    };
    const share = (reason: string) => (rows[0].areaByReasonKm2[reason] / rows[0].areaKm2) * side ** 2;
    expect(share('shore')).toBeCloseTo(40 ** 2 - 34 ** 2, 1);
    expect(share('hand-bloom')).toBeCloseTo(8, 2);
    expect(rows[0].corrections.count).toBe(3);
    expect(rows[0].grade).toBeNull();
    expect(rows[0].gradeReason).toMatch(/below 95 %/);
    expect(recipe.parameters.mask.corrections).toHaveLength(3);
    expect(recipe.inputs.map(i => i.path)).toContain(file);

    const wrong = runCli(['stats', ...options, '--mask', 'sunshine=1']);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/sunshine.*expected/);
  });
});
