import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projectPolygons } from '#core/zones/project.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { encodePng } from '#host/products/sheets/picture.ts';
import { exportLedger } from '#host/exchange/ledger/export-ledger.ts';
import { importFindings } from '#host/exchange/ledger/import-findings.ts';
import { parseSent, sentOf, sentText } from '#host/exchange/ledger/ledger-table.ts';
import { takePatches } from '#host/exchange/ledger/take-patches.ts';
import { redlineInput, temporaryFolder, utm50 } from '#tests/host/products/scene.ts';

const { folder, clean } = temporaryFolder();
let catalogue: Catalogue;
let input: Awaited<ReturnType<typeof redlineInput>>;
let assessmentId: number;

const zonesOf = () => catalogue.zones.list();
const scenesOf = () => [input.scenes[0], input.scenes[1]] as const;
const list = () => catalogue.ledger.list();

beforeAll(async () => {
  input = await redlineInput(folder);
  catalogue = await openCatalogue(join(folder, 'workspace'), { create: true });
  const [zone] = input.zones.zones;
  catalogue.zones.import('李', {
    set: '红线',
    kind: 'redline',
    zones: [
      {
        name: zone.name,
        geometry: projectPolygons(zone.geometry, zone.name, utm50, cgcs2000, 1e-7),
        attributes: { 编号: 'HX-01', 行政区代码: '321084' },
      },
    ],
  });
  for (const scene of input.scenes) catalogue.scenes.add('李', scene, null);
  assessmentId = catalogue.assessments.add('李', {
    name: '一期',
    sceneIds: [1, 2],
    zoneIds: [1],
    result: input.assessment.result as RedlineResult,
  }).id;
});
afterAll(() => {
  catalogue.close();
  clean();
});

const take = (id: number) =>
  takePatches(catalogue, '李', catalogue.assessments.get(id), scenesOf(), zonesOf());

describe('the ledger', () => {
  it('takes the patches of an assessment once, with codes of their zone', () => {
    expect(take(assessmentId)).toEqual({ added: 1, updated: 0, gone: 0, already: 0 });
    expect(take(assessmentId)).toEqual({ added: 0, updated: 0, gone: 0, already: 1 });
    const [entry] = list();
    expect(entry).toMatchObject({
      number: `321084-${new Date().getFullYear()}-0001`,
      zone: '红线一区',
      zoneCode: 'HX-01',
      regionCode: '321084',
      state: 'suspected',
      trend: 'new',
      direction: 'loss',
      activity: null,
      interpreter: '李',
      resolutionM: expect.closeTo(20, 0),
    });
    expect(entry.areaM2 / 40_000).toBeCloseTo(1, 2);
    expect(entry.history).toMatchObject([{ state: 'suspected', who: '李' }]);
  });

  it('knows a patch of a later assessment again, and marks what is gone', async () => {
    const outlines = () => list().map(({ id, ...e }) => ({ ...e, ledgerId: id }));
    const zones = catalogueZones(zonesOf());
    const options = { ...defaultChangeOptions, clouds: 'none' as const, threshold: 0.2 };
    const [before, after] = scenesOf();
    const { result: again } = await assessRedline({ before, after, zones }, options, outlines(), null);
    const second = catalogue.assessments.add('王', {
      name: '二期',
      sceneIds: [1, 2],
      zoneIds: [1],
      result: again,
    });
    expect(take(second.id)).toEqual({ added: 0, updated: 1, gone: 0, already: 0 });
    expect(list()).toHaveLength(1);
    expect(list()[0]).toMatchObject({
      trend: 'same',
      assessmentId: second.id,
      number: expect.stringMatching(/-0001$/),
    });
    // Nothing falls between the second date and itself.
    const { result: nothing } = await assessRedline(
      { before: after, after, zones },
      options,
      outlines(),
      null,
    );
    expect(nothing.gone).toHaveLength(1);
    const third = catalogue.assessments.add('王', {
      name: '三期',
      sceneIds: [2, 2],
      zoneIds: [1],
      result: nothing,
    });
    expect(
      takePatches(catalogue, '王', catalogue.assessments.get(third.id), [after, after], zonesOf()),
    ).toMatchObject({ gone: 1 });
    expect(list()[0]).toMatchObject({ trend: 'gone', state: 'suspected' });
    catalogue.edits.undo('王');
    expect(list()[0].trend).toBe('same');
  });

  it('goes from state to state by allowed steps, all or nothing, with who, when and why', () => {
    const [{ id }] = list();
    expect(() => catalogue.ledger.step('李', [id], 'confirmed', '')).toThrow(
      'suspected and cannot become confirmed',
    );
    catalogue.ledger.step('李', [id], 'to-check', '');
    expect(() => catalogue.ledger.step('王', [id], 'unfounded', ' ')).toThrow('needs a reason');
    catalogue.ledger.step('王', [id], 'unfounded', '收割');
    expect(list()[0]).toMatchObject({
      state: 'unfounded',
      checker: '王',
      checkDate: expect.stringMatching(/^20\d\d-/),
    });
    expect(list()[0].history.at(-1)).toMatchObject({ state: 'unfounded', who: '王', why: '收割' });
    catalogue.edits.undo('王');
    expect(list()[0]).toMatchObject({ state: 'to-check', checker: '', checkDate: null });
    catalogue.ledger.change('李', [id], { activity: 'mining', note: '采石' });
    expect(catalogue.ledger.list({ activity: 'mining', text: '采石' })).toHaveLength(1);
    expect(catalogue.ledger.list({ activity: 'none' })).toHaveLength(0);
    expect(catalogue.ledger.list({ state: 'to-check', zone: '红线一区' })).toHaveLength(1);
    expect(catalogue.ledger.list({ text: '_' })).toHaveLength(0);
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    const tables = catalogue.journal.list({ limit: 200 }).map(line => line.table);
    expect(tables).toContain('ledger');
  });

  it('tells what other programs change in it', () => {
    const db = new Database(catalogue.path);
    // As QGIS brings them along.
    registerGeometryFunctions(db);
    db.exec("UPDATE ledger SET note = '外业改' WHERE id = 1");
    db.close();
    expect(catalogue.noticeOutside()).toEqual(['ledger']);
    expect(list()[0].note).toBe('外业改');
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
  });
});

