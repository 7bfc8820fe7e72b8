import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { Zone } from '#core/zones/zone.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { addSite } from '#host/catalogue/sites.ts';
import { addObservations } from '#host/catalogue/observations.ts';
import { failure, open, square, temporaryFolder } from './workspace.ts';

const box = (catalogue: Awaited<ReturnType<typeof open>>, table: string) =>
  catalogue.reader.all<{ id: number }>(`SELECT id FROM rtree_${table}_geom`).map(row => row.id);

describe('zones', () => {
  it('come back as they went in, by kind, and are replaced by name within a set', async () => {
    const catalogue = await open(temporaryFolder());
    const holed = [[...square(119, 32, 1)[0], square(119.2, 32.2, 0.1)[0][0].toReversed()]];
    const lakes: Zone[] = [
      { name: '高邮湖', geometry: holed, attributes: { code: 'GY', area: 674.5, reservoir: false } },
      { name: '邵伯湖', geometry: square(119.4, 32.5, 0.1), attributes: {} },
    ];
    const imported = catalogue.zones.import('li', { set: 'lakes', kind: 'lake', zones: lakes });
    expect(imported).toEqual(lakes.map((zone, i) => ({ id: i + 1, set: 'lakes', kind: 'lake', ...zone })));
    catalogue.zones.import('li', { set: 'redlines', kind: 'redline', zones: [{ ...lakes[0] }] });
    expect(catalogue.zones.list({ kind: 'redline' }).map(z => z.id)).toEqual([3]);

    catalogue.zones.import('li', {
      set: 'lakes',
      kind: 'lake',
      zones: [{ ...lakes[1], geometry: square(0, 0, 1) }],
    });
    expect(catalogue.zones.get(2).geometry).toEqual(square(0, 0, 1));
    expect(catalogue.zones.list()).toHaveLength(3);
    expect(catalogue.reader.get('SELECT * FROM rtree_zone_geom WHERE id = 2')).toMatchObject({
      minx: 0,
      maxx: 1,
      miny: 0,
      maxy: 1,
    });
  });

  it('are removed all or none', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.zones.import('li', {
      set: 's',
      kind: 'other',
      zones: [{ name: 'a', geometry: square(0, 0, 1), attributes: {} }],
    });
    expect((await failure(() => catalogue.zones.remove('li', [1, 7]))).code).toBe('not-found');
    expect(box(catalogue, 'zone')).toEqual([1]);
    catalogue.zones.remove('li', [1]);
    expect(box(catalogue, 'zone')).toEqual([]);
  });

  it('tell other programs their extent', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.zones.import('li', {
      set: 's',
      kind: 'other',
      zones: [{ name: 'a', geometry: square(110, 30, 2), attributes: {} }],
    });
    expect(catalogue.reader.get("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'zone'")).toEqual({
      min_x: 110, min_y: 30, max_x: 112, max_y: 32,
    }); // prettier-ignore
  });
});

