import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Affine } from '#core/grid/grid.ts';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import type { Zone } from '#core/zones/zone.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { coverAreas } from '#host/run/ecology/land-cover.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const side = 40;

/** Where 40 × 40 pixels lie: a projected grid, one of Gauss–Krüger, and one of degrees. */
const grids: Record<string, { epsg: number; affine: Affine }> = {
  utm: { epsg: 32650, affine: [500_000, 10, 0, 3_600_000, 0, -10] },
  gk: { epsg: 4549, affine: [500_000, 10, 0, 3_600_000, 0, -10] },
  degrees: { epsg: 4490, affine: [119.5, 1e-4, 0, 33, 0, -1e-4] },
};

/** Red 1000; infrared 3000 (NDVI 0.5) left of column `bloom`, else 500. */
async function scene(name: string, on: keyof typeof grids, bloom = 10) {
  const { epsg, affine } = grids[on];
  const grid = { width: side, height: side, affine, crs: crsFromEpsg(epsg)! };
  const red = new Uint16Array(side * side).fill(1000);
  const nir = red.map((_, i) => (i % side < bloom ? 3000 : 500));
  const path = join(folder, `${name}.tif`);
  await writeGeoTiff(path, { grid, bands: [red, nir], nodata: 0, descriptions: ['red', 'nir'] });
  return openScene([path]);
}

const zone = (on: string, name: string, c0: number, r0: number, c1: number, r1: number): Zone => {
  const [x, dx, , y, , dy] = grids[on].affine;
  const at = (c: number, r: number) => [x + c * dx, y + r * dy];
  return { name, geometry: [[[at(c0, r0), at(c1, r0), at(c1, r1), at(c0, r1), at(c0, r0)]]], attributes: {} };
};

async function bloom(on: keyof typeof grids, ...zones: Zone[]) {
  const set = { zones, crs: crsFromEpsg(grids[on].epsg)!, subject: 'zones', files: [] };
  const picture = await scene(`bloom-${on}`, on);
  const plan = planBloom({ scene: picture, zones: set, index: 'NDVI', mask: cloudsOnly('none') });
  return assessBloom(await tallyBloom(plan, null), { threshold: 0 }, null);
}

describe('a zone that leaves the scene', () => {
  it.each(Object.keys(grids))('counts whole on the grid %s: half of it seen is half valid', async on => {
    // 40 columns of the zone lie left of the scene, 40 in it, of which 10 are bloom.
    const { zones, whole } = await bloom(on, zone(on, '湖', -40, 5, 40, 35));
    const [lake] = zones;
    expect(lake.validAreaKm2 / lake.areaKm2).toBeCloseTo(0.5, 6);
    expect(lake.areaByReasonKm2['outside-scene']! + lake.validAreaKm2).toBeCloseTo(lake.areaKm2, 12);
    expect(lake.validShare).toBeCloseTo(0.5, 6);
    expect(lake.bloomShare).toBeCloseTo(0.25, 6);
    expect(whole!.areaKm2).toBe(lake.areaKm2);
  });

  it('is not graded where too little of it is seen', async () => {
    const [lake] = (await bloom('utm', zone('utm', '湖', -60, 5, 40, 35))).zones;
    expect(lake.validShare).toBeCloseTo(0.4, 6);
    expect(lake.grade).toBeNull();
    expect(lake.gradeReason).toContain('40.0 %');
  });

  it('is told with its area where nothing of it is seen beside others', async () => {
    const { zones, whole } = await bloom(
      'utm',
      zone('utm', 'a', 0, 0, 10, 10),
      zone('utm', 'b', 50, 0, 60, 10),
    );
    expect(zones[1].problem?.code).toBe('zone-outside');
    expect(zones[1].areaKm2 / zones[0].areaKm2).toBeCloseTo(1, 4);
    expect(zones[1].areaByReasonKm2['outside-scene']).toBe(zones[1].areaKm2);
    expect(whole!.areaKm2).toBeCloseTo(zones[0].areaKm2 + zones[1].areaKm2, 12);
  });

  it('within the scene, to its very edge, has nothing outside', async () => {
    for (const on of Object.keys(grids)) {
      const [lake] = (await bloom(on, zone(on, '湖', 0, 0, side, side))).zones;
      expect(lake.areaByReasonKm2).toEqual({});
      expect(lake.validShare).toBeCloseTo(1, 12);
    }
  });

  it('counts whole for a redline and for land cover, too', async () => {
    const [before, after] = [await scene('before', 'utm', 20), await scene('after', 'utm', 10)];
    const outline = zone('utm', '红线', 0, 0, 80, 40);
    const zones = { zones: [outline], crs: crsFromEpsg(32650)!, subject: 'zones', files: [] };
    const options = { ...defaultChangeOptions, clouds: 'none' as const };
    const { result } = await assessRedline({ before, after, zones }, options, null, null);
    const [row] = result.zones;
    expect(row.outsideKm2! / row.areaKm2).toBeCloseTo(0.5, 6);
    expect(row.comparedAreaKm2 / row.areaKm2).toBeCloseTo(0.5, 6);
    expect(row.before.validShare).toBeCloseTo(0.5, 6);
    // Ten of eighty columns lost their green.
    expect(row.lossAreaM2 / 1e6 / row.areaKm2).toBeCloseTo(1 / 8, 6);
    const [cover] = await coverAreas(before, placeZones(zones, before.grid), null);
    expect(cover.nodataKm2 / cover.areaKm2).toBeCloseTo(0.5, 6);
  });
});

describe('zones that share ground', () => {
  it('are their union together: a lake, its part and the lake again are the lake', async () => {
    const lake = zone('utm', '湖', 2, 2, 38, 38);
    const { zones, whole, recipe } = await bloom('utm', lake, zone('utm', '西湖区', 2, 2, 20, 38), {
      ...lake,
      name: '湖(副本)',
    });
    expect(zones.map(z => z.partOf)).toEqual([undefined, '湖', '湖']);
    for (const key of ['areaKm2', 'validAreaKm2', 'bloomAreaKm2'] as const)
      expect(whole![key]).toBeCloseTo(zones[0][key], 9);
    expect(recipe.warnings.join()).toContain('share ground');
  });

  it('add up where they only touch', async () => {
    const { zones, whole } = await bloom(
      'utm',
      zone('utm', 'a', 2, 2, 20, 38),
      zone('utm', 'b', 20, 2, 38, 38),
    );
    expect(whole!.bloomAreaKm2).toBeCloseTo(zones[0].bloomAreaKm2 + zones[1].bloomAreaKm2, 12);
  });

  it('are their union in a redline assessment, too', async () => {
    const [before, after] = [await scene('before', 'utm', 20), await scene('after', 'utm', 10)];
    const set = [zone('utm', 'a', 0, 0, 40, 30), zone('utm', 'b', 0, 10, 40, 40)];
    const zones = { zones: set, crs: crsFromEpsg(32650)!, subject: 'zones', files: [] };
    const options = { ...defaultChangeOptions, clouds: 'none' as const };
    const { result } = await assessRedline({ before, after, zones }, options, null, null);
    const { whole } = result;
    // 30 rows each, 40 together.
    expect(whole!.areaKm2 / result.zones[0].areaKm2).toBeCloseTo(40 / 30, 6);
    expect(whole!.lossAreaM2 / result.zones[0].lossAreaM2).toBeCloseTo(40 / 30, 6);
    expect(result.patches.reduce((sum, p) => sum + p.overlapM2, 0)).toBeCloseTo(whole!.lossAreaM2, 2);
  });
});
