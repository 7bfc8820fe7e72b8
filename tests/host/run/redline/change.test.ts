import type { LedgerOutline } from '#host/run/redline/find-change-patches.ts';
import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultChangeOptions, type ChangeOptions } from '#core/redline/change-options.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Affine } from '#core/grid/grid.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { redlineClassRaster } from '#host/run/class-raster.ts';
import { planOfResult } from '#host/run/redline/plan-change.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/host/products/scene.ts';

const { folder, clean } = temporaryFolder();
afterAll(clean);

const utm50 = crsFromEpsg(32650)!;
const utm49 = crsFromEpsg(32649)!;
const [left, top] = [500_000, 3_600_000];
/** Longer than a window of the registration, so that it has texture to match. */
const side = 160;

const texture = (x: number, y: number) =>
  Math.sin(x / 3.1) + Math.sin(y / 4.3) + Math.sin((x + y) / 5.7) + Math.cos((x - 2 * y) / 7.9);

/** Red and near infrared at the middle of each pixel of a grid, in metres right of and below the corner. */
async function scene(
  name: string,
  at: (x: number, y: number) => [number, number],
  { affine = [left, 20, 0, top, 0, -20] as Affine, size = side, scale = 0.0001, offset = 0 } = {},
) {
  const bands = [0, 1].map(() => new Uint16Array(size * size));
  for (let i = 0; i < size * size; i++) {
    const x = affine[0] + (i % size) * affine[1] + affine[1] / 2 - left;
    const y = top - (affine[3] + Math.floor(i / size) * affine[5] + affine[5] / 2);
    at(x / 20, y / 20).forEach((v, b) => (bands[b][i] = Math.round((v - offset) / scale)));
  }
  const path = join(folder, name);
  await writeGeoTiff(path, { grid: { width: size, height: size, affine, crs: utm50 }, bands, nodata: 0 });
  return openScene([path], { bands: { R: 1, N: 2 }, scale, offset });
}

const green = (x: number, y: number): [number, number] => [0.05, 0.4 + 0.02 * texture(x, y)];
const bare = (x: number, y: number): [number, number] => [0.25, 0.3 + 0.01 * texture(x, y)];
const inBox = (x: number, y: number) => x >= 40 && x < 50 && y >= 40 && y < 60;

/** Pixels c0–c1 × r0–r1 as a zone. */
const zone = (name: string, c0: number, r0: number, c1: number, r1: number) => ({
  name,
  geometry: [[[[c0, r0], [c1, r0], [c1, r1], [c0, r1], [c0, r0]].map(([c, r]) => [left + c * 20, top - r * 20])]], // prettier-ignore
  attributes: {},
});

const matter = (
  before: ReturnType<typeof openScene>,
  after: ReturnType<typeof openScene>,
  zones: ReturnType<typeof zone>[],
) => ({ before, after, zones: { zones, crs: utm50, subject: 'zones', files: [] } });

const run = async (
  before: ReturnType<typeof openScene>,
  after: ReturnType<typeof openScene>,
  zones: ReturnType<typeof zone>[],
  options: Partial<ChangeOptions> = {},
) => {
  const asked = { ...defaultChangeOptions, clouds: 'none' as const, ...options };
  return (await assessRedline(matter(before, after, zones), asked, null, null)).result;
};