describe('sites and observations', () => {
  it('are listed by kind, date and place, with a card', async () => {
    const catalogue = await open(temporaryFolder());
    const a = catalogue.sites.add('王', {
      name: '1号点',
      kind: 'water-plot',
      lon: 119.3,
      lat: 32.85,
      note: '湖心',
      simulated: true,
    });
    const b = catalogue.sites.add('王', { name: 'S2', kind: 'section', lon: 110, lat: 31 });
    expect(a).toEqual({
      id: 1, name: '1号点', kind: 'water-plot', lon: 119.3, lat: 32.85, note: '湖心', observations: 0, latest: null, simulated: true,
      code: '', sideM: null, fields: {},
    }); // prettier-ignore
    const values = [
      { parameter: 'chlorophyll-a', value: 32.5 },
      { parameter: 'secchi-depth', value: 0.4 },
    ];
    const [first] = catalogue.observations.add('王', {
      siteId: 1,
      time: '2026-07-31T23:30:00+08:00',
      values,
      method: '分光光度法',
    });
    expect(first).toEqual({
      id: 1, siteId: 1, time: '2026-07-31T23:30:00+08:00', parameter: 'chlorophyll-a', value: 32.5, unit: 'µg/L',
      method: '分光光度法', observer: '', flag: 'valid', flagReason: '', flagBy: '', overrideReason: '', depthM: null,
      lon: null, lat: null, quadratId: null, supersededBy: null, source: '', censored: '',
      detectionLimit: null, vertical: '',
      layer: '',
    }); // prettier-ignore
    catalogue.observations.add('王', {
      siteId: 1,
      time: '2026-08-15',
      values: [{ parameter: 'ph', value: 8.9 }],
    });

    expect(catalogue.sites.get(1)).toMatchObject({ observations: 3, latest: '2026-08-15' });
    expect(catalogue.sites.find({ kinds: ['section'] }).sites).toEqual([{ ...b, value: null }]);
    expect(catalogue.sites.find({ from: '2026-07-31', to: '2026-07-31' }).sites.map(s => s.id)).toEqual([1]);
    expect(catalogue.sites.find({ from: '2026-08-16' }).sites).toEqual([]);
    expect(catalogue.sites.find({ box: [119, 32, 120, 33] }).sites.map(s => s.id)).toEqual([1]);
    const card = catalogue.sites.card(1);
    expect(card.observations.map(o => o.parameter)).toEqual(['ph', 'chlorophyll-a', 'secchi-depth']);
    expect(card.journal.map(line => [line.action, line.table])).toEqual([
      ['insert', 'observation'],
      ['insert', 'observation'],
      ['insert', 'observation'],
      ['insert', 'site'],
    ]);
  });

  it('are changed and removed', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', { name: 'a', kind: 'section', lon: 119, lat: 32 });
    catalogue.observations.add('li', {
      siteId: 1,
      time: '2026-08-15',
      values: [{ parameter: 'ph', value: 8 }],
    });
    expect(catalogue.sites.update('li', 1, { lon: 120, name: 'b' })).toMatchObject({
      name: 'b',
      lon: 120,
      lat: 32,
      kind: 'section',
    });
    expect(catalogue.journal.list({ limit: 1 })[0]).toMatchObject({
      action: 'update',
      before: { name: 'a', geom: { point: [119, 32] } },
      after: { name: 'b', geom: { point: [120, 32] } },
    });
    expect(catalogue.sites.find({ box: [119.5, 31, 121, 33] }).sites).toHaveLength(1);
    catalogue.sites.remove('li', 1);
    expect(catalogue.counts()).toMatchObject({ sites: 0, observations: 0 });
    expect(box(catalogue, 'site')).toEqual([]);
  });

  it('refuse what cannot be, and then nothing is written', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', { name: 'a', kind: 'section', lon: 119, lat: 32 });
    const add = (parameter: string, value: number, time = '2026-08-01', siteId = 1) =>
      failure(() =>
        catalogue.observations.add('li', {
          siteId,
          time,
          values: [
            { parameter: 'ph', value: 7 },
            { parameter, value },
          ],
        }),
      );
    expect(await add('ph', 15)).toMatchObject({
      code: 'bad-input',
      subject: 'ph',
      message: 'pH (pH) is 15; plausible values are 0 to 14',
    });
    expect((await add('secchi-depth', -1)).message).toBe(
      '透明度 (Secchi depth) is -1 m; plausible values are 0 m to 40 m',
    );
    expect((await add('happiness', 1)).subject).toBe('happiness');
    expect((await add('ph', Number.NaN)).code).toBe('bad-input');
    for (const time of ['2026-02-30', 'yesterday', '2026-08-01T09:30', '01/08/2026'])
      expect((await add('ph', 7, time)).code).toBe('bad-input');
    expect((await add('ph', 7, '2026-08-01', 5)).code).toBe('not-found');
    expect(
      (await failure(() => catalogue.sites.add('li', { name: 'x', kind: 'castle', lon: 0, lat: 0 }))).code,
    ).toBe('bad-input');
    expect(catalogue.counts()).toMatchObject({ sites: 1, observations: 0 });
    expect(catalogue.journal.list()).toHaveLength(1);
  });

  it('share one transaction where they belong together', async () => {
    const catalogue = await open(temporaryFolder());
    const both = (value: number) =>
      catalogue.write('li', tx => {
        const site = addSite(tx, { name: 'a', kind: 'section', lon: 1, lat: 2 });
        addObservations(tx, catalogue.parameters, {
          siteId: site.id,
          time: '2026-08-01',
          values: [{ parameter: 'ph', value }],
        });
      });
    await failure(() => both(99));
    expect(catalogue.counts()).toMatchObject({ sites: 0, observations: 0 });
    both(7);
    expect(catalogue.counts()).toMatchObject({ sites: 1, observations: 1 });
  });
});

