import { describedSceneSchema } from '#core/recipe/recipe.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projectPolygons } from '#core/zones/project.ts';
import { seriesParts } from '#host/run/series/catalogue-series.ts';
import { runSeries } from '#host/run/series/run-series.ts';
import { seriesResult } from '#host/run/series/series-result.ts';
import { seriesFrame } from '#host/run/series/series-frame.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const scenes = join(folder, 'scenes');
const pool = new RasterPool(2);
let catalogue: Catalogue;
let seriesId = 0;

/** So many of the twelve pixels are bloom; all pixels lie in the zone. */
const withBloom = (date: string, count: number) =>
  writeSmallScene(scenes, Array.from({ length: 12 }, (_, i) => (i < count ? 3000 : 500)), `lake_${date}.tif`); // prettier-ignore
const clouded = (date: string) => writeSmallScene(scenes, new Array<number>(12).fill(0), `lake_${date}.tif`);

beforeAll(async () => {
  catalogue = await openCatalogue(join(folder, 'workspace'), { create: true });
  const outline = [[[[500000, 3600000], [500040, 3600000], [500040, 3599970], [500000, 3599970], [500000, 3600000]]]]; // prettier-ignore
  const geometry = projectPolygons(outline, 'lake', crsFromEpsg(32650)!, cgcs2000, 1e-9);
  const [zone] = catalogue.zones.import('li', {
    set: 'lakes',
    kind: 'lake',
    zones: [{ name: '小湖', geometry, attributes: {} }],
  });
  await withBloom('20240601', 0);
  await withBloom('20240605', 2);
  await clouded('20240609');
  seriesId = catalogue.series.add('li', {
    name: '小湖 NDVI',
    folder: scenes,
    zoneIds: [zone.id],
    options: { index: 'NDVI', mask: { clouds: 'auto' }, threshold: 0 },
  }).id;
});
afterAll(async () => {
  catalogue.close();
  await pool.close();
});

/** Scenes that a run had to go through. */
async function run() {
  let total = 0;
  const result = await runSeries(catalogue, pool, 'li', seriesId, { onProgress: (_, all) => (total = all) });
  return { result, total };
}

