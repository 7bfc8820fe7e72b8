import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { siteKindIds } from '#core/plots/site.ts';
import { checkFields } from '#core/plots/plot-form.ts';
import { backupIsDue, listBackups, restoreBackup, superfluous } from '#host/catalogue/store/backups.ts';
import { doctor } from '#host/catalogue/doctor.ts';
import { applicationId, userVersion } from '#host/formats/geopackage/geopackage-schema.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { applyMigrations, knownMigrations } from '#host/catalogue/store/migrations.ts';
import { readLiterals } from '#host/catalogue/store/outside-changes.ts';
import { storePhoto, withoutMetadata } from '#host/catalogue/photos.ts';
import { plotForms } from '#host/catalogue/plot-forms.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { hasGdal } from '../../fixtures/gdal.ts';
import { jpegWithPlace, put } from '#tests/host/exchange/field/files.ts';
import { failure, open, square, temporaryFolder } from './workspace.ts';

const quadrat = (name: string, x: number) => ({
  name,
  kind: 'tree',
  sideM: 20,
  geometry: square(x, 32, 0.0002),
});

describe('forms', () => {
  it('exist for every kind of site and name known parameters', () => {
    const forms = plotForms();
    expect(forms.map(f => f.kind)).toEqual([...siteKindIds]);
    const known = new Set(loadParameters().map(p => p.id));
    for (const form of forms) expect(form.parameters.filter(p => !known.has(p))).toEqual([]);
  });

  it('ask for the quadrats of the standards', () => {
    const of = (kind: string) =>
      plotForms()
        .find(f => f.kind === kind)!
        .quadrats.map(q => [q.sideM, q.repeats]);
    expect(of('forest-plot')).toEqual([[20, 2], [10, 2], [1, 4]]); // prettier-ignore
    expect(of('grassland-plot')).toEqual([[1, 9]]);
    expect(of('wetland-plot')).toEqual([[20, 3], [10, 3], [1, 3]]); // prettier-ignore
    expect(of('desert-plot')).toEqual([[20, 3], [1, 3]]); // prettier-ignore
    expect(plotForms().filter(f => f.sideM === 100)).toHaveLength(5);
  });

  it('say what is missing, no number, implausible', () => {
    const { quadrats } = plotForms().find(f => f.kind === 'forest-plot')!;
    const problems = checkFields(quadrats[0].fields, {
      'canopy-density': 1.4,
      'mean-height': 'tall',
      origin: 'sown',
    });
    expect(problems).toEqual([
      { field: 'dominant-species', message: 'required' },
      { field: 'mean-height', message: 'not-a-number' },
      { field: 'canopy-density', message: 'implausible' },
      { field: 'origin', message: 'no-choice' },
    ]);
  });
});