describe('scenes', () => {
  const scene: Scene = {
    name: 'S2A 高邮湖',
    files: [{ file: 'b4.tif', width: 2, height: 2, compression: 'none', layout: 'striped', blockSize: [2, 2], interleave: 'pixel', overviews: [], bigTiff: false, bytes: 4 }],
    grid: { width: 2, height: 2, affine: [0, 1, 0, 0, 0, -1], crs: null },
    bands: [],
    sensor: null,
    acquired: '2026-08-01T02:40:00Z',
    classification: null,
    beliefs: [],
    warnings: [],
    simulated: true,
  }; // prettier-ignore

  it('are added, found by their files, changed and removed with their footprint', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    const file = join(folder, 'b4.tif');
    const placed = { ...scene, files: [{ ...scene.files[0], file }] };
    const added = catalogue.scenes.add('li', placed, square(119, 32, 1));
    expect(added).toEqual({ ...placed, id: 1, missing: file });
    expect(catalogue.scenes.find([file])?.id).toBe(1);
    expect(catalogue.scenes.find([join(folder, 'b5.tif')])).toBeNull();
    expect(box(catalogue, 'scene_footprint')).toEqual([1]);
    expect(catalogue.scenes.update('li', 1, { ...added, sensor: 's2-l2a' }, null).sensor).toBe('s2-l2a');
    expect(box(catalogue, 'scene_footprint')).toEqual([]);
    catalogue.scenes.remove('li', 1);
    expect(catalogue.scenes.list()).toEqual([]);
    expect((await failure(() => catalogue.scenes.get(1))).code).toBe('not-found');
  });
});

describe('a workspace that was moved', () => {
  it('finds the scenes that lie in it; others stay where they are', async () => {
    const base = temporaryFolder();
    const before = join(base, 'before');
    mkdirSync(join(before, 'scenes'), { recursive: true });
    writeFileSync(join(before, 'scenes', 'b4.tif'), '');
    const outside = join(base, 'b8.tif');
    const first = await openCatalogue(before, { create: true });
    const layout = { width: 2, height: 2, compression: 'NONE', layout: 'striped', blockSize: [2, 2], interleave: 'band', overviews: [], bigTiff: false, bytes: 0 } as const; // prettier-ignore
    first.scenes.add('li', { ...sceneIn(join(before, 'scenes', 'b4.tif')), files: [{ ...layout, file: join(before, 'scenes', 'b4.tif') }, { ...layout, file: outside }] } as never, null); // prettier-ignore
    first.close();
    const after = join(base, 'after');
    renameSync(before, after);
    const second = await openCatalogue(after);
    const [scene] = second.scenes.list();
    expect(scene.files.map(f => f.file)).toEqual([join(after, 'scenes', 'b4.tif'), outside]);
    expect(scene.missing).toBe(outside);
    second.close();
  });
});

const sceneIn = (file: string) => ({
  name: 'S2',
  files: [],
  grid: { width: 2, height: 2, affine: [0, 1, 0, 0, 0, -1], crs: null },
  bands: [{ file }],
  sensor: null,
  acquired: null,
  classification: null,
  beliefs: [],
  warnings: [],
  simulated: true,
});