describe('a redline assessment', () => {
  it('follows a patch beyond the zone and says how much of it lies inside', async () => {
    const before = await scene('b1.tif', green);
    const after = await scene('a1.tif', (x, y) => (inBox(x, y) ? bare(x, y) : green(x, y)));
    // The box is 10 × 20 pixels; the first zone holds its left half, the second a quarter.
    const zones = [zone('A', 10, 10, 45, 100), zone('B', 45, 10, 100, 50)];
    const result = await run(before, after, zones);
    expect(result.patches).toHaveLength(1);
    const [patch] = result.patches;
    expect(patch).toMatchObject({ zone: 'A', pixels: 200, direction: 'loss' });
    expect(patch.areaM2 / (200 * 400)).toBeCloseTo(1, 2);
    expect(patch.overlapM2 / patch.areaM2).toBeCloseTo(0.75, 4);
    expect(patch.overlaps.map(o => o.areaM2 / patch.areaM2)).toEqual([
      expect.closeTo(0.5, 4),
      expect.closeTo(0.25, 4),
    ]);
    expect(result.zones.map(z => z.lossAreaM2 / patch.areaM2)).toEqual([
      expect.closeTo(0.5, 4),
      expect.closeTo(0.25, 4),
    ]);
    expect(result.zones.map(z => z.patchCount)).toEqual([1, 0]);
    expect(result.coregistration!.shiftPx).toBeLessThan(0.1);
    expect(result.recipe.warnings.join()).not.toContain('beside the first');
    // The map shows what lies in the zones, whoever reads it.
    const shown = async (pool: RasterPool | null) => {
      const plan = planOfResult(matter(before, after, zones), result);
      return (await redlineClassRaster(plan, { threshold: result.threshold, pool })).pixels;
    };
    const pool = new RasterPool(2);
    const pixels = await shown(null);
    expect(pixels.filter(p => p === 2)).toHaveLength(150);
    expect(pixels.filter(p => p === 1)).toHaveLength(35 * 90 + 55 * 40 - 150);
    expect(await shown(pool)).toEqual(pixels);
    await pool.close();
  });

  it('tells vegetation of both dates over the same pixels', async () => {
    // Flat ground: NDVI (0.4 − 0.1) / 0.5 = 0.6 and, in the box, 0; on the second date 0.5 and nothing seen in the box.
    const before = await scene('b-same.tif', (x, y) => (inBox(x, y) ? [0.2, 0.2] : [0.1, 0.4]));
    const after = await scene('a-same.tif', (x, y) => (inBox(x, y) ? [0, 0] : [0.1, 0.3]));
    const zones = [zone('A', 30, 30, 60, 70)];
    const found = (await run(before, after, zones, { fvcEndmembers: { soil: 0, vegetation: 1 } })).zones[0];
    expect(found.before.ndviMean).toBeCloseTo(0.6, 6);
    expect(found.after.ndviMean).toBeCloseTo(0.5, 6);
    expect(found.ndviChange).toBeCloseTo(-0.1, 6);
    expect(found.before.fvcMean).toBeCloseTo(0.6, 6);
    expect(found.fvcChange).toBeCloseTo(found.after.fvcMean! - found.before.fvcMean!, 12);
    // 10 × 20 of 30 × 40 pixels.
    expect(found.comparedAreaKm2 / found.areaKm2).toBeCloseTo(1 - 200 / 1200, 4);
    expect(found.before.validShare).toBe(1);
  });

  it('keeps the end members of a study area, whatever zones there are', async () => {
    const before = await scene('b-kept.tif', green);
    const after = await scene('a-kept.tif', (x, y) => (x < 80 ? green(x, y) : bare(x, y)));
    const [one, other] = [zone('A', 10, 10, 60, 60), zone('B', 90, 10, 150, 60)];
    const cover = async (zones: ReturnType<typeof zone>[], options: Partial<ChangeOptions> = {}) => {
      const result = await run(before, after, zones, options);
      return { fvc: result.zones[0].after.fvcMean!, recipe: result.recipe.parameters };
    };
    const kept = { fvcEndmembers: { soil: 0.05, vegetation: 0.86 } };
    const [alone, both] = [await cover([one], kept), await cover([one, other], kept)];
    expect(both.fvc).toBeCloseTo(alone.fvc, 12);
    expect(alone.recipe).toMatchObject({
      endmembers: kept.fvcEndmembers,
      endmemberRule: 'given',
      fvcEndmembers: kept.fvcEndmembers,
    });
    // Of the zones, they move with them.
    expect((await cover([one, other])).fvc).not.toBeCloseTo((await cover([one])).fvc, 2);
    await expect(cover([one], { fvcEndmembers: { soil: 0.9, vegetation: 0.1 } })).rejects.toThrow('below');
  });

  it('tells gain from loss, by number or by Otsu', async () => {
    const before = await scene('b2.tif', (x, y) => (inBox(x, y) ? bare(x, y) : green(x, y)));
    const after = await scene('a2.tif', green);
    const zones = [zone('A', 10, 10, 100, 100)];
    expect((await run(before, after, zones)).patches).toEqual([]);
    const both = await run(before, after, zones, { direction: 'both', threshold: 0.3 });
    expect(both.patches.map(p => [p.direction, p.pixels])).toEqual([['gain', 200]]);
    const otsu = await run(before, after, zones, { direction: 'gain', threshold: 'otsu' });
    expect(otsu.patches.map(p => p.pixels)).toEqual([200]);
    expect(otsu.threshold).toBeGreaterThan(0.05);
    const vector = await run(before, after, zones, { method: 'vector', layers: ['R', 'N'], threshold: 0.15 });
    expect(vector.patches.map(p => [p.direction, p.pixels])).toEqual([['change', 200]]);
    // |(0.25 − 0.05, 0.3 − 0.4)| ≈ 0.224
    expect(vector.patches[0].meanChange).toBeCloseTo(Math.hypot(0.2, 0.1), 1);
  });

  it('notices half a pixel between the dates and warns above it', async () => {
    const before = await scene('b3.tif', green);
    const after = await scene('a3.tif', (x, y) => green(x - 0.5, y - 0.3));
    const result = await run(before, after, [zone('A', 10, 10, 150, 150)]);
    expect(result.coregistration).toMatchObject({ dx: expect.closeTo(0.5, 1), dy: expect.closeTo(0.3, 1) });
    expect(result.coregistration!.shiftM! / (20 * Math.hypot(0.5, 0.3))).toBeCloseTo(1, 1);
    expect(result.recipe.warnings.join()).toMatch(
      /0\.5\d pixels \(1\d\.\d m\) beside the first, more than 0\.5/,
    );
  });

  it('refuses another grid until somebody says how, and then finds the same', async () => {
    const before = await scene('b4.tif', green);
    const finer: Affine = [left - 7, 10, 0, top + 3, 0, -10];
    const after = await scene('a4.tif', (x, y) => (inBox(x, y) ? bare(x, y) : green(x, y)), {
      affine: finer,
      size: 340,
    });
    const zones = [zone('A', 10, 10, 100, 100)];
    await expect(run(before, after, zones)).rejects.toMatchObject({
      code: 'grids-differ',
      message: expect.stringContaining('nearest, bilinear, cubic, average'),
    });
    for (const align of ['nearest', 'bilinear', 'cubic', 'average'] as const) {
      const result = await run(before, after, zones, { align, threshold: 0.3 });
      expect(result.patches, align).toHaveLength(1);
      expect(Math.abs(result.patches[0].pixels - 200), align).toBeLessThanOrEqual(20);
      expect(result.recipe.parameters.alignment).toBe(`second date on the grid of the first by ${align}`);
      expect(result.coregistration!.shiftPx!, align).toBeLessThan(0.4);
    }
    await expect(run(before, after, zones, { align: 'mode' })).rejects.toThrow('commonest value');
  });

  it('lays a date of another zone of UTM on the first one', async () => {
    const before = await scene('b5.tif', green);
    const path = join(folder, 'a5.tif');
    // Nearly the same ground in UTM 49: only that it meets matters here, no value is compared.
    const grid = {
      width: 400,
      height: 400,
      affine: [1_062_000, 20, 0, 3_618_000, 0, -20] as Affine,
      crs: utm49,
    };
    const bands = [500, 4000].map(dn => new Uint16Array(400 * 400).fill(dn));
    await writeGeoTiff(path, { grid, bands, nodata: 0 });
    const after = openScene([path], { bands: { R: 1, N: 2 }, scale: 0.0001, offset: 0 });
    const result = await run(before, after, [zone('A', 10, 10, 100, 100)], { align: 'bilinear' });
    expect(result.zones[0].comparedAreaKm2 / result.zones[0].areaKm2).toBeGreaterThan(0.99);
    expect(result.zones[0].after.ndviMean).toBeCloseTo((0.4 - 0.05) / 0.45, 3);
  });

  it('takes out a difference of brightness by unchanged pixels', async () => {
    const before = await scene('b6.tif', (x, y) => [
      0.05 + 0.02 * Math.abs(texture(y, x)),
      0.4 + 0.02 * texture(x, y),
    ]);
    const after = await scene('a6.tif', (x, y) => {
      const [r, n] = inBox(x, y)
        ? bare(x, y)
        : [0.05 + 0.02 * Math.abs(texture(y, x)), 0.4 + 0.02 * texture(x, y)];
      return [r * 1.4 + 0.03, n * 0.7 + 0.01];
    });
    const zones = [zone('A', 10, 10, 100, 100)];
    const raw = await run(before, after, zones, { threshold: 0.2 });
    expect(raw.zones[0].lossAreaM2).toBeGreaterThan(10 * 200 * 400);
    const result = await run(before, after, zones, { threshold: 0.2, normalise: 'linear' });
    const fits = Object.fromEntries(result.fits!.map(f => [f.layer, f]));
    // first = (second − 0.03) / 1.4
    expect(fits.R.gain).toBeCloseTo(1 / 1.4, 2);
    expect(fits.R.offset).toBeCloseTo(-0.03 / 1.4, 2);
    expect(fits.N.gain).toBeCloseTo(1 / 0.7, 1);
    expect(result.patches.map(p => p.pixels)).toEqual([200]);
  });

  it('compares land cover by class, with names for every code', async () => {
    const cover = async (name: string, code: (c: number, r: number) => number) => {
      const codes = Uint8Array.from({ length: side * side }, (_, i) => code(i % side, Math.floor(i / side)));
      const path = join(folder, name);
      await writeGeoTiff(path, {
        grid: { width: side, height: side, affine: [left, 20, 0, top, 0, -20], crs: utm50 },
        bands: [codes],
        nodata: 0,
      });
      return openScene([path], {});
    };
    const before = await cover('b7.tif', c => (c < 80 ? 11 : 51));
    const after = await cover('a7.tif', (c, r) => (inBox(c, r) ? 61 : c < 80 ? 11 : c < 90 ? 31 : 51));
    const zones = [zone('A', 0, 0, 100, 100)];
    const classes = { method: 'classes', threshold: 0 } as const;
    await expect(run(before, after, zones, classes)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('legend that names the land-cover codes 11, 31, 51, 61'),
    });
    const legend = { 11: '阔叶林', 51: '耕地', 61: '居住地' };
    const result = await run(before, after, zones, { ...classes, legend });
    expect(result.recipe.warnings.join()).toContain('no name for the land-cover codes 31');
    expect(result.patches.map(p => [p.transition, p.pixels])).toEqual([
      [[51, 31], 10 * 100 + 10 * 60],
      [[11, 61], 200],
    ]);
    const [zoneA] = result.zones;
    const share = (from: number, to: number) =>
      zoneA.transitions!.find(t => t.from === from && t.to === to)!.areaM2 / (zoneA.areaKm2 * 1e6);
    expect(share(11, 61)).toBeCloseTo(200 / 10_000, 5);
    expect(share(51, 31)).toBeCloseTo(1000 / 10_000, 5);
    expect(share(11, 11)).toBeCloseTo(7800 / 10_000, 5);
    const wanted = await run(before, after, zones, { ...classes, legend, transitions: [[11, 61]] });
    expect(wanted.patches.map(p => p.transition)).toEqual([[11, 61]]);
    await expect(run(before, after, zones, { ...classes, legend, normalise: 'linear' })).rejects.toThrow(
      'normalised',
    );
  });

  it('knows a patch again, and does not call gone what clouds hide', async () => {
    const before = await scene('b8.tif', green);
    const after = await scene('a8.tif', (x, y) => (inBox(x, y) ? bare(x, y) : green(x, y)));
    const zones = [zone('A', 10, 10, 100, 100)];
    const options = { ...defaultChangeOptions, clouds: 'none' as const };
    const against = async (date: typeof after, ledger: LedgerOutline[]) =>
      (await assessRedline(matter(before, date, zones), options, ledger, null)).result;
    const first = await against(after, []);
    expect(first.patches[0].track).toMatchObject({ trend: 'new', ledgerId: null });
    const [{ geometry, areaM2 }] = first.patches;
    const far = await scene('a9.tif', (x, y) =>
      x >= 80 && x < 90 && y >= 80 && y < 90 ? bare(x, y) : green(x, y),
    );
    const known = { ledgerId: 5, number: 'TB-5', zone: 'A', areaM2: areaM2 / 2, geometry };
    const again = await against(after, [known]);
    expect(again.patches[0].track).toMatchObject({ trend: 'grown', number: 'TB-5', ledgerId: 5 });
    expect(again.patches[0].track!.commonM2 / areaM2).toBeCloseTo(1, 6);
    const gone = await against(far, [{ ...known, areaM2 }]);
    expect(gone.patches[0].track!.trend).toBe('new');
    expect(gone.gone).toMatchObject([{ number: 'TB-5', mergedInto: null }]);
    const elsewhere = await against(far, [{ ...known, areaM2, zone: 'B' }]);
    expect(elsewhere.gone).toEqual([]);
  });
});

