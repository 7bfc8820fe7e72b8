import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const crs = crsFromEpsg(32650)!;
const side = 40;
const affine = [500_000, 10, 0, 3_600_000, 0, -10] as const;

/** Reflectance of green, red, near and shortwave infrared: [0] left of the middle, [1] right of it. */
async function scene(name: string, halves: [number[], number[]], roles = ['green', 'red', 'nir', 'swir1']) {
  const path = join(folder, `${name}.tif`);
  const bands = roles.map((_, b) =>
    Float32Array.from({ length: side * side }, (_, i) => halves[Number(i % side >= side / 2)][b]),
  );
  await writeGeoTiff(path, { grid: { width: side, height: side, affine, crs }, bands, descriptions: roles });
  return openScene([path]);
}
async function assess(picture: Awaited<ReturnType<typeof scene>>, more: Partial<MaskOptions> = {}) {
  const at = (c: number, r: number) => [affine[0] + c * 10, affine[3] - r * 10];
  const outline = [at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)];
  const zones = {
    zones: [{ name: '湖', geometry: [[outline]], attributes: {} }],
    crs,
    subject: 'z',
    files: [],
  };
  const plain = cloudsOnly('none');
  const mask = { ...plain, options: { ...plain.options, ...more } };
  const plan = planBloom({ scene: picture, zones, index: 'NDVI', mask });
  return assessBloom(await tallyBloom(plan, null), { threshold: 0 }, null);
}

const water = [0.06, 0.04, 0.02, 0.01];
const forest = [0.05, 0.04, 0.35, 0.18];
/** Bright in the near infrared, dark in the shortwave: algae that float on water. */
const scum = [0.09, 0.06, 0.3, 0.03];

describe('before a grade, a zone with much green', () => {
  it('has none where it is forest, and says why', async () => {
    const { zones, recipe } = await assess(await scene('forest', [forest, forest]));
    expect(zones[0]).toMatchObject({ waterShare: 0, grade: null, assessable: false });
    expect(zones[0].bloomShare).toBeCloseTo(1, 9);
    expect(zones[0].gradeReason).toContain('100.0 % of what was seen is no water');
    expect(recipe.rules.map(r => r.id)).toContain('区域水面核对');
  });

  it('has one where it is floating scum', async () => {
    const [zone] = (await assess(await scene('scum', [scum, water]))).zones;
    expect(zone.waterShare).toBe(1);
    expect(zone.grade?.level).toBe('Ⅳ');
  });

  it('counts half a lake and half a forest as that', async () => {
    const [zone] = (await assess(await scene('half', [forest, water]))).zones;
    expect(zone.waterShare).toBeCloseTo(0.5, 4);
  });

  it('is graded where a person says that it is water, or where the mask tells land', async () => {
    const picture = await scene('forest', [forest, forest]);
    expect((await assess(picture, { allWater: true })).zones[0].grade?.level).toBe('Ⅴ');
    const half = await scene('half', [forest, water]);
    const [zone] = (await assess(half, { water: { index: 'MNDWI', threshold: 0 } })).zones;
    expect(zone).toMatchObject({ bloomShare: 0 });
    expect(zone.waterShare).toBeUndefined();
  });

  it('is told that scum and plants cannot be told apart without a shortwave infrared band', async () => {
    const three = [forest.slice(0, 3), water.slice(0, 3)] as [number[], number[]];
    const { zones, recipe } = await assess(await scene('three', three, ['green', 'red', 'nir']));
    expect(recipe.warnings.join()).toContain('without a shortwave infrared band');
    expect(zones[0].waterShare).toBeUndefined();
  });

  it('is not asked where there is hardly any', async () => {
    const [zone] = (await assess(await scene('clear', [water, water]))).zones;
    expect(zone.waterShare).toBeUndefined();
    expect(zone.grade?.level).toBe('Ⅰ');
  });
});