describe('assessments', () => {
  const recipe = { kind: 'redline', software: { name: 'x', version: '1' }, created: '', inputs: [], parameters: {}, rules: [], coverageRule: '', areaRule: '', warnings: [], simulated: true } as const; // prettier-ignore
  const redline = {
    kind: 'redline',
    zones: [{ zone: 'A', lossAreaM2: 1200 }, { zone: 'B', lossAreaM2: 300.5 }],
    patches: [{ id: 1, zone: 'A', areaM2: 1300, overlapM2: 1200, meanChange: -0.4, center: [119.5, 32.5], geometry: square(119, 32, 0.01) }],
    endmembers: { soil: 0.05, vegetation: 0.9 },
    gone: [],
    options: { ...defaultChangeOptions, threshold: 0.2 },
    measure: 'NDVI',
    threshold: 0.2,
    thresholdSource: '',
    coregistration: null,
    fits: null,
    recipe,
  } as unknown as RedlineResult; // prettier-ignore

  it('are kept whole, summed up in the list, with patches as features', async () => {
    const catalogue = await open(temporaryFolder());
    const added = catalogue.assessments.add('李', {
      name: '红线',
      sceneIds: [1, 2],
      zoneIds: [3],
      result: redline,
    });
    expect(added).toMatchObject({
      id: 1,
      kind: 'redline',
      state: 'draft',
      author: '李',
      sceneIds: [1, 2],
      zoneIds: [3],
    });
    expect(catalogue.assessments.get(1).result).toEqual(redline);
    // As saved before there were other comparisons than the fall of NDVI.
    const newer = ['options', 'threshold', 'measure'];
    const old = Object.fromEntries(Object.entries(redline).filter(([key]) => !newer.includes(key)));
    const before = catalogue.assessments.add('李', {
      name: '旧',
      sceneIds: [1, 2],
      zoneIds: [3],
      result: { ...redline, ...{ loss: 0.25, minPatchM2: 900 } },
    });
    catalogue.write('李', tx =>
      tx.update('assessment', before.id, { result: JSON.stringify({ ...old, loss: 0.25, minPatchM2: 900 }) }),
    );
    expect(catalogue.assessments.get(before.id).result).toMatchObject({
      threshold: 0.25,
      measure: 'NDVI',
      options: { method: 'index', direction: 'loss', minPatchM2: 900 },
      patches: [{ overlapM2: 1300, direction: 'loss' }],
    });
    catalogue.assessments.remove('李', before.id);
    const bloom = {
      kind: 'bloom',
      zones: [{ zone: 'A', areaKm2: 5, validAreaKm2: 5, bloomAreaKm2: 2.5, areaByReasonKm2: {} }],
      recipe,
    } as unknown as BloomResult;
    catalogue.assessments.add('李', { name: '水华', sceneIds: [1], zoneIds: [3], result: bloom });
    expect(
      catalogue.assessments.list().map(({ id, kind, zones, total }) => ({ id, kind, zones, total })),
    ).toEqual([
      { id: 3, kind: 'bloom', zones: 1, total: 2.5 },
      { id: 1, kind: 'redline', zones: 2, total: 1200 + 300.5 },
    ]);
    expect(catalogue.reader.get('SELECT number, zone, area_m2 FROM patch')).toEqual({
      number: 1,
      zone: 'A',
      area_m2: 1200,
    });
    catalogue.assessments.remove('李', 1);
    expect(box(catalogue, 'patch')).toEqual([]);
    expect(catalogue.assessments.list()).toHaveLength(1);
  });
});

it('settings are JSON under a key', async () => {
  const catalogue = await open(temporaryFolder());
  expect(catalogue.settings.get('bands')).toBeNull();
  catalogue.settings.set('li', 'bands', { R: 3, N: 4 });
  catalogue.settings.set('li', 'bands', { N: 4, R: 2 });
  expect(catalogue.settings.get('bands')).toEqual({ R: 2, N: 4 });
});