describe('a plot', () => {
  it('takes its quadrats along when it is moved as a whole, as one step', async () => {
    const catalogue = await open(temporaryFolder());
    const { id } = catalogue.sites.add('王', { name: '样地', kind: 'forest-plot', lon: 119, lat: 32 });
    catalogue.quadrats.add('王', id, [quadrat('1', 119.001)]);
    const [first] = catalogue.sites.card(id).quadrats[0].geometry[0][0];
    catalogue.sites.update('王', id, { lon: 119.5, lat: 32, withQuadrats: true });
    const [moved] = catalogue.sites.card(id).quadrats[0].geometry[0][0];
    // Along a parallel the metres of a degree stay the same: half a degree east.
    expect(moved[0]).toBeCloseTo(first[0] + 0.5, 6);
    expect(moved[1]).toBeCloseTo(first[1], 6);
    catalogue.edits.undo('王');
    expect(catalogue.sites.card(id).quadrats[0].geometry[0][0][0]).toEqual(first);
    expect(catalogue.sites.get(id).lon).toBe(119);
    // Its corners alone, or a corrected coordinate, leave them.
    catalogue.sites.update('王', id, { lon: 119.5, lat: 32 });
    expect(catalogue.sites.card(id).quadrats[0].geometry[0][0][0]).toEqual(first);
    catalogue.close();
  });

  it('holds an outline, quadrats and rows, and takes every step back and again', async () => {
    const catalogue = await open(temporaryFolder());
    const { id } = catalogue.sites.add('王', {
      name: '样地1', kind: 'forest-plot', code: 'F-01', lon: 119, lat: 32, sideM: 100, fields: { slope: 12.5 },
      outline: square(118.9995, 31.9995, 0.001),
    }); // prettier-ignore
    const [q1] = catalogue.quadrats.add('王', id, [quadrat('1', 119), quadrat('2', 119.0004)]);
    catalogue.rows.set('王', id, 'trees', q1, [
      { fields: { species: '马尾松', dbh: 12.3 } },
      { fields: { species: '杉木', dbh: 8 } },
    ]);
    const card = () => catalogue.sites.card(id);
    expect(card().rows.map(r => r.fields.species)).toEqual(['马尾松', '杉木']);
    const [first] = card().rows;
    catalogue.rows.set('王', id, 'trees', q1, [{ id: first.id, fields: { species: '马尾松', dbh: 13 } }]);
    expect(card().rows).toMatchObject([{ id: first.id, fields: { dbh: 13 } }]);
    expect(catalogue.edits.history()).toEqual({ undo: 'change-rows', redo: null });
    catalogue.edits.undo('王');
    expect(card().rows.map(r => r.fields.dbh)).toEqual([12.3, 8]);
    catalogue.quadrats.remove('王', q1);
    expect(card().quadrats.map(q => q.name)).toEqual(['2']);
    expect(card().rows).toEqual([]);
    catalogue.edits.undo('王');
    expect(card().quadrats.map(q => q.name)).toEqual(['1', '2']);
    expect(card().rows).toHaveLength(2);
    const before = card();
    catalogue.sites.remove('王', id);
    expect(catalogue.counts().sites).toBe(0);
    expect(catalogue.reader.all('SELECT * FROM rtree_outline_geom')).toEqual([]);
    catalogue.edits.undo('王');
    expect({ ...card(), journal: [] }).toEqual({ ...before, journal: [] });
    catalogue.edits.redo('王');
    expect(catalogue.counts().sites).toBe(0);
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    expect(await doctor(catalogue.directory)).toEqual([]);
  });

  it('does not take back what somebody else has changed since', async () => {
    const folder = temporaryFolder();
    const [mine, theirs] = [await open(folder), await open(folder)];
    const { id } = mine.sites.add('a', { name: 'x', kind: 'station', lon: 119, lat: 32 });
    mine.sites.update('a', id, { name: 'y' });
    theirs.sites.update('b', id, { name: 'z' });
    expect((await failure(() => mine.edits.undo('a'))).message).toContain('changed since');
    expect(mine.sites.get(id).name).toBe('z');
    theirs.observations.add('b', { siteId: id, time: '2026-08-01', values: [{ parameter: 'ph', value: 8 }] });
    theirs.sites.update('b', id, { name: 'y' });
    mine.edits.undo('a');
    expect((await failure(() => mine.edits.undo('a'))).message).toContain('used since');
    expect(mine.edits.redo('a')).toEqual({ undo: 'change-site', redo: null });
    expect((await failure(() => mine.edits.redo('a'))).code).toBe('bad-input');
  });
});