describe('a series of the catalogue', () => {
  it('goes through every scene once', async () => {
    const { result, total } = await run();
    expect(total).toBe(3);
    expect(result.series.map(d => [d.date, d.zones[0].bloomShare])).toEqual([
      ['2024-06-01', 0],
      ['2024-06-05', expect.closeTo(2 / 12, 6)],
      ['2024-06-09', null],
    ]);
    expect((await run()).total).toBe(0);
  });

  it('costs one scene for a new date, and again the one whose file changed', async () => {
    await withBloom('20240613', 5);
    expect((await run()).total).toBe(1);
    await withBloom('20240605', 3);
    const { result, total } = await run();
    expect(total).toBe(1);
    expect(result.series[1].zones[0].bloomShare).toBeCloseTo(3 / 12, 6);
  });

  it('keeps the reason of a file that cannot be read, and goes on', async () => {
    writeFileSync(join(scenes, 'lake_20240617.tif'), 'no picture');
    const { result } = await run();
    expect(result.skipped).toEqual([{ scene: 'lake_20240617.tif', message: expect.any(String) as string }]);
    expect(catalogue.series.get(seriesId)).toMatchObject({ scenes: 4, skipped: 1, last: '2024-06-13' });
  });

  it('keeps what is done when it is cancelled, and goes on from there', async () => {
    const again = catalogue.series.add('li', { ...catalogue.series.get(seriesId), name: 'again' }).id;
    const stop = new AbortController();
    const cancelled = runSeries(catalogue, pool, 'li', again, {
      signal: stop.signal,
      onProgress: done => done === 2 && stop.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const kept = catalogue.series.entries(again).length;
    expect(kept).toBeGreaterThanOrEqual(2);
    let left = 0;
    const result = await runSeries(catalogue, pool, 'li', again, { onProgress: (_, all) => (left = all) });
    expect(left).toBe(5 - kept);
    expect(result.series).toHaveLength(4);
    catalogue.series.remove('li', again);
    expect(catalogue.series.list().map(s => s.id)).toEqual([seriesId]);
  });

  it('shows a date as a small picture', async () => {
    const rows = catalogue.series
      .entries(seriesId)
      .flatMap(e => (e.row?.date === '2024-06-13' ? [e.row] : []));
    const { folder: place, zoneIds, options: kept } = catalogue.series.get(seriesId);
    const { zones, options } = seriesParts(catalogue, zoneIds, kept);
    const frame = await seriesFrame(pool, place, zones, options, rows);
    expect([frame.width, frame.height]).toEqual([4, 3]);
    expect([...frame.bytes]).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe('its warnings', () => {
  const shown = () =>
    catalogue.warnings
      .list(seriesId)
      .map(w => [w.rule, w.since, w.until, w.holds, w.state])
      .sort();

  it('are issued once, however often the series runs', () => {
    // P 0, 3/12, none, 5/12: grade Ⅲ and more from 5 June on, a rise on the 5th and the 13th, above 30 % on the 13th.
    expect(shown()).toEqual([
      ['grade-reached', '2024-06-05', '2024-06-13', true, 'issued'],
      ['grade-rises', '2024-06-05', '2024-06-13', true, 'issued'],
      ['share-above', '2024-06-13', '2024-06-13', true, 'issued'],
    ]);
  });

  it('go from issued to verified to lifted, each with who and why', async () => {
    const { id } = catalogue.warnings.list(seriesId).find(w => w.rule === 'grade-reached')!;
    catalogue.warnings.set('wang', id, 'verified', '现场核实有水华');
    expect(() => catalogue.warnings.set('wang', id, 'issued', 'x')).toThrow('cannot become');
    await withBloom('20240621', 0);
    await run();
    expect(shown()).toEqual([
      ['grade-reached', '2024-06-05', '2024-06-13', false, 'verified'],
      ['grade-rises', '2024-06-05', '2024-06-13', false, 'issued'],
      ['share-above', '2024-06-13', '2024-06-13', false, 'issued'],
    ]);
    const lifted = catalogue.warnings.set('wang', id, 'lifted', '水华消退');
    expect(lifted.history.map(h => [h.state, h.who, h.why])).toEqual([
      ['issued', 'li', ''],
      ['verified', 'wang', '现场核实有水华'],
      ['lifted', 'wang', '水华消退'],
    ]);
    expect(catalogue.journal.list({ limit: 1 })[0]).toMatchObject({ table: 'bloom_warning', who: 'wang' });
    expect(catalogue.journal.verify().ok).toBe(true);
  });

  it('take the densities of sites inside the zone', async () => {
    const [[[corner, , opposite]]] = catalogue.zones.list()[0].geometry;
    const [lon, lat] = [(corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2];
    const site = catalogue.sites.add('li', { name: 'S1', kind: 'section', lon, lat });
    const outside = catalogue.sites.add('li', { name: 'S2', kind: 'section', lon: lon + 1, lat });
    for (const { id } of [site, outside])
      catalogue.observations.add('li', {
        siteId: id,
        time: '2024-06-20',
        values: [{ parameter: 'algal-density', value: 2.5e7 }],
      });
    await run();
    const dense = catalogue.warnings.list(seriesId).filter(w => w.rule === 'density-above');
    expect(dense.map(w => w.evidence)).toEqual([[{ site: 'S1', date: '2024-06-20', cellsPerLitre: 2.5e7 }]]);
  });
});

describe('its scenes', () => {
  it('applies the hand corrections of the same files, and again when they change', async () => {
    const scene = catalogue.scenes.add('li', openScene([join(scenes, 'lake_20240601.tif')]), null);
    // Three whole columns of the four: nine of twelve pixels.
    const [west, north, ring] = [500000, 3600000, [[0, 0], [30, 0], [30, -30], [0, -30], [0, 0]]]; // prettier-ignore
    const outline = [[ring.map(([x, y]) => [west + x, north + y])]];
    const correction = catalogue.corrections.add('li', scene.id, {
      action: 'bloom',
      note: '现场可见藻席',
      tool: 'polygon',
      geometry: projectPolygons(outline, 'mat', crsFromEpsg(32650)!, cgcs2000, 1e-9),
    });
    const { result, total } = await run();
    expect(total).toBe(1);
    const [first] = result.series;
    expect(first.zones[0].bloomShare).toBeCloseTo(9 / 12, 6);
    expect(first.zones[0].corrections).toMatchObject({ count: 1, removedKm2: 0 });
    const { scenes: told } = result.recipe.parameters as {
      scenes: { name: string; corrections?: unknown[] }[];
    };
    expect(told.flatMap(s => (s.corrections ? [s.name] : []))).toEqual(['lake_20240601']);
    const { folder: place, zoneIds, options: kept } = catalogue.series.get(seriesId);
    const { zones, options } = seriesParts(catalogue, zoneIds, kept);
    const rows = catalogue.series
      .entries(seriesId)
      .flatMap(e => (e.row?.date === '2024-06-01' ? [e.row] : []));
    const frame = await seriesFrame(pool, place, zones, options, rows);
    expect([...frame.bytes].filter(b => b === 2)).toHaveLength(9);

    catalogue.corrections.remove('li', [correction.id]);
    const again = await run();
    expect(again.total).toBe(1);
    expect(again.result.series[0].zones[0].bloomShare).toBe(0);
    expect((await run()).total).toBe(0);
  });

  it('says that Sentinel-2 dates with different offsets may not be comparable', async () => {
    const { folder: place, zoneIds, options: kept } = catalogue.series.get(seriesId);
    const { zones, options } = seriesParts(catalogue, zoneIds, kept);
    const rows = catalogue.series.entries(seriesId).flatMap(e => (e.row ? [e.row] : []));
    const [a, b, ...others] = rows.map(row => ({ ...row, sensor: 'sentinel-2-l2a' }));
    const described = (bands: [string, number][]) =>
      describedSceneSchema.parse({
        name: 'S2',
        bands: bands.map(([role, offset], i) => ({
          band: i + 1,
          role,
          nodata: null,
          scale: 1,
          offset,
          source: '',
        })),
      });
    const unknown = 'Sentinel-2 processing baseline unknown: …';
    const mixed = [
      { ...a, warnings: [unknown], described: described([['R', 0]]) },
      { ...b, described: described([['N', 0], ['R', -0.1]]) },
      ...others,
    ]; // prettier-ignore
    const parts = { folder: place, zones, options, skipped: [] };
    const told = async (of: typeof rows) => (await seriesResult({ ...parts, rows: of })).recipe.warnings;
    expect(await told(mixed)).toContainEqual(expect.stringMatching(/different offsets .* -0\.1/));
    expect(await told(rows)).not.toContainEqual(expect.stringContaining('different offsets'));
  });
});