const pucallpa = join(sharedData, '03_series_qa/pucallpa_landsat_1985_2020');
// Two odd quadrangles in degrees; expected numbers by rasterio, shapely and scipy.ndimage (exact cover by polygon
// intersection, area of latitude bands, label, binary_closing with a cross, binary_fill_holes).
describe.skipIf(!existsSync(pucallpa))('Pucallpa 1985 and 2020 (needs ../shared/data)', () => {
  const [l, b, w, h] = [-74.72249415376068, -8.586905969370095, 0.5635131777281756, 0.304798375906634];
  const quadrangle = (name: string, x0: number, y0: number, x1: number, y1: number) => ({
    name,
    geometry: [[[[x0, y0], [x1, y0], [x1 - 0.07, y1], [x0, y1 - 0.05], [x0, y0]].map(([x, y]) => [l + x * w, b + y * h])]], // prettier-ignore
    attributes: {},
  });
  const zones = [quadrangle('A', 0.1, 0.1, 0.5, 0.6), quadrangle('B', 0.5, 0.3, 0.93, 0.9)];
  const open = (year: number) => openScene([`${pucallpa}/${year}.tif`], { bands: { R: 3, N: 4 } });

  it('have the gained and lost areas and the patches of another computation', async () => {
    const cleaning = { sievePixels: 3, closingPixels: 1, fillHolesM2: 50_000, minPatchM2: 20_000 };
    const set = { zones, crs: crsFromEpsg(4326)!, subject: 'zones', files: [] };
    const { result } = await assessRedline(
      { before: open(1985), after: open(2020), zones: set },
      { ...defaultChangeOptions, ...cleaning, threshold: 0.2, direction: 'both' },
      null,
      null,
    );
    expect(result.zones.map(z => z.lossAreaM2)).toEqual([
      expect.closeTo(9340473.944, 2),
      expect.closeTo(10070540.244, 2),
    ]);
    expect(result.zones.map(z => z.gainAreaM2)).toEqual([
      expect.closeTo(9824432.574, 2),
      expect.closeTo(33028051.497, 2),
    ]);
    const sums = (direction: string) => {
      const patches = result.patches.filter(p => p.direction === direction);
      return [
        patches.length,
        patches.reduce((s, p) => s + p.areaM2, 0),
        patches.reduce((s, p) => s + p.overlapM2, 0),
      ];
    };
    expect(sums('loss')).toEqual([83, expect.closeTo(45160699.256, 2), expect.closeTo(18418551.572, 2)]);
    expect(sums('gain')).toEqual([95, expect.closeTo(57952295.364, 2), expect.closeTo(40036514.846, 2)]);
  });
});