describe('an observation', () => {
  it('is never overwritten: a correction supersedes it, a flag needs a reason', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', { name: 'a', kind: 'section', lon: 119, lat: 32 });
    const [o] = catalogue.observations.add('li', {
      siteId: 1,
      time: '2026-08-01',
      values: [{ parameter: 'chlorophyll-a', value: 320 }],
    });
    const made = catalogue.observations.correct('王', o.id, { value: 32, reason: '小数点' });
    expect(made).toMatchObject({ value: 32, flagReason: '小数点', flagBy: '王', supersededBy: null });
    expect(catalogue.sites.card(1).observations.find(x => x.id === o.id)).toMatchObject({
      value: 320,
      supersededBy: made.id,
    });
    expect(catalogue.sites.get(1).observations).toBe(1);
    expect(
      (await failure(() => catalogue.observations.correct('王', o.id, { value: 1, reason: 'x' }))).message,
    ).toContain('corrected already');
    expect(
      (await failure(() => catalogue.observations.correct('王', made.id, { value: 1, reason: ' ' }))).message,
    ).toContain('needs a reason');
    expect(
      (await failure(() => catalogue.observations.flag('王', [made.id], 'suspect', ''))).message,
    ).toContain('reason is needed');
    catalogue.observations.flag('王', [made.id], 'suspect', '与邻点不符');
    expect(catalogue.sites.find({ flag: 'suspect' }).sites).toHaveLength(1);
    catalogue.edits.undo('王');
    expect(catalogue.sites.find({ flag: 'suspect' }).sites).toHaveLength(0);
    expect(
      (
        await failure(() =>
          catalogue.observations.add('li', {
            siteId: 1,
            time: '2026-08-01',
            values: [{ parameter: 'ph', value: 15 }],
          }),
        )
      ).code,
    ).toBe('bad-input');
    const [odd] = catalogue.observations.add('li', {
      siteId: 1,
      time: '2026-08-01',
      values: [{ parameter: 'ph', value: 15, overrideReason: '酸洗废水' }],
    });
    expect(odd).toMatchObject({ value: 15, overrideReason: '酸洗废水' });
  });
});

describe('finding', () => {
  it('knows Chinese and Latin words, kinds, values, dates, flags, zones and drawn areas', async () => {
    const catalogue = await open(temporaryFolder());
    const add = (name: string, lon: number, extra: object = {}) =>
      catalogue.sites.add('li', { name, kind: 'section', lon, lat: 32, ...extra }).id;
    const a = add('太湖西岸1号', 119.1, { note: '蓝藻 Microcystis', fields: { county: '宜兴市' } });
    const b = add('高邮湖心', 119.2, { code: 'GY-02' });
    const c = add('滇池', 119.3, { kind: 'water-plot' });
    const ids = (filter: Parameters<typeof catalogue.sites.find>[0]) =>
      catalogue.sites.find(filter).sites.map(s => s.id);
    expect(ids({ text: '太湖' })).toEqual([a]);
    expect(ids({ text: '湖西' })).toEqual([a]);
    expect(ids({ text: '湖 西岸' })).toEqual([a]);
    expect(ids({ text: '西湖' })).toEqual([]);
    expect(ids({ text: 'microcys' })).toEqual([a]);
    expect(ids({ text: '宜兴' })).toEqual([a]);
    expect(ids({ text: 'gy' })).toEqual([b]);
    expect(ids({ text: '水体样地' })).toEqual([c]);
    expect(ids({ text: '" OR *' })).toEqual([]);
    catalogue.sites.update('li', b, { name: '邵伯湖' });
    expect(ids({ text: '高邮' })).toEqual([]);
    expect(ids({ text: '邵伯' })).toEqual([b]);
    catalogue.sites.remove('li', c);
    expect(ids({ text: '滇池' })).toEqual([]);

    const see = (siteId: number, time: string, value: number) =>
      catalogue.observations.add('li', { siteId, time, values: [{ parameter: 'chlorophyll-a', value }] });
    see(a, '2026-07-01', 10);
    see(a, '2026-08-01', 50);
    see(b, '2026-08-01', 20);
    expect(catalogue.sites.find({ parameter: 'chlorophyll-a', min: 15 })).toMatchObject({
      sites: [{ id: a, value: 50 }, { id: b, value: 20 }],
      values: { count: 2, min: 20, max: 50, mean: 35 },
    }); // prettier-ignore
    expect(ids({ parameter: 'chlorophyll-a', to: '2026-07-31' })).toEqual([a]);
    catalogue.zones.import('li', {
      set: 's',
      kind: 'lake',
      zones: [{ name: 'z', geometry: square(119.15, 31.9, 0.2), attributes: {} }],
    });
    expect(ids({ zoneId: 1 })).toEqual([b]);
    // A triangle whose box holds both, but only one of them itself.
    expect(ids({ area: [[[[119, 31.9], [119.25, 31.9], [119, 32.2], [119, 31.9]]]] })).toEqual([a]); // prettier-ignore
    expect(ids({ box: [119.15, 31, 120, 33] })).toEqual([b]);
  });
});

