import * as XLSX from '@e965/xlsx';
import { zipSync, strToU8 } from 'fflate';
import iconv from 'iconv-lite';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitImport, listImports, revertImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import { runImport } from '#host/exchange/field-import/run-import.ts';
import { saveMapping } from '#host/exchange/field-import/saved-mappings.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { failure, open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { jpegWithPlace, put } from './files.ts';

const lines = [
  '断面名称,经度,纬度,采样日期,叶绿素a(mg/m³),总磷(mg/L),透明度(cm),备注',
  '湖心,119.262,32.851,2026年7月31日,32.5,0.08,45,晴',
  '北岸,119°15′36″,32°54′00″,2026年8月1日,12,0.05,80,',
];

const commit = async (catalogue: Catalogue, path: string, mapping: Parameters<typeof readImport>[2] = null) =>
  commitImport(catalogue, await readImport(catalogue, path, mapping), { who: '李' });

describe('delimited text', () => {
  it.each([
    ['GB18030', iconv.encode(lines.join('\r\n'), 'gb18030'), ','],
    ['UTF-8', Buffer.from(lines.join('\n')), ','],
    ['UTF-8 BOM', Buffer.from(`\uFEFF${lines.join('\n')}`), ','],
    ['UTF-8', Buffer.from(lines.join('\n').replaceAll(',', '\t')), '\t'],
    ['GB18030', iconv.encode(lines.join('\n').replaceAll(',', ';'), 'gb18030'), ';'],
  ])('of %s comes in with its units and its dates (%#)', async (encoding, bytes, delimiter) => {
    const catalogue = await open(temporaryFolder());
    const report = await commit(catalogue, put(temporaryFolder(), '样品.csv', bytes));
    expect(report).toMatchObject({
      encoding,
      delimiter,
      rows: 2,
      accepted: 2,
      rejected: [],
      sites: 2,
      observations: 6,
    });
    const [first, second] = catalogue.sites.list();
    expect(first).toMatchObject({ name: '湖心', lon: 119.262, lat: 32.851, note: '晴', kind: 'section' });
    expect(second.lon).toBeCloseTo(119.26, 10);
    expect(second.lat).toBeCloseTo(32.9, 10);
    const values = catalogue.sites
      .card(first.id)
      .observations.map(o => [o.parameter, o.value, o.unit, o.time]);
    expect(values).toEqual([
      ['chlorophyll-a', 32.5, 'µg/L', '2026-07-31'],
      ['total-phosphorus', 0.08, 'mg/L', '2026-07-31'],
      ['secchi-depth', 0.45, 'm', '2026-07-31'],
    ]);
  });

  it('tells every bad row and keeps it out whole', async () => {
    const catalogue = await open(temporaryFolder());
    const path = put(
      temporaryFolder(),
      'bad.csv',
      [
        'name,lon,lat,date,pH,chl-a (ug/L)',
        'a,119,32,2026-08-01,8.2,10',
        'b,119.1,32,2026-02-30,8.2,10',
        'c,119.2,32,2026-08-01,15,10',
        'd,219.2,32,2026-08-01,8,10',
        ',,,2026-08-01,8,10',
        'e,119.3,32,2026-08-01,x,10',
        'a,119,32,2026-08-01,8.2,11',
        'f,119.4,32,,8.2,1',
        'g,119.5,32,2026-08-01,未检测,<4',
        ',,,,,',
      ].join('\n'),
    );
    const report = await commit(catalogue, path, {
      adjust: { columns: { lon: { as: 'lon' }, lat: { as: 'lat' }, date: { as: 'date' }, pH: { as: 'parameter', parameter: 'ph', unit: '' } }, dateOrder: 'ymd', crs: 4490 },
    }); // prettier-ignore
    expect(report.rows).toBe(9);
    expect(report.rejected.map(r => [r.row, r.column, r.code])).toEqual([
      [3, 'date', 'time-invalid'],
      [4, 'pH', 'implausible'],
      [5, 'lon', 'place-invalid'],
      [6, 'name', 'site-missing'],
      [7, 'pH', 'not-a-number'],
      [8, 'pH', 'duplicate-in-file'],
      [9, 'date', 'time-missing'],
    ]);
    expect(catalogue.sites.list().map(s => s.name)).toEqual(['a', 'g']);
    // Below the limit of detection, half of it is taken and the cell is kept as it was written.
    expect(catalogue.sites.card(2).observations).toMatchObject([
      { parameter: 'chlorophyll-a', value: 2, flagReason: '<4' },
    ]);
  });

  it('adds to the sites that are there, and knows what it has', async () => {
    const catalogue = await open(temporaryFolder());
    const folder = temporaryFolder();
    catalogue.sites.add('li', { name: 'Chain Island', code: '2', kind: 'section', lon: 119, lat: 32 });
    const path = put(folder, 'a.csv', 'Station,Date,Chl-a\n2.0,2026-08-01,5\n3,2026-08-01,6\n');
    expect(await commit(catalogue, path)).toMatchObject({ accepted: 1, sites: 0, knownSites: 1, observations: 1, rejected: [{ row: 3, code: 'place-missing' }] }); // prettier-ignore
    expect(await commit(catalogue, path)).toMatchObject({ accepted: 0, rejected: [{ row: 2, code: 'duplicate' }, { row: 3 }] }); // prettier-ignore
  });

  it('reads one row per measurement, unit by unit', async () => {
    const catalogue = await open(temporaryFolder());
    const path = put(
      temporaryFolder(),
      'long.csv',
      '站名,经度,纬度,监测时间,监测项目,监测值,单位\n甲,119,32,28/06/2026 09:30,总磷,80,μg/L\n甲,119,32,28/06/2026 09:30,氨氮,0.4,mg/L\n甲,119,32,28/06/2026 09:30,臭和味,3,mg/L\n甲,119,32,28/06/2026 09:30,水温,3,mg/L\n',
    );
    const report = await commit(catalogue, path);
    expect(report.rejected.map(r => [r.row, r.code])).toEqual([[4, 'parameter-unknown'], [5, 'unit-unknown']]); // prettier-ignore
    expect(catalogue.sites.card(1).observations.map(o => [o.time, o.parameter, o.value])).toEqual([
      ['2026-06-28T09:30:00+08:00', 'total-phosphorus', 0.08],
      ['2026-06-28T09:30:00+08:00', 'ammonia-nitrogen', 0.4],
    ]);
  });

  it('reads metres with a zone prefix, surveyors’ axes and TWD97 (expected places by GDAL)', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(temporaryFolder());
    await commit(catalogue, put(folder, 'gk.csv', '点位,X坐标,Y坐标\n甲,3600000,40500000\n'));
    await commit(catalogue, put(folder, 'tw.csv', 'sitename,twd97tm2x,twd97tm2y\n鳳山,187266,2493362.29\n'));
    const [a, b] = catalogue.sites.list();
    expect(a.lon).toBeCloseTo(120, 9);
    expect(a.lat).toBeCloseTo(32.5243649183362, 9);
    expect(b.lon).toBeCloseTo(120.39009, 5);
    expect(b.lat).toBeCloseTo(22.538979, 5);
    const open6 = put(folder, 'unknown.csv', '点位,X坐标,Y坐标\n甲,3600000,500000\n');
    const report = (await readImport(catalogue, open6, null)).report;
    expect(report.notes.map(n => n.code)).toContain('crs-unknown');
    expect(report.rejected.map(r => r.code)).toEqual(['crs-missing']);
    const chosen = await readImport(catalogue, open6, { adjust: { crs: 4549 } });
    expect(chosen.plan.sites[0].lat).toBeCloseTo(32.5243649183362, 9);
  });

  it('suspects shifted coordinates by their headings and shifts them back', async () => {
    const catalogue = await open(temporaryFolder());
    const path = put(temporaryFolder(), 'amap.csv', '名称,高德经度,高德纬度\n甲,120.00450,31.99800\n');
    const { report, plan } = await readImport(catalogue, path, null);
    expect(report.mapping.crs).toBe('gcj02');
    // The shift is some hundred metres in the east of China.
    const metres = Math.hypot(
      (plan.sites[0].lon - 120.0045) * 94_400,
      (plan.sites[0].lat - 31.998) * 111_000,
    );
    expect(metres).toBeGreaterThan(200);
    expect(metres).toBeLessThan(800);
  });
});