describe('field lists', () => {
  const out = join(folder, 'out');
  const write = (format: 'gpkg' | 'gpx' | 'xlsx') =>
    exportLedger(catalogue, { path: join(out, `list.${format}`), format, language: 'zh-CN' });

  it('leave as GPX, package and workbook with a picture of both dates', async () => {
    mkdirSync(out, { recursive: true });
    const [entry] = list();
    await write('gpx');
    const gpx = readFileSync(join(out, 'list.gpx'), 'utf8');
    expect(gpx).toContain(
      `<wpt lat="${entry.lat.toFixed(7)}" lon="${entry.lon.toFixed(7)}"><name>${entry.number}</name>`,
    );
    expect(await write('gpkg')).toMatchObject({ entries: 1 });
    const db = new Database(join(out, 'list.gpkg'), { readonly: true });
    expect(db.prepare('SELECT number, state, activity FROM ledger_point').get()).toEqual({
      number: entry.number,
      state: '待核查',
      activity: '矿产资源开发',
    });
    expect(db.prepare('SELECT count(*) AS n FROM ledger').get()).toEqual({ n: 1 });
    db.close();
    await write('xlsx');
    const files = unzipSync(readFileSync(join(out, 'list.xlsx')));
    const pictures = Object.keys(files).filter(name => name.startsWith('xl/media/'));
    expect(pictures).toHaveLength(2);
    expect(Buffer.from(files[pictures[0]]).subarray(1, 4).toString()).toBe('PNG');
    // Another library still reads the table.
    const sheet = XLSX.read(readFileSync(join(out, 'list.xlsx'))).Sheets['疑似图斑台账'];
    const [row] = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet);
    expect(row).toMatchObject({ 图斑编号: entry.number, 核查状态: '待核查', '经度 (°)': entry.lon });
  });

  it('come back with findings and photos, looked at before they are taken over', async () => {
    const back = join(folder, 'back');
    mkdirSync(join(back, 'DCIM'), { recursive: true });
    const [entry] = list();
    const path = join(back, 'list.gpkg');
    copyFileSync(join(out, 'list.gpkg'), path);
    const db = new Database(path);
    db.exec(`DROP TRIGGER IF EXISTS rtree_ledger_point_geom_update4`);
    for (const trigger of db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
      .pluck()
      .all() as string[])
      db.exec(`DROP TRIGGER "${trigger}"`);
    db.exec(
      "UPDATE ledger_point SET state = '属实', checker = '张三', check_date = '2026/7/1', why = '开矿', photo = 'DCIM/a.png'",
    );
    db.close();
    const picture = (tone: number) => encodePng({ width: 2, height: 2, rgb: new Uint8Array(12).fill(tone) });
    writeFileSync(join(back, 'DCIM', 'a.png'), picture(10));
    writeFileSync(join(back, 'DCIM', `${entry.number}_2.png`), picture(200));
    writeFileSync(join(back, 'DCIM', `${entry.number}9.png`), picture(90));
    const dry = await importFindings(catalogue, '李', path, false);
    expect(dry).toMatchObject({ applied: false, taken: 1, photosTaken: 0 });
    expect(dry.rows[0].changes.map(c => [c.field, c.from, c.to])).toEqual([
      ['checker', '', '张三'],
      ['check_date', '', '2026-07-01'],
      ['state', '待核查', '已核查:属实'],
    ]);
    expect(dry.rows[0].photos.toSorted()).toEqual([`${entry.number}_2.png`, 'a.png'].toSorted());
    expect(list()[0].state).toBe('to-check');
    expect(await importFindings(catalogue, '李', path, true)).toMatchObject({ taken: 1, photosTaken: 2 });
    expect(list()[0]).toMatchObject({
      state: 'confirmed',
      checker: '张三',
      checkDate: '2026-07-01',
      photos: 2,
    });
    expect(list()[0].history.at(-1)).toMatchObject({ who: '张三', why: '开矿' });
    for (const photo of catalogue.ledger.photos(entry.id))
      expect(readFileSync(join(dirname(catalogue.path), photo.file)).length).toBe(photo.bytes);
    catalogue.edits.undo('李');
    expect(list()[0]).toMatchObject({ state: 'to-check', photos: 0 });
  });

  it('come back beside what was changed here meanwhile: nothing is overwritten', async () => {
    const [entry] = list();
    const path = join(folder, 'meanwhile.csv');
    const sent = JSON.stringify(sentOf(entry)).replaceAll('"', '""');
    const row = (note: string) =>
      writeFileSync(path, `图斑编号,备注,导出时的值\n${entry.number},${note},"${sent}"\n`);
    catalogue.ledger.change('李', [entry.id], { note: '此处改' });
    row(entry.note);
    expect((await importFindings(catalogue, '李', path, true)).rows).toMatchObject([
      { changes: [], problem: null },
    ]);
    row('外业又改');
    expect((await importFindings(catalogue, '李', path, true)).rows).toMatchObject([
      { problem: expect.stringContaining('备注 became 此处改 here and 外业又改 in the field') },
    ]);
    expect(list()[0].note).toBe('此处改');
    row('此处改');
    expect((await importFindings(catalogue, '李', path, true)).rows).toMatchObject([{ problem: null }]);
    catalogue.edits.undo('李');
    expect(list()[0].note).toBe(entry.note);
  });

  it('come back as a table, and rows that cannot be taken over stay out with words', async () => {
    const [entry] = list();
    const path = join(folder, 'back.csv');
    const rows = (...lines: string[]) =>
      writeFileSync(path, `图斑编号,核查状态,活动类型,核查说明,核查日期\n${lines.join('\n')}\n`);
    const problems = async () => (await importFindings(catalogue, '李', path, true)).rows.map(r => r.problem);
    rows('没有-1,属实,,,');
    expect(await problems()).toEqual(['the ledger has no patch of this number']);
    rows(`${entry.number},不属实,,,`);
    expect(await problems()).toEqual([expect.stringContaining('becoming unfounded needs a reason')]);
    rows(`${entry.number},,养猪,,`);
    expect(await problems()).toEqual(['养猪 is no known activity']);
    rows(`${entry.number},,,,昨天`);
    expect(await problems()).toEqual(['昨天 is no date such as 2026-07-01']);
    rows(`${entry.number},,,,2026-02-30`);
    expect(await problems()).toEqual(['2026-02-30 is no date such as 2026-07-01']);
    expect(list()[0].checkDate).toBeNull();
    rows(`${entry.number},属实,,,`, `${entry.number},不属实,,错,`);
    expect(await problems()).toEqual([expect.stringContaining('several rows')]);
    writeFileSync(path, 'a,b\n1,2\n');
    await expect(importFindings(catalogue, '李', path, false)).rejects.toThrow('图斑编号');
    expect(list()[0].state).toBe('to-check');
    rows(`${entry.number},销号,工业开发,复绿完成,2026-08-01`);
    expect(await problems()).toEqual([null]);
    expect(list()[0]).toMatchObject({ state: 'closed', activity: 'industry', checkDate: '2026-08-01' });
    expect(
      list()[0]
        .history.map(s => s.state)
        .slice(-3),
    ).toEqual(['confirmed', 'rectifying', 'closed']);
  });
});

it('a list keeps the values that it left with as text that anybody can read, whatever they hold', () => {
  const text = fc.string();
  const sent = fc.record({
    state: fc.constantFrom('suspected' as const, 'to-check' as const),
    activity: fc.constant(null),
    checker: text.filter(t => !t.includes('; check_date=')),
    checkDate: fc.constantFrom(null, '2026-08-01'),
    note: text,
  });
  fc.assert(
    fc.property(sent, values => {
      expect(parseSent(sentText(values))).toEqual(values);
    }),
  );
});
