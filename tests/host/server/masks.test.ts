import { read as readWorkbook } from '@e965/xlsx';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import { reasonCode } from '#core/bands/validity.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
const utm = crsFromEpsg(32650)!;
const side = 300;
const [left, top, pixel] = [500_000, 3_500_000, 10];
let host: Host;
let cookie = '';

const rect = (c0: number, r0: number, c1: number, r1: number): MultiPolygon => {
  const [x0, x1, y0, y1] = [left + c0 * pixel, left + c1 * pixel, top - r1 * pixel, top - r0 * pixel];
  return projectPolygons([[[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]]], 'rect', utm, cgcs2000, 1e-9); // prettier-ignore
};

async function call(name: string, input: unknown): Promise<Record<string, never>> {
  const answer = await fetch(`${host.origin}/api/${name}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as Record<string, never>;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body;
}

beforeAll(async () => {
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>window</title>');
  // Two patches of bloom over several tiles of 256: an L of columns 240–259, rows 10–269 with a foot, and one that
  // touches it
  // by a corner only.
  const bloom = (col: number, row: number) =>
    (col >= 240 && col < 260 && row >= 10 && row < 270) ||
    (col >= 200 && col < 240 && row >= 250 && row < 270) ||
    (col >= 260 && col < 270 && row >= 270 && row < 280);
  const band = (water: number, algae: number) =>
    Uint16Array.from({ length: side * side }, (_, i) =>
      bloom(i % side, Math.floor(i / side)) ? algae : water,
    );
  await writeGeoTiff(join(folder, 'data', 'lake.tif'), {
    grid: { width: side, height: side, affine: [left, pixel, 0, top, 0, -pixel], crs: utm },
    bands: [band(300, 400), band(200, 1600)],
    nodata: 0,
  });
  writeFileSync(
    join(folder, 'data', 'lake.geojson'),
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { name: 'lake' }, geometry: { type: 'MultiPolygon', coordinates: rect(0, 0, 300, 260) } },
      ],
    }), // prettier-ignore
  );
  host = await startHost({
    workspace: join(folder, 'workspace'),
    create: true,
    rendererFolder,
    allow: [join(folder, 'data')],
  });
  const login = await fetch(host.url, { redirect: 'manual' });
  cookie = login.headers.get('set-cookie')!.split(';')[0];
});
afterAll(() => host.close());

describe('masks and corrections over the contract', () => {
  it('a mask is prepared for tiles and the read-out; the numbers of the same mask agree with its pixels', async () => {
    const scene = await call('scene.open', {
      paths: [join(folder, 'data', 'lake.tif')],
      options: { bands: { R: 1, N: 2 }, scale: 0.0001, offset: 0 },
    });
    const sceneId = scene.id as number;
    const zones = await call('zones.import', {
      path: join(folder, 'data', 'lake.geojson'),
      set: 'a',
      kind: 'lake',
    });
    const zoneIds = (zones.zones as { id: number }[]).map(z => z.id);
    const mask = { clouds: 'none', shoreBufferM: 97 };
    const { maskId } = await call('mask.prepare', { sceneId, zoneIds, mask });
    expect(maskId).toMatch(/^[0-9a-f]{24}$/);
    expect((await call('mask.prepare', { sceneId, zoneIds, mask: { clouds: 'none' } })).maskId).toBe('none');

    const at = (col: number, row: number) => ({
      x: left + (col + 0.5) * pixel,
      y: top - (row + 0.5) * pixel,
    });
    const reason = async (col: number, row: number) =>
      (await call('scene.probe', { sceneId, ...at(col, row), mask: maskId })).reason as string;
    // Column 9 is 95 m from the shore, column 10 is 105 m away; the zone ends at row 260.
    expect(await reason(9, 100)).toBe('shore');
    expect(await reason(10, 100)).toBe('valid');
    expect(await reason(100, 250)).toBe('shore');

    let counted = 0;
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      // The finest level that holds the scene in 2 × 2 tiles is found by asking; level 1 is full resolution here.
      const answer = await fetch(`${host.origin}/tiles/${sceneId}/1/${x}/${y}?layers=R,N&mask=${maskId as string}`, { headers: { cookie } }); // prettier-ignore
      expect(answer.status).toBe(200);
      const pixels = new Float32Array(await answer.arrayBuffer());
      for (let i = 2; i < pixels.length; i += 3) if (pixels[i] === reasonCode.shore) counted++;
    }
    const tally = await call('bloom.tally', { sceneId, zoneIds, index: 'NDVI', mask });
    const [zone] = tally.zones as { areaKm2: number; areaByReasonKm2: Record<string, number> }[];
    const inZone = Math.round((zone.areaByReasonKm2.shore / zone.areaKm2) * 300 * 260);
    // 300 × 260 without 280 × 240: centres 5 … 95 m from the shore are ten pixels on each side. Outside of the zone
    // (rows
    // 260–269) another ten rows lie near the shore, which only pictures show.
    expect(inZone).toBe(300 * 260 - 280 * 240);
    expect(counted).toBe(inZone + 300 * 10);

    const unknown = await fetch(`${host.origin}/tiles/${sceneId}/0/0/0?layers=R&mask=${'0'.repeat(24)}`, {
      headers: { cookie },
    });
    expect(unknown.status).toBe(404);
  });

  it('the patch under a click is taken whole, over tiles, four-connected, within the zones', async () => {
    const question = {
      sceneId: 1,
      index: 'NDVI',
      mask: { clouds: 'none' },
      threshold: 0,
      x: left + 2405,
      y: top - 105,
    };
    const all = await call('corrections.connected', { ...question, zoneIds: [] });
    expect(all.pixels).toBe(20 * 260 + 40 * 20);
    const inside = await call('corrections.connected', { ...question, zoneIds: [1] });
    // The zone ends at row 260.
    expect(inside.pixels).toBe(20 * 250 + 40 * 10);
    await expect(call('corrections.connected', { ...question, zoneIds: [1], x: left + 50 })).rejects.toThrow(/no bloom/); // prettier-ignore

    // Saved as a correction it takes exactly those pixels out of the bloom.
    const before = await call('bloom.tally', {
      sceneId: 1,
      zoneIds: [1],
      index: 'NDVI',
      mask: { clouds: 'none' },
    });
    const added = await call('corrections.add', {
      sceneId: 1,
      correction: { action: 'clear', note: 'reed', tool: 'connected', geometry: inside.geometry },
    });
    expect((added.areaM2 as number) / (20 * 250 + 40 * 10) / 100).toBeCloseTo(1, 2);
    const after = await call('bloom.tally', {
      sceneId: 1,
      zoneIds: [1],
      index: 'NDVI',
      mask: { clouds: 'none' },
    });
    const zoneOf = (tally: Record<string, never>) =>
      (
        tally.zones as { areaKm2: number; areaByReasonKm2: Record<string, number>; areaKm2ByBin: number[] }[]
      )[0];
    const bloomKm2 = (tally: Record<string, never>) =>
      zoneOf(tally)
        .areaKm2ByBin.slice(1000)
        .reduce((a, b) => a + b);
    const onePixel = zoneOf(before).areaKm2 / (300 * 260);
    expect(bloomKm2(before) / onePixel).toBeCloseTo(5400, 0);
    expect(bloomKm2(after)).toBe(0);
    expect(zoneOf(after).areaByReasonKm2['hand-clear'] / onePixel).toBeCloseTo(5400, 0);

    // Taken back, the numbers are what they were, and done again what they became.
    await call('edits.undo', {});
    const undone = await call('bloom.tally', {
      sceneId: 1,
      zoneIds: [1],
      index: 'NDVI',
      mask: { clouds: 'none' },
    });
    expect(bloomKm2(undone)).toBe(bloomKm2(before));
    await call('edits.redo', {});
    expect(await call('corrections.list', { sceneId: 1 })).toHaveLength(1);
  });

  it('a saved result keeps its corrections, whatever becomes of them', async () => {
    // An outline of thousands of corners, longer than a cell of a spreadsheet can hold.
    const ring = Array.from({ length: 4000 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 4000;
      return [left + 1000 + 300 * Math.cos(angle), top - 1000 + 300 * Math.sin(angle)];
    });
    const geometry = projectPolygons([[[...ring, ring[0]]]], 'disc', utm, cgcs2000, 1e-9);
    await call('corrections.add', {
      sceneId: 1,
      correction: { action: 'exclude', reason: 'cloud', note: 'thin cloud', tool: 'polygon', geometry },
    });
    const assessed = await call('bloom.assess', {
      sceneId: 1,
      zoneIds: [1],
      index: 'NDVI',
      mask: { clouds: 'none', shoreBufferM: 97 },
      threshold: 0,
    });
    const { zones, recipe } = assessed.result as unknown as {
      zones: { corrections: { count: number; removedKm2: number } }[];
      recipe: { parameters: { mask: { corrections: { note: string }[] } } };
    };
    expect(zones[0].corrections.count).toBe(2);
    expect(zones[0].corrections.removedKm2).toBeGreaterThan(0);
    expect(recipe.parameters.mask.corrections.map(c => c.note)).toEqual(['reed', 'thin cloud']);
    const [{ id }] = (await call('corrections.list', { sceneId: 1 })) as unknown as { id: number }[];
    // The review desk draws with the mask of then: the name that today's has only until a correction goes.
    const today = () =>
      call('mask.prepare', { sceneId: 1, zoneIds: [1], mask: { clouds: 'none', shoreBufferM: 97 } });
    const then = await call('review.mask', { assessmentId: assessed.id });
    expect(then).toEqual(await today());
    await call('corrections.remove', { correctionIds: [id] });
    expect(await call('review.mask', { assessmentId: assessed.id })).toEqual(then);
    expect(await today()).not.toEqual(then);
    const preview = await call('map.preview', {
      subject: { of: 'assessment', id: assessed.id },
      kind: 'bloom',
      sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape' },
    });
    expect((preview.png as string).length).toBeGreaterThan(1000);
    const exported = await call('export.assessment', {
      assessmentId: assessed.id,
      sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape' },
      directory: join(folder, 'data'),
      products: ['csv', 'gpkg', 'xlsx', 'geotiff', 'pdf', 'recipe'],
    });
    expect((exported.products as unknown[]).length).toBe(6);
    const atlas = await call('export.atlas', {
      assessmentId: assessed.id,
      sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape' },
      directory: join(folder, 'data'),
      by: 'zones',
      oneFile: true,
    });
    expect(atlas).toMatchObject({
      sheets: 1,
      kept: 0,
      files: [{ path: expect.stringMatching(/_atlas\.pdf$/) as string }],
    });
    const workbook = exported.products as unknown as { kind: string; path: string }[];
    const sheets = readWorkbook(readFileSync(workbook.find(p => p.kind === 'xlsx')!.path));
    const cells = sheets.SheetNames.flatMap(name => Object.values(sheets.Sheets[name]) as { v?: unknown }[]);
    const texts = cells.map(cell => String(cell.v ?? ''));
    expect(texts.some(text => text.includes('clear · reed'))).toBe(true);
    expect(texts.some(text => text.includes('面积:岸边缓冲'))).toBe(true);
  });

  it('refuses an outline that crosses itself, and a reason where none belongs', async () => {
    const bow: MultiPolygon = [[[[119, 32], [119.1, 32.1], [119.1, 32], [119, 32.1], [119, 32]]]]; // prettier-ignore
    const base = { action: 'bloom', note: 'x', tool: 'polygon' };
    await expect(call('corrections.add', { sceneId: 1, correction: { ...base, geometry: bow } })).rejects.toThrow(/crosses itself/); // prettier-ignore
    await expect(call('corrections.add', { sceneId: 1, correction: { ...base, reason: 'cloud', geometry: rect(0, 0, 2, 2) } })).rejects.toThrow(/reason/); // prettier-ignore
  });
});