describe('odd tables', () => {
  it('with longitudes under latitude are put right and told', async () => {
    const catalogue = await open(temporaryFolder());
    const path = put(temporaryFolder(), 'a.csv', 'name,lon,lat\n甲,32.1,119.2\n');
    const { report, plan } = await readImport(catalogue, path, null);
    expect(report.notes.map(n => n.code)).toContain('axes-swapped');
    expect(plan.sites[0]).toMatchObject({ lon: 119.2, lat: 32.1 });
  });

  it('with decimal commas, quotes and line breaks in cells are read as they are meant', async () => {
    const catalogue = await open(temporaryFolder());
    const text = '名称;经度;纬度;日期;叶绿素a;备注\n"甲\n区";119,25;32,5;2026-08-01;12,5;"a ""b"""\n';
    await commit(catalogue, put(temporaryFolder(), 'a.csv', text));
    expect(catalogue.sites.list()).toMatchObject([{ name: '甲\n区', lon: 119.25, lat: 32.5, note: 'a "b"' }]);
    expect(catalogue.sites.card(1).observations).toMatchObject([{ value: 12.5 }]);
  });
});

describe('other files', () => {
  it('a workbook with a title, merged headings in two rows and serial dates', async () => {
    const catalogue = await open(temporaryFolder());
    const sheet = XLSX.utils.aoa_to_sheet([
      ['2026年7月水质监测', null, null, null, null, null],
      ['断面', '位置', null, '采样日期', '营养盐', null],
      [null, '经度', '纬度', null, '总磷(mg/L)', '总氮(mg/L)'],
      ['甲', 119.1, 32.1, 46234, 0.05, 1.2],
      ['乙', 119.2, 32.2, 46235.5, 0.06, 1.3],
    ]);
    sheet['!merges'] = ['A1:F1', 'A2:A3', 'B2:C2', 'D2:D3', 'E2:F2'].map(XLSX.utils.decode_range);
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['说明'], ['模拟']]), '说明');
    XLSX.utils.book_append_sheet(book, sheet, '数据');
    const path = put(
      temporaryFolder(),
      'a.xlsx',
      XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer,
    );
    const report = await commit(catalogue, path, { adjust: { table: '数据' } });
    expect(report.columns).toEqual([
      '断面',
      '位置 经度',
      '位置 纬度',
      '采样日期',
      '营养盐 总磷(mg/L)',
      '营养盐 总氮(mg/L)',
    ]);
    expect(report).toMatchObject({ headerRow: 2, headerRows: 2, rows: 2, accepted: 2, observations: 4 });
    // 46234 days after 1899-12-30: 25569 reach 1970-01-01, 20665 more are 2026-07-31.
    expect(catalogue.sites.card(1).observations[0].time).toBe('2026-07-31');
    expect(catalogue.sites.card(2).observations[0].time).toBe('2026-08-01T12:00:00+08:00');
  });

  it('a GPX track of a cruise, its measured columns and its way', async () => {
    const catalogue = await open(temporaryFolder());
    const points = [0, 1, 2].map(
      i =>
        `<trkpt lat="${32 + i / 100}" lon="${119 + i / 100}"><time>2026-08-01T0${i}:00:00Z</time><extensions><s:chla>${10 + i}</s:chla></extensions></trkpt>`,
    );
    const path = put(
      temporaryFolder(),
      'way.gpx',
      `<gpx xmlns:s="x"><trk><name>太湖走航</name><trkseg>${points.join('')}</trkseg></trk></gpx>`,
    );
    const report = await commit(catalogue, path, { adjust: { kind: 'cruise' } });
    expect(report).toMatchObject({ rows: 3, accepted: 3, sites: 1, observations: 3 });
    const card = catalogue.sites.card(1);
    expect(card.site).toMatchObject({ name: '太湖走航', kind: 'cruise', lon: 119, lat: 32 });
    expect(card.observations.map(o => [o.value, o.lon, o.lat]).at(-1)).toEqual([10, 119, 32]);
    expect(card.tracks).toMatchObject([{ started: '2026-08-01T00:00:00Z', ended: '2026-08-01T02:00:00Z' }]);
    expect(card.tracks[0].lines[0].map(([lon]) => lon)).toEqual([119, 119.01, 119.02]);
  });

  it('a KMZ, with a polygon as the outline of a plot', async () => {
    const catalogue = await open(temporaryFolder());
    const kml =
      '<kml><Document><Placemark><name>样地1</name><Polygon><outerBoundaryIs><LinearRing><coordinates>119,32 119.001,32 119.001,32.001 119,32.001 119,32</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark><Placemark><name>点2</name><Point><coordinates>119.5,32.5,3</coordinates></Point></Placemark></Document></kml>';
    const path = put(temporaryFolder(), 'a.kmz', zipSync({ 'doc.kml': strToU8(kml) }));
    expect(await commit(catalogue, path)).toMatchObject({ sites: 2, accepted: 2 });
    const [plot, point] = catalogue.sites.list();
    expect(plot.lon).toBeCloseTo(119.0005, 10);
    expect(catalogue.sites.card(plot.id).outline[0][0]).toHaveLength(5);
    expect(point).toMatchObject({ name: '点2', lon: 119.5, lat: 32.5 });
  });

  it('an export of forms with its media; a photo that is named and missing is told', async () => {
    const catalogue = await open(temporaryFolder());
    const photo = jpegWithPlace(119.1, 32.1, '2026:08:01 10:00:00');
    const csv =
      'plot_name,location,start,cover,photo\n样地A,32.1 119.1 5.0 4.2,2026-08-01,35,1.jpg\n样地B,32.2 119.2 5.0 4.2,2026-08-01,40,2.jpg\n';
    const path = put(
      temporaryFolder(),
      'kobo.zip',
      zipSync({ 'form.csv': strToU8(csv), 'media/1.jpg': photo }),
    );
    const report = await commit(catalogue, path);
    expect(report).toMatchObject({ sites: 2, observations: 2, photos: 1, missingPhotos: ['2.jpg'] });
    expect(catalogue.sites.card(1).photos).toMatchObject([
      { name: '1.jpg', missing: false, lon: expect.closeTo(119.1, 5) },
    ]);
    const stored = readFileSync(join(catalogue.directory, catalogue.sites.card(1).photos[0].file));
    expect(stored.equals(photo)).toBe(true);
  });

  it('a folder of photos: those near a site belong to it', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', { name: '样地', kind: 'forest-plot', lon: 119.1, lat: 32.1 });
    const folder = join(temporaryFolder(), '照片');
    mkdirSync(folder);
    put(folder, 'near.jpg', jpegWithPlace(119.1002, 32.1, '2026:08:01 10:00:00'));
    put(folder, 'far.jpg', jpegWithPlace(119.2, 32.1, '2026:08:01 11:00:00', 20));
    put(folder, 'nowhere.jpg', jpegWithPlace(0, 0, '2026:08:01 11:00:00', 50));
    const report = await commit(catalogue, folder);
    expect(report).toMatchObject({ rows: 3, accepted: 2, photos: 2, sites: 1, knownSites: 1 });
    expect(report.rejected).toMatchObject([{ row: 3, code: 'site-missing' }]);
    expect(catalogue.sites.card(1).photos.map(p => p.name)).toEqual(['near.jpg']);
  });

  it.each([
    ['empty.csv', '', 'is empty'],
    ['text.xlsx', 'no workbook', 'is no workbook'],
    ['a.gpx', '<kml/>', 'and not <gpx>'],
    ['a.zip', zipSync({ 'readme.md': strToU8('x') }), 'holds no table'],
    ['bytes.csv', Buffer.from([1, 0, 2, 0, 3]), 'is no text'],
  ])('%s that is none is refused with what is wrong', async (name, bytes, message) => {
    const catalogue = await open(temporaryFolder());
    const error = await failure(() => readImport(catalogue, put(temporaryFolder(), name, bytes), null));
    expect(error.code).toBe('zones-unreadable');
    expect(error.message).toContain(message);
  });
});

