import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { coverAreas } from '#host/run/ecology/land-cover.ts';
import { assessServices } from '#host/run/ecosystem-services/assess-services.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { seeded } from './scenes.ts';

const folder = temporaryFolder();
const [width, height] = [1100, 900];
const crs = crsFromEpsg(32650)!;
const grid: Grid = { width, height, affine: [500_000, 10, 0, 3_600_000, 0, -10], crs };
const pool = new RasterPool(1);
const rasters = {} as Record<'codes' | 'rain' | 'evaporation', Scene>;
/** Two that share ground, askew of the pixels; the second leaves the rasters. */
const corners = [
  [
    [501_003, 3_598_997],
    [507_001, 3_599_444],
    [505_555, 3_592_222],
  ],
  [
    [504_444, 3_598_000],
    [513_333, 3_599_999],
    [510_101, 3_591_717],
  ],
];
const zones: ZoneSet = {
  zones: corners.map((ring, i) => ({ name: `区${i}`, geometry: [[[...ring, ring[0]]]], attributes: {} })),
  crs,
  subject: 'zones',
  files: [],
};

beforeAll(async () => {
  const next = seeded(7);
  const raster = async (name: keyof typeof rasters, values: () => number) => {
    const path = join(folder, `${name}.tif`);
    const band = Float32Array.from({ length: width * height }, values);
    await writeGeoTiff(path, { grid, bands: [band], nodata: -1 });
    rasters[name] = openScene([path]);
  };
  await raster('codes', () => next(6));
  await raster('rain', () => (next(50) === 0 ? -1 : 800 + next(400) / 7));
  await raster('evaporation', () => 300 + next(100) / 3);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => pool.close());

const areas = (threads: RasterPool | null, signal?: AbortSignal) =>
  coverAreas(rasters.codes, placeZones(zones, grid), threads, { signal });

const water = async (threads: RasterPool | null, signal?: AbortSignal) => {
  const { rain, evaporation } = rasters;
  const { regions, whole } = await assessServices(
    {
      kind: 'water',
      sources: { P: { scene: rain }, ET: { scene: evaporation }, R: { value: 100.5 } },
      types: null,
      zones,
    },
    threads,
    { signal },
  );
  return { regions, whole };
};

describe.each([
  ['areas of land cover', areas],
  ['ecosystem services', water],
])('%s', (_, run) => {
  it('are the same to the last digit in a thread of the pool, and this thread reads nothing then', async () => {
    const here = await run(null);
    const read = vi.spyOn(SceneReader.prototype, 'readWindow');
    expect(await run(pool)).toEqual(here);
    expect(read).not.toHaveBeenCalled();
  });

  it('can be cancelled', async () => {
    const stop = new AbortController();
    const going = run(pool, stop.signal);
    setImmediate(() => stop.abort());
    await expect(going).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('land cover of a zone', () => {
  it('has the area of the zone, of which what lies beside the raster is without data', async () => {
    // The shoelace formula over the corners, in km² of the map.
    const [inside, leaving] = corners.map(
      ([[ax, ay], [bx, by], [cx, cy]]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2e6,
    );
    const [one, two] = await areas(pool);
    // Lengths on the map are 0.9996 of those on the ground at the meridian of the zone, and 0.9996 to 1.0002 nearby.
    expect(one.areaKm2 / inside).toBeCloseTo(1 / 0.9996 ** 2, 4);
    expect(two.areaKm2 / leaving).toBeCloseTo(1 / 0.9996 ** 2, 4);
    expect(one.nodataKm2).toBeCloseTo(0, 9);
    expect(two.nodataKm2).toBeGreaterThan(0);
    const coded = [...two.byCode.values()].reduce((a, b) => a + b, 0);
    expect(coded + two.nodataKm2).toBeCloseTo(two.areaKm2, 9);
    expect([...one.byCode.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
