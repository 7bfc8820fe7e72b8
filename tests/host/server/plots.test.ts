import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';
import { jpegWithPlace } from '#tests/host/exchange/field/files.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const workspace = join(folder, 'workspace');
process.env.BLOOMLINE_HOME = join(folder, 'home');
let host: Host;
let cookie = '';

beforeAll(async () => {
  mkdirSync(join(folder, 'renderer'));
  mkdirSync(data);
  host = await startHost({
    workspace,
    create: true,
    rendererFolder: join(folder, 'renderer'),
    allow: [data],
  });
  const answer = await fetch(host.url, { redirect: 'manual' });
  cookie = answer.headers.get('set-cookie')!.split(';')[0];
});
afterAll(() => host.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(host.origin + path, {
    ...init,
    headers: { cookie, 'content-type': 'application/json', ...init.headers },
  });

async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const answer = await ask(`/api/${name}`, { method: 'POST', body: JSON.stringify(input) });
  const body = (await answer.json()) as CallOutput<Name>;
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return body;
}

describe('field work through the host', () => {
  it('marks, fills, photographs, takes back and does again', async () => {
    const site = await call('sites.add', {
      name: '样地',
      kind: 'forest-plot',
      lon: 119,
      lat: 32,
      sideM: 100,
    });
    const [quadrat] = await call('quadrats.add', {
      siteId: site.id,
      quadrats: [{ name: '1', kind: 'tree', sideM: 20, geometry: [[[[119, 32], [119.0002, 32], [119.0002, 32.0002], [119, 32]]]] }],
    }); // prettier-ignore
    await call('rows.set', {
      siteId: site.id,
      list: 'trees',
      quadratId: quadrat,
      rows: [{ fields: { species: '杉木', dbh: 12 } }],
    });
    const jpeg = jpegWithPlace(119.1, 32.1, '2026:08:01 10:00:00');
    writeFileSync(join(data, 'a.jpg'), jpeg);
    expect(await call('photos.locate', { path: join(data, 'a.jpg') })).toMatchObject({
      taken: '2026-08-01T10:00:00',
    });
    const [photo] = await call('photos.add', { siteId: site.id, paths: [join(data, 'a.jpg')] });
    const picture = await ask(`/photos/${photo.id}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await picture.arrayBuffer()).equals(jpeg)).toBe(true);
    expect((await ask('/photos/99')).status).toBe(404);
    await expect(call('photos.add', { siteId: site.id, paths: ['/etc/hostname'] })).rejects.toThrow(
      'not-allowed',
    );
    expect(await call('edits.history', {})).toEqual({ undo: 'add-photo', redo: null });
    expect(await call('edits.undo', {})).toEqual({ undo: 'change-rows', redo: 'add-photo' });
    expect((await call('sites.card', { siteId: site.id })).photos).toEqual([]);
    await call('edits.redo', {});
    expect(await call('sites.card', { siteId: site.id })).toMatchObject({ photos: [{ name: 'a.jpg' }], rows: [{ list: 'trees' }], quadrats: [{ name: '1' }] }); // prettier-ignore
    await call('drafts.set', { key: 'site:new', draft: { name: '半' } });
    expect(await call('drafts.get', { key: 'site:new' })).toEqual({ draft: { name: '半' } });
    await call('drafts.set', { key: 'site:new', draft: null });
    expect(await call('drafts.get', { key: 'site:new' })).toEqual({ draft: null });
  });

  it('says the class of water, the trophic state and the share of Ⅰ–Ⅲ', async () => {
    const site = await call('sites.add', {
      name: '断面',
      kind: 'section',
      lon: 119.5,
      lat: 32,
      fields: { 'water-body': 'lake' },
    });
    const see = (time: string, values: Record<string, number>) =>
      call('observations.add', {
        siteId: site.id,
        time,
        values: Object.entries(values).map(([parameter, value]) => ({ parameter, value })),
      });
    await see('2026-08-01', {
      'chlorophyll-a': 30,
      'total-phosphorus': 0.08,
      'total-nitrogen': 1.5,
      'secchi-depth': 0.5,
      'permanganate-index': 5,
      'algal-density': 2e7,
    });
    await see('2026-07-01', { 'total-phosphorus': 0.03, 'dissolved-oxygen': 8 });
    const { water } = await call('sites.card', { siteId: site.id });
    // Of phosphorus alone: 10 · (9.436 + 1.624 · ln 0.03) = 37.4
    expect(water.map(w => [w.time, w.quality.class, w.trophic?.state.zh, w.bloom?.label])).toEqual([
      ['2026-08-01', 'Ⅳ', '轻度富营养', '轻度水华'],
      ['2026-07-01', 'Ⅲ', '中营养', undefined],
    ]);
    expect(water[0].trophic?.index).toBeCloseTo(57.414, 3);
    expect(await call('water.classes', { siteIds: [site.id] })).toMatchObject({
      period: { key: '2026-08' },
      shares: { good: 0, sections: 1 },
      previousPeriod: { shares: { good: 1 }, word: 'much-worse' },
      lastYear: null,
    });
    expect(await call('water.classes', { period: '2026-07' })).toMatchObject({ shares: { good: 1 } });
  });

  it('brings a file in, tells of what another program did, and goes back to a backup', async () => {
    writeFileSync(
      join(data, 'a.csv'),
      '名称,经度,纬度,日期,叶绿素a\n甲,120,31,2026-08-01,12\n乙,120.1,31,x,13\n',
    );
    const report = await call('import.preview', { path: join(data, 'a.csv') });
    expect(report).toMatchObject({ rows: 2, sites: 0, importId: null, notes: [{ code: 'unit-assumed' }, { code: 'no-date' }, { code: 'crs-assumed' }] }); // prettier-ignore
    const mapping = { ...report.mapping, dateOrder: 'ymd' as const, columns: { ...report.mapping.columns, 日期: { as: 'date' as const } } }; // prettier-ignore
    const done = await call('import.commit', { path: join(data, 'a.csv'), mapping });
    expect(done).toMatchObject({
      accepted: 1,
      sites: 1,
      observations: 1,
      rejected: [{ row: 3, code: 'time-invalid' }],
    });
    expect((await call('sites.find', { text: '甲' })).sites).toMatchObject([
      { name: '甲', lon: 120, lat: 31 },
    ]);
    const [backup] = (await call('backups.make', {})).entries;
    await call('import.revert', { importId: done.importId! });
    expect((await call('sites.find', { text: '甲' })).sites).toEqual([]);

    const other = new Database(join(workspace, 'catalogue.gpkg'));
    registerGeometryFunctions(other);
    other.exec("UPDATE site SET note = '外部' WHERE id = 1");
    other.close();
    await expect
      .poll(async () => (await call('journal.list', { limit: 1 }))[0].who, { timeout: 100_000 })
      .toBe('changed outside');

    await call('backups.restore', { name: backup.name });
    expect((await call('sites.find', { text: '甲' })).sites).toHaveLength(1);
    expect(await call('catalogue.examine', {})).toEqual([]);
    // The one that was due when the import began, the one that was asked for, and what was there before the restore.
    expect((await call('backups.list', {})).entries).toHaveLength(3);
  });

  it('exports a selection and compares it when it comes back', async () => {
    const { path } = await call('plots.export', { filter: { kinds: ['section'] }, format: 'gpkg', directory: data, name: '外业', language: 'zh-CN' }); // prettier-ignore
    expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
    const db = new Database(path);
    registerGeometryFunctions(db);
    db.exec("UPDATE site SET note = '已查'");
    db.close();
    const differences = await call('field.compare', { path });
    expect(differences.map(d => [d.layer, d.action, d.changes[0].column])).toEqual(differences.map(() => ['site', 'changed', 'note'])); // prettier-ignore
    expect(await call('field.accept', { path, keys: [differences[0].key] })).toEqual({ accepted: 1 });
    expect(await call('field.compare', { path })).toHaveLength(differences.length - 1);
  });

  it('reads the satellite’s value beside the measured one', async () => {
    const scene = await writeSmallScene(join(data, 'scene'));
    // The middle of the second pixel of the second row, by GDAL.
    const [lon, lat] = [117.000159743629, 32.5372199204274];
    const opened = await call('scene.open', { paths: [scene.path], options: { acquired: '2026-08-01' } });
    expect(opened.grid.width).toBeGreaterThan(0);
    const site = await call('sites.add', { name: '星地', kind: 'water-plot', lon, lat });
    await call('observations.add', { siteId: site.id, time: '2026-08-02', values: [{ parameter: 'chlorophyll-a', value: 20 }] }); // prettier-ignore
    const far = await call('sites.add', { name: '远', kind: 'water-plot', lon: 10, lat: 10 });
    const { values } = await call('sites.satellite', { siteIds: [site.id, far.id], index: 'b2', side: 3, clouds: 'none', parameter: 'chlorophyll-a' }); // prettier-ignore
    expect(values).toHaveLength(1);
    // Around it: 3000 500 500 / 3000 3000 500 / nodata 3000 500. Four and four of eight: 1750.
    expect(values[0]).toMatchObject({
      site: '星地',
      measured: 20,
      sceneId: opened.id,
      hoursApart: -24,
      value: 1750,
    });
    expect(values[0].validShare).toBeCloseTo(8 / 9, 12);
    const all = await call('sites.satellite', { siteIds: [far.id], index: 'b1', side: 1, clouds: 'none' });
    expect(all.values).toMatchObject([{ sceneId: null, value: null }]);
  });
});