describe('an import', () => {
  it('is taken back as one step, unless somebody has worked on it', async () => {
    const catalogue = await open(temporaryFolder());
    const path = put(temporaryFolder(), 'a.csv', lines.join('\n'));
    const { importId } = await commit(catalogue, path);
    expect(listImports(catalogue.reader)).toMatchObject([
      { id: importId, sites: 2, observations: 6, reverted: null },
    ]);
    const [observation] = catalogue.observations.add('li', {
      siteId: 1,
      time: '2026-08-02',
      values: [{ parameter: 'ph', value: 8 }],
    });
    const error = await failure(() => catalogue.write('li', tx => revertImport(tx, importId!)));
    expect(error).toMatchObject({ code: 'bad-input', subject: '湖心' });
    expect(catalogue.counts()).toMatchObject({ sites: 2, observations: 7 });
    catalogue.observations.remove('li', observation.id);
    catalogue.write('li', tx => revertImport(tx, importId!));
    expect(catalogue.counts()).toMatchObject({ sites: 0, observations: 0 });
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    expect((await failure(() => catalogue.write('li', tx => revertImport(tx, importId!)))).message).toContain(
      'already',
    );
    // The same file comes in again.
    expect(await commit(catalogue, path)).toMatchObject({ sites: 2, observations: 6 });
  });

  it('uses a saved mapping for files with the same columns', async () => {
    const catalogue = await open(temporaryFolder());
    const folder = temporaryFolder();
    const path = put(folder, 'a.csv', 'P,E,N,D,v1\n甲,119,32,2026-08-01,5\n');
    const { mapping } = (await readImport(catalogue, path, null)).report;
    mapping.columns = { P: { as: 'site-name' }, E: { as: 'lon' }, N: { as: 'lat' }, D: { as: 'date' }, v1: { as: 'parameter', parameter: 'chlorophyll-a', unit: 'µg/L' } }; // prettier-ignore
    Object.assign(mapping, { dateOrder: 'ymd', crs: 4490 });
    saveMapping(catalogue, 'li', { name: '自动站', mapping });
    const report = await commit(catalogue, path);
    expect(report).toMatchObject({ savedMapping: '自动站', observations: 1, accepted: 1 });
    expect((await failure(() => readImport(catalogue, path, { name: '没有' }))).code).toBe('not-found');
  });

  it('runs in a thread of its own, reports progress, and stops leaving nothing', async () => {
    const workspace = temporaryFolder();
    const catalogue = await open(workspace);
    const rows = Array.from({ length: 60_000 }, (_, i) => `s${i % 300},${(119 + (i % 300) / 1000).toFixed(3)},32,2026-01-${String(1 + (i % 28)).padStart(2, '0')} ${String(Math.floor(i / 8400)).padStart(2, '0')}:00,${(i % 97) + 1}`); // prettier-ignore
    const path = put(temporaryFolder(), 'many.csv', `name,lon,lat,datetime,chl-a\n${rows.join('\n')}\n`);
    const task = { workspace, path, mapping: null, who: 'li' };
    const controller = new AbortController();
    const stages = new Set<string>();
    const stopped = await failure(() =>
      runImport(
        { ...task, commit: true },
        {
          signal: controller.signal,
          onProgress: (done, total, stage) => {
            stages.add(stage);
            if (stage === 'write-rows' && done > total / 3) controller.abort();
          },
        },
      ),
    );
    expect(stopped.code).toBe('cancelled');
    expect([...stages]).toEqual(['read-rows', 'write-rows']);
    expect(catalogue.counts()).toMatchObject({ sites: 0, observations: 0 });
    let ticks = 0;
    const clock = setInterval(() => ticks++, 10);
    const report = await runImport({ ...task, commit: true });
    clearInterval(clock);
    expect(report.sites).toBe(300);
    expect(report.observations).toBe(report.accepted);
    expect(catalogue.counts()).toMatchObject({ sites: 300, observations: report.accepted });
    expect(ticks).toBeGreaterThan(20); // the main thread went on
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
  });
});
