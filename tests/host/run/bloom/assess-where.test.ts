import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const crs = crsFromEpsg(32650)!;
const side = 700;
const grid = { width: side, height: side, affine: [500000, 10, 0, 3600000, 0, -10] as const, crs };

/** A square lake from 100 to 600 pixels; bloom where `isBloom` says so, NDVI 0.5 there and −1/3 elsewhere. */
async function lake(name: string, isBloom: (col: number, row: number) => boolean) {
  const nir = new Uint16Array(side * side);
  for (let i = 0; i < nir.length; i++) nir[i] = isBloom(i % side, Math.floor(i / side)) ? 3000 : 500;
  const path = join(folder, `${name}.tif`);
  const bands = [new Uint16Array(side * side).fill(1000), nir];
  await writeGeoTiff(path, { grid, bands, nodata: 0, descriptions: ['red', 'nir'] });
  return openScene([path]);
}
const square = (from: number, to: number) =>
  [[from, from], [to, from], [to, to], [from, to], [from, from]].map(([c, r]) => [500000 + c * 10, 3600000 - r * 10]); // prettier-ignore
const zone = { name: '方湖', geometry: [[square(100, 600)]], attributes: {} };

async function assess(
  scene: Awaited<ReturnType<typeof lake>>,
  pool: RasterPool | null,
): Promise<BloomResult> {
  const zones = { zones: [zone], crs, subject: 'zones', files: [] };
  const plan = planBloom({ scene, zones, index: 'NDVI', mask: cloudsOnly('none') });
  return assessBloom(await tallyBloom(plan, pool), { threshold: 0 }, pool);
}

const pool = new RasterPool(2);
pool.warm();
afterAll(() => pool.close());

describe('where the bloom is', () => {
  it.each(['here', 'in worker threads'])('finds a patch at the western shore, %s', async how => {
    // 40 × 100 pixels from column 102, row 300: middle of the longest row of pixels at column 122. The band along
    // the outline is 0.15 · 500 / √π = 42 pixels wide.
    const scene = await lake('west', (c, r) => c >= 102 && c < 142 && r >= 300 && r < 400);
    const result = await assess(scene, how === 'here' ? null : pool);
    const [found] = result.zones;
    expect(found.where!.words).toEqual({ zh: '西部沿岸', en: 'on the west shore' });
    expect(found.where!.patchCount).toBe(1);
    const [patch] = found.where!.patches;
    expect(patch.areaKm2).toBeCloseTo(found.bloomAreaKm2, 9);
    // Zone 50's central meridian is 117° E at easting 500 000: the patch lies 1220 m east of it.
    expect(patch.center[0]).toBeCloseTo(
      117 + 1220 / 0.9996 / (111_320 * Math.cos((32.5 * Math.PI) / 180)),
      3,
    );
    expect(result.recipe.rules.map(r => r.id)).toContain('水华方位用语');
  });

  it('has the parts add up to the zone and its bloom, and joins patches across chunks', async () => {
    // A cross over the whole lake and nine single pixels: one large patch, nine that are counted only.
    const scene = await lake(
      'cross',
      (c, r) => Math.abs(c - 350) < 20 || Math.abs(r - 350) < 20 || (r === 200 && c % 50 === 10),
    );
    const [found] = (await assess(scene, pool)).zones;
    const sum = (key: 'areaKm2' | 'validKm2' | 'bloomKm2') =>
      found.where!.parts.reduce((total, part) => total + part[key], 0);
    expect(sum('areaKm2')).toBeCloseTo(found.areaKm2, 9);
    expect(sum('validKm2')).toBeCloseTo(found.validAreaKm2, 9);
    expect(sum('bloomKm2')).toBeCloseTo(found.bloomAreaKm2, 9);
    expect(found.where!.patchCount).toBe(10);
    expect(found.where!.patches).toHaveLength(1);
    // 39 of 500 columns and rows, their crossing once: 2 · 39 · 500 − 39² pixels of 100 m², here on the ellipsoid.
    expect(found.where!.patches[0].areaKm2 / found.areaKm2).toBeCloseTo(
      (2 * 39 * 500 - 39 ** 2) / 500 ** 2,
      6,
    );
  });

  it('is uncertain by half of the pixels at its edge, across chunks and threads', async () => {
    // A square of 40 × 100 pixels: 2 · (40 + 100) − 4 of them have clear water beside them. A hole of one pixel makes
    // four more. The lake's own shore is no edge: what lies beyond it is bloom here, too.
    const isBloom = (c: number, r: number) =>
      (c >= 302 && c < 342 && r >= 230 && r < 330 && !(c === 320 && r === 280)) || c < 100;
    const scene = await lake('edge', isBloom);
    for (const threads of [null, pool]) {
      const [found] = (await assess(scene, threads)).zones;
      const pixelKm2 = found.bloomAreaKm2 / (40 * 100 - 1);
      expect(found.where!.edgePixelsKm2! / pixelKm2).toBeCloseTo(2 * (40 + 100) - 4 + 4, 2);
      expect(found.uncertainty!.totalKm2).toBeCloseTo(found.where!.edgePixelsKm2! / 2, 12);
    }
    const clear = (await assess(await lake('clear', () => false), null)).zones[0];
    expect(clear.uncertainty).toBeUndefined();
  });

  it('tells intensity and cover beside the grade', async () => {
    const [found] = (await assess(await lake('south', (_, r) => r >= 500), null)).zones;
    // NDVI (3000 − 1000) / 4000 = 0.5, cover (0.5 + 0.2) / 1.01 = 0.693: the heavy class.
    expect(found.intensity!.classes.map(c => c.areaKm2)).toEqual([0, 0, found.bloomAreaKm2]);
    expect(found.cover!.coveredKm2 / found.bloomAreaKm2).toBeCloseTo(0.7 / 1.01, 3);
    expect(found.where!.words.zh).toBe('南部');
    expect(found.assessable).toBe(true);
    expect(found.grade!.level).toBe('Ⅲ');
  });
});
