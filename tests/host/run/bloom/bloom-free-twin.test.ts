import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { demoGrid, demoPixel, insideLake, lake, seasons } from '#host/workspace/demo/landscape.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const crs = crsFromEpsg(demoGrid.epsg)!;
const side = 260;
const [left, top] = [Math.round(lake.col) - side / 2, Math.round(lake.row) - side / 2];
const { originX, originY, pixelM } = demoGrid;
const affine = [originX + left * pixelM, pixelM, 0, originY - top * pixelM, 0, -pixelM] as const;

/** The middle of the demo's lake as simulated on a day, with more or less algae. */
async function day(seed: number, bloom: number) {
  const season = { ...seasons[1], seed, bloom };
  const roles = ['blue', 'green', 'red', 're1', 'nir', 'swir1'];
  const bands = roles.map(() => new Float32Array(side * side));
  const scl = new Float32Array(side * side);
  for (let i = 0; i < side * side; i++) {
    const pixel = demoPixel(left + (i % side), top + Math.floor(i / side), season);
    pixel.reflectance.forEach((value, b) => (bands[b][i] = value));
    scl[i] = pixel.scl;
  }
  const path = join(folder, `${seed}-${bloom}.tif`);
  const grid = { width: side, height: side, affine, crs };
  await writeGeoTiff(path, { grid, bands: [...bands, scl], descriptions: [...roles, 'SCL'] });
  return openScene([path]);
}

async function assess(
  picture: Awaited<ReturnType<typeof day>>,
  index: string,
  threshold: 'otsu' | 'valley' | 'gradient',
) {
  const at = (c: number, r: number) => [affine[0] + c * pixelM, affine[3] - r * pixelM];
  const outline = [at(5, 5), at(side - 5, 5), at(side - 5, side - 5), at(5, side - 5), at(5, 5)];
  const zones = {
    zones: [{ name: '湖', geometry: [[outline]], attributes: {} }],
    crs,
    subject: 'z',
    files: [],
  };
  const plan = planBloom({ scene: picture, zones, index, mask: cloudsOnly('auto') });
  return assessBloom(await tallyBloom(plan, null), { threshold }, null);
}

describe('the demo’s bloom-free twin', () => {
  it('lies in the lake', () => {
    for (const [c, r] of [
      [0, 0],
      [side, 0],
      [0, side],
      [side, side],
    ])
      expect(insideLake(left + c, top + r)).toBeGreaterThan(0);
  });

  it.each([11, 29, 83])('has no bloom by any automatic threshold on day %i', async seed => {
    const picture = await day(seed, -1);
    for (const index of ['NDVI', 'FAI', 'NDCI'])
      for (const method of ['otsu', 'valley', 'gradient'] as const) {
        const { noBloom, zones } = await assess(picture, index, method);
        expect([index, method, noBloom !== undefined, zones[0].bloomAreaKm2]).toEqual([
          index,
          method,
          true,
          0,
        ]);
      }
  });

  it.each([29, 47])('is told from a day with bloom, day %i', async seed => {
    const picture = await day(seed, 0.4);
    for (const method of ['otsu', 'gradient'] as const) {
      const { noBloom, zones } = await assess(picture, 'NDVI', method);
      expect([method, noBloom]).toEqual([method, undefined]);
      expect(zones[0].bloomAreaKm2).toBeGreaterThan(0);
    }
  });
});