describe('what other programs change', () => {
  it('enters the journal with before and after, and the index of places is right', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', { name: "O'Brien, 1号", kind: 'station', lon: 119, lat: 32 });
    const other = new Database(catalogue.path);
    registerGeometryFunctions(other);
    other.prepare('UPDATE site SET name = ?, note = ? WHERE id = 1').run("d'Or", "a, 'b'");
    other.prepare('UPDATE site SET name = name WHERE id = 1').run();
    other.close();
    expect(catalogue.noticeOutside()).toEqual(['site']);
    expect(catalogue.noticeOutside()).toEqual([]);
    expect(catalogue.journal.list({ limit: 1 })[0]).toMatchObject({
      who: 'changed outside', action: 'update', table: 'site', row: 1,
      before: { name: "O'Brien, 1号", note: '' }, after: { name: "d'Or", note: "a, 'b'" },
    }); // prettier-ignore
    expect(catalogue.journal.verify()).toEqual({ ok: true, lines: 2 });
  });

  it('reads SQL literals as SQLite writes them', () => {
    expect(readLiterals("'a''b, c',NULL,-1.5e-3,X'4750',''")).toEqual([
      "a'b, c",
      null,
      -0.0015,
      Buffer.from('GP'),
      '',
    ]);
  });

  it.skipIf(!hasGdal)('is seen from ogr2ogr and QGIS’ driver as well', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', { name: 'a', kind: 'station', lon: 119, lat: 32 });
    const extra = put(folder, 'extra.geojson', JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: '外业点', kind: 'check-point' }, geometry: { type: 'Point', coordinates: [120, 33] } }] })); // prettier-ignore
    execFileSync('ogr2ogr', ['-append', '-update', '-nln', 'site', catalogue.path, extra], { stdio: 'pipe' });
    execFileSync('ogrinfo', [catalogue.path, '-sql', "UPDATE site SET note = 'seen' WHERE id = 1"], {
      stdio: 'pipe',
    });
    expect(catalogue.noticeOutside()).toEqual(['site']);
    expect(catalogue.sites.find({ box: [119.5, 32.5, 120.5, 33.5] }).sites.map(s => s.name)).toEqual([
      '外业点',
    ]);
    expect(catalogue.sites.find({ text: '外业' }).sites).toHaveLength(1);
    const [update, insert] = catalogue.journal.list({ limit: 2 });
    expect(insert).toMatchObject({ who: 'changed outside', action: 'insert', after: { name: '外业点', geom: { point: [120, 33] } } }); // prettier-ignore
    expect(update).toMatchObject({ who: 'changed outside', action: 'update', after: { note: 'seen' } });
    expect(await doctor(folder)).toEqual([]);
  });
});

describe('photos', () => {
  it('are kept once under their hash with the place of the camera, and the doctor misses them', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', { name: 'a', kind: 'station', lon: 119, lat: 32 });
    const path = put(temporaryFolder(), '样地.jpg', jpegWithPlace(119.25, 32.5, '2026:08:01 09:30:15'));
    const stored = await storePhoto(catalogue.directory, path);
    expect(stored).toMatchObject({ name: '样地.jpg', taken: '2026-08-01T09:30:15' });
    expect([stored.lon, stored.lat]).toEqual([expect.closeTo(119.25, 6), expect.closeTo(32.5, 6)]);
    catalogue.photos.add('li', 1, [stored, stored]);
    expect(catalogue.sites.card(1).photos.map(p => p.file)).toEqual([stored.file, stored.file]);
    expect(await doctor(catalogue.directory)).toEqual([]);
    writeFileSync(join(catalogue.directory, stored.file), 'x');
    expect((await doctor(catalogue.directory))[0].message).toContain('was changed after it came in');
    rmSync(join(catalogue.directory, stored.file));
    expect((await doctor(catalogue.directory))[0].message).toContain('is missing');
    expect(catalogue.sites.card(1).photos[0].missing).toBe(true);
    expect(
      (await failure(() => storePhoto(catalogue.directory, put(temporaryFolder(), 'a.jpg', 'text')))).code,
    ).toBe('bad-input');
  });

  it('can leave without what the camera noted', async () => {
    const bytes = jpegWithPlace(119.25, 32.5, '2026:08:01 09:30:15');
    const bare = withoutMetadata(bytes);
    expect(Buffer.from(bytes).includes('Exif')).toBe(true);
    expect(Buffer.from(bare).includes('Exif')).toBe(false);
    const { createCanvas, loadImage } = await import('@napi-rs/canvas');
    expect(createCanvas(1, 1)).toBeDefined();
    expect(await loadImage(Buffer.from(bare))).toMatchObject({ width: 16, height: 12 });
  });
});

describe('backups', () => {
  const at = (time: string) => ({ name: time, path: '', time, bytes: 1 });

  it('thin out with age, and are never fewer than five', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    const kept = ['2026-11-21T11:00:00Z', '2026-11-21T10:00:00Z', '2026-11-20T10:00:00Z', '2026-11-15T10:00:00Z', '2026-11-14T10:00:00Z', '2026-11-14T09:00:00Z', '2026-10-30T00:00:00Z', '2026-10-02T00:00:00Z', '2026-09-02T00:00:00Z'].map(at); // prettier-ignore
    expect(superfluous(kept, now).map(b => b.time)).toEqual(['2026-11-14T09:00:00Z', '2026-10-02T00:00:00Z']);
    expect(superfluous(kept.slice(0, 5), now)).toEqual([]);
  });

  it('are due a day after the last one, where something was written', () => {
    const folder = temporaryFolder();
    expect(backupIsDue(folder, null)).toBe(false);
    expect(backupIsDue(folder, '2026-11-21T00:00:00Z')).toBe(true);
  });

  it('are put back, the present state being kept as one more', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', { name: 'a', kind: 'station', lon: 119, lat: 32 });
    await catalogue.backup();
    const [backup] = listBackups(folder);
    catalogue.sites.add('li', { name: 'b', kind: 'station', lon: 119, lat: 32 });
    catalogue.close();
    expect((await failure(() => restoreBackup(folder, catalogue.path, 'none.gpkg'))).code).toBe('not-found');
    await restoreBackup(folder, catalogue.path, backup.name);
    expect((await open(folder, {})).sites.list().map(s => s.name)).toEqual(['a']);
    expect(listBackups(folder)).toHaveLength(2);
    writeFileSync(backup.path, 'SQLite format 3\0 and then nothing');
    expect((await failure(() => restoreBackup(folder, catalogue.path, backup.name))).code).toBe(
      'catalogue-damaged',
    );
    expect((await open(folder, {})).sites.list().map(s => s.name)).toEqual(['a']);
  });
});

describe('a catalogue of the first release', () => {
  it('is brought up to date with all that is in it, after a backup', async () => {
    const folder = temporaryFolder();
    const db = new Database(join(folder, 'catalogue.gpkg'));
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${userVersion}`);
    registerGeometryFunctions(db);
    applyMigrations(db, knownMigrations().slice(0, 3));
    db.exec(readFileSync(join('tests', 'fixtures', 'catalogue-3.sql'), 'utf8'));
    db.close();
    const now = await open(folder, {});
    expect(now.sites.list()).toMatchObject([
      { name: '旧样点', kind: 'section', code: '', fields: {}, observations: 1 },
    ]);
    expect(now.sites.card(1).observations).toMatchObject([
      { value: 12.5, supersededBy: null, flagReason: '' },
    ]);
    now.sites.update('li', 1, { code: 'S1', fields: { 'water-body': 'river' } });
    expect(listBackups(folder)).not.toEqual([]);
    expect(await doctor(folder)).toEqual([]);
  });
});
