import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import type { ImportMapping } from '#core/plots/mapping.ts';
import { open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { put } from './files.ts';

const read = async (
  lines: string | readonly string[] | Buffer,
  adjust: Partial<ImportMapping> = {},
  name = 'a.csv',
) => {
  const catalogue = await open(temporaryFolder());
  const text = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : lines.join('\n');
  const result = await readImport(catalogue, put(temporaryFolder(), name, text), { adjust });
  return { catalogue, ...result };
};
const columns = (report: { ignored: { what: string; name: string }[] }) =>
  report.ignored.filter(i => i.what === 'column').map(i => i.name);

describe('columns of a laboratory', () => {
  it('are taken by their whole names; limits and last month stay out and are told', async () => {
    const { report, plan } = await read([
      '点位名称,经度,纬度,采样日期,总磷限值(mg/L),总磷(mg/L),氨氮标准值(mg/L),氨氮(mg/L),上月叶绿素a(μg/L),叶绿素a(μg/L)',
      'Q1,119.30,32.80,2025-07-10,0.05,0.18,1.0,2.6,12,88',
    ]);
    expect(plan.observations.map(o => [o.parameter, o.value])).toEqual([
      ['total-phosphorus', 0.18],
      ['ammonia-nitrogen', 2.6],
      ['chlorophyll-a', 88],
    ]);
    expect(report.ignored.map(i => [i.what, i.name, i.reason.split(',')[0]])).toEqual([
      ['column', '总磷限值(mg/L)', 'the name says a limit or target'],
      ['column', '氨氮标准值(mg/L)', 'the name says a limit or target'],
      ['column', '上月叶绿素a(μg/L)', 'the name says a value of another period'],
    ]);
  });

  it('of one parameter: the exact name with a fitting unit wins, and the choice is told', async () => {
    const { report, plan } = await read([
      '点位名称,经度,纬度,采样时间,藻密度(万个/mL),云覆盖度(%),DO%,溶解氧 mg/L,实测溶解氧 mg/L,Chlorophyll RFU,Chlorophyll µg/L',
      'A1,119.30,32.80,2025-07-10 09:30,120,80,25,2.1,2.2,1.4,35',
    ]);
    expect(plan.observations.map(o => [o.parameter, o.value])).toEqual([
      ['algal-density', 1.2e9],
      ['oxygen-saturation', 25],
      ['dissolved-oxygen', 2.1],
      ['chlorophyll-rfu', 1.4],
      ['chlorophyll-a', 35],
    ]);
    expect(report.notes).toContainEqual({
      code: 'column-chosen',
      column: '溶解氧 mg/L',
      value: '实测溶解氧 mg/L',
    });
    expect(columns(report)).toEqual(['云覆盖度(%)', '实测溶解氧 mg/L']);
  });

  it('that are called like fields of the form fill them, labels as codes; others can be kept', async () => {
    const table = [
      '断面名称,经度,纬度,采样时间,水体类型,水质目标,里程,优势种,采样瓶号,总磷(mg/L)',
      '甲,119.43,32.40,2025-06-05,河流,Ⅱ类,K12+300,微囊藻,B1,0.1',
      '乙,119.53,32.40,2025-06-05,river,2,8.5,,B2,0.1',
      '丙,119.63,32.40,2025-06-05,水库,III,9,,B3,0.1',
      '丁,119.73,32.40,2025-06-05,沟,III,9,,B4,0.1',
    ];
    const { report, plan } = await read(table);
    expect(plan.sites.map(s => s.fields)).toEqual([
      { 'water-body': 'river', 'target-class': 'Ⅱ', mileage: 12.3, 'dominant-species': '微囊藻' },
      { 'water-body': 'river', 'target-class': 'Ⅱ', mileage: 8.5 },
      { 'water-body': 'lake', 'target-class': 'Ⅲ', mileage: 9 },
    ]);
    expect(report.rejected).toMatchObject([{ row: 5, column: '水体类型', code: 'choice-unknown' }]);
    expect(columns(report)).toEqual(['采样瓶号']);
    const kept = await read(table, { columns: { 采样瓶号: { as: 'extra' } } });
    expect(kept.plan.sites[0].fields).toMatchObject({ 采样瓶号: 'B1' });
    expect(columns(kept.report)).toEqual([]);
  });

  it('of later rows fill what the first row left empty; what they say otherwise is told', async () => {
    const { plan, report } = await read([
      '断面名称,经度,纬度,采样日期,水体类型,水质目标,总磷(mg/L)',
      '甲,119.4,32.4,2025-06-05,河流,,0.1',
      '甲,119.4,32.4,2025-07-05,湖库,Ⅲ,0.1',
    ]);
    expect(plan.sites.map(s => s.fields)).toEqual([{ 'water-body': 'river', 'target-class': 'Ⅲ' }]);
    expect(report.ignored).toMatchObject([{ what: 'value', name: '3, water-body' }]);
  });

  it('of a site that is known change nothing, and what they say otherwise is told', async () => {
    const catalogue = await open(temporaryFolder());
    const list = (body: string, day: number) =>
      put(
        temporaryFolder(),
        'a.csv',
        `断面名称,经度,纬度,采样日期,水体类型,总磷(mg/L)\n甲,119.4,32.4,2025-06-0${day},${body},0.1\n`,
      );
    await commitImport(catalogue, await readImport(catalogue, list('河流', 5), null), { who: '李' });
    expect((await readImport(catalogue, list('河流', 6), null)).report.ignored).toEqual([]);
    const { report } = await readImport(catalogue, list('湖库', 6), null);
    expect(report).toMatchObject({ knownSites: 1, observations: 1 });
    expect(report.ignored).toMatchObject([{ what: 'value', name: '甲, water-body' }]);
  });

  it('one row per measurement: look-alikes are their own parameters or none', async () => {
    const { plan, report } = await read([
      'MonitoringLocationIdentifier,LatitudeMeasure,LongitudeMeasure,ActivityStartDate,CharacteristicName,ResultSampleFractionText,ResultMeasureValue,ResultMeasure/MeasureUnitCode',
      ...[
        '"Dissolved oxygen (DO)",,7.8,mg/l',
        '"Chlorophyll b",,2.1,ug/l',
        '"Temperature, air, deg C",,36.5,deg C',
        'Phosphorus,Total,0.06,mg/l as P',
        'Phosphorus,Dissolved,0.02,mg/l as P',
        '"Cloud cover",,60,%',
      ].map((rest, i) => `S01,32.80,119.30,2025-07-1${i},${rest}`),
    ]);
    expect(plan.observations.map(o => [o.parameter, o.value])).toEqual([
      ['dissolved-oxygen', 7.8],
      ['chlorophyll-b', 2.1],
      ['air-temperature', 36.5],
      ['total-phosphorus', 0.06],
      ['dissolved-phosphorus', 0.02],
    ]);
    expect(report.rejected).toMatchObject([{ row: 7, code: 'parameter-unknown' }]);
  });
});

describe('values of a laboratory', () => {
  const table = [
    '断面名称,经度,纬度,采样日期,垂线,层次,氨氮(mg/L),总磷(mg/L),挥发酚(mg/L),石油类(mg/L),藻密度(cells/L)',
    '甲,119.30,32.80,2025-07-10,左,表层,<0.025,—,ND,0.01L,"850,000"',
    '甲,119.30,32.80,2025-07-10,右,底,0.3,0.05,未检出,>5,"12,500,000"',
    '乙,119.40,32.80,2025-07-10,中,表,断流,断流,断流,断流,断流',
    '丙,119.50,32.80,2025-07-10,中,表,0.1,未采,未检出,0.02,120000',
  ];

  it('below a limit are censored and count as half of it; without a limit as 0, which is told', async () => {
    const { catalogue, report, plan } = await read(table);
    expect(
      plan.observations.map(o => [o.parameter, o.censored, o.value, o.detectionLimit, o.vertical, o.layer]),
    ).toEqual([
      ['ammonia-nitrogen', '<', 0.0125, 0.025, 'left', 'surface'],
      ['volatile-phenol', '<', 0, null, 'left', 'surface'],
      ['petroleum', '<', 0.005, 0.01, 'left', 'surface'],
      ['algal-density', '', 850000, null, 'left', 'surface'],
      ['ammonia-nitrogen', '', 0.3, null, 'right', 'bottom'],
      ['total-phosphorus', '', 0.05, null, 'right', 'bottom'],
      ['volatile-phenol', '<', 0, null, 'right', 'bottom'],
      ['petroleum', '>', 5, 5, 'right', 'bottom'],
      ['algal-density', '', 12500000, null, 'right', 'bottom'],
      ['ammonia-nitrogen', '', 0.1, null, 'middle', 'surface'],
      ['volatile-phenol', '<', 0, null, 'middle', 'surface'],
      ['petroleum', '', 0.02, null, 'middle', 'surface'],
      ['algal-density', '', 120000, null, 'middle', 'surface'],
    ]);
    expect(plan.noValues.map(n => [plan.sites[n.site].name, n.parameter, n.reason])).toEqual([
      ['乙', null, '断流'],
      ['丙', 'total-phosphorus', '未采'],
    ]);
    expect(report.notes).toEqual(
      expect.arrayContaining([
        { code: 'limit-unknown', column: '挥发酚(mg/L)', value: '3' },
        { code: 'dash-unanswered', column: '总磷(mg/L)', value: '1' },
        { code: 'below-limit', column: '氨氮(mg/L)', value: 'half · 1' },
        { code: 'thousands', column: '藻密度(cells/L)', value: '1' },
      ]),
    );
    await commitImport(catalogue, { file: { encoding: null, delimiter: null, tables: [], media: new Map() }, table: { name: '', columns: [], rows: [], firstRow: 1, headerRows: 1, geometry: null, epsg: null, crs: null }, plan, report, sha256: '' }, { who: '李' }); // prettier-ignore
    expect(catalogue.reader.all('SELECT reason, parameter FROM no_value ORDER BY id')).toEqual([
      { reason: '断流', parameter: null },
      { reason: '未采', parameter: 'total-phosphorus' },
    ]);
    const [card] = catalogue.sites.list().map(s => catalogue.sites.card(s.id));
    expect(card.observations).toContainEqual(
      expect.objectContaining({ parameter: 'ammonia-nitrogen', censored: '<', detectionLimit: 0.025, value: 0.0125, vertical: 'left', layer: 'surface' }), // prettier-ignore
    );
  });

  it('use the limits, the meaning of a dash and the rule that the mapping tells', async () => {
    const { plan } = await read(table, {
      censoredAs: 'limit',
      detectionLimits: { 'volatile-phenol': 0.0003, 'total-phosphorus': 0.01 },
      dashes: { 'total-phosphorus': 'below' },
    });
    const [first] = plan.sites;
    expect(first.name).toBe('甲');
    expect(plan.observations.slice(0, 4).map(o => [o.parameter, o.censored, o.value])).toEqual([
      ['ammonia-nitrogen', '<', 0.025],
      ['total-phosphorus', '<', 0.01],
      ['volatile-phenol', '<', 0.0003],
      ['petroleum', '<', 0.01],
    ]);
  });

  it('that are none keep their row out, or only themselves', async () => {
    const bad = [
      '点位名称,经度,纬度,采样时间,叶绿素a(µg/L),总磷(mg/L)',
      'A,119.30,32.80,2025-07-10,1,0.1',
      'B,119.31,32.81,2025-07-10,晴,0.1',
      'C,119.32,32.8l,2025-07-10,3,0.1',
      'D,119.33,32.81,2025-13-10,3,0.1',
    ];
    const byRow = await read(bad);
    expect(byRow.report.rejected.map(r => [r.row, r.column])).toEqual([
      [3, '叶绿素a(µg/L)'],
      [4, '纬度'],
      [5, '采样时间'],
    ]);
    const byValue = await read(bad, { badValue: 'value' });
    expect(byValue.report).toMatchObject({ accepted: 2, observations: 3 });
    expect(byValue.report.ignored).toContainEqual({
      what: 'value',
      name: '3, 叶绿素a(µg/L)',
      reason: '晴 is no number',
    });
  });

  it('one station with the scatter of GPS is one site', async () => {
    const at = [[119.30001, 32.80001], [119.30021, 32.80013], [119.29988, 32.7999], [119.3004, 32.80022]]; // prettier-ignore
    const rows = at.map(([lon, lat], i) => `湖心,${lon},${lat},2025-0${i + 1}-08,1${i}`);
    const { report } = await read([
      '点位名称,经度,纬度,采样日期,叶绿素a(µg/L)',
      ...rows,
      '湖心,119.31,32.8,2025-01-08,9',
    ]);
    expect(report).toMatchObject({ accepted: 5, sites: 2 });
    expect(report.notes).toContainEqual({ code: 'sites-joined', value: '3' });
  });
});

const workbook = (
  sheets: Record<string, { rows: unknown[][]; merges?: string[]; formats?: Record<string, string> }>,
  props = {},
) => {
  // prettier-ignore
  const book = XLSX.utils.book_new();
  for (const [name, { rows, merges = [], formats = {} }] of Object.entries(sheets)) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    sheet['!merges'] = merges.map(XLSX.utils.decode_range);
    for (const [cell, format] of Object.entries(formats)) (sheet[cell] as XLSX.CellObject).z = format;
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { WBProps: props };
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
};

describe('tables of a laboratory', () => {
  it('a title, merged names, a row of units, a note below; L values, verticals, days without a year', async () => {
    const head = ['断面名称', '经度', '纬度', '垂线', '层次', '采样日期', '营养盐', null, '石油类'];
    const bytes = workbook({
      '2025年7月': {
        rows: [
          ['某市地表水水质监测结果报表（2025年7月）'],
          head,
          [null, null, null, null, null, null, '氨氮', '总磷', null],
          [null, null, null, null, null, null, 'mg/L', 'mg/L', 'mg/L'],
          ['大桥', 119.42, 32.71, '左', '表层', '2025.7.8', '0.025L', '0.05', '0.01L'],
          [null, null, null, null, '底层', '2025.7.8', '0.31', '０．０８', '未检出'],
          ['小闸', 119.5, 32.75, '中', '表层', '7月9日', '断流', '断流', '断流'],
          ['注：“L”表示低于检出限'],
        ],
        merges: ['A1:I1', 'G2:H2', 'A2:A4', 'B2:B4', 'C2:C4', 'D2:D4', 'E2:E4', 'F2:F4', 'I2:I3', 'A5:A6', 'B5:B6', 'C5:C6', 'D5:D6', 'A8:I8'], // prettier-ignore
      },
    });
    const { report, plan } = await read(bytes, {}, 'a.xlsx');
    expect(report).toMatchObject({ headerRow: 2, headerRows: 3, rows: 3, accepted: 3, sites: 2 });
    expect(plan.observations.map(o => [o.parameter, o.censored, o.value, o.vertical, o.layer])).toEqual([
      ['ammonia-nitrogen', '<', 0.0125, 'left', 'surface'],
      ['total-phosphorus', '', 0.05, 'left', 'surface'],
      ['petroleum', '<', 0.005, 'left', 'surface'],
      ['ammonia-nitrogen', '', 0.31, 'left', 'bottom'],
      ['total-phosphorus', '', 0.08, 'left', 'bottom'],
      ['petroleum', '<', 0, 'left', 'bottom'],
    ]);
    expect(plan.noValues).toMatchObject([{ time: '2025-07-09', parameter: null, reason: '断流' }]);
    expect(report.ignored).toMatchObject([{ what: 'row', name: '8' }]);
    expect(report.notes).toContainEqual({ code: 'year-assumed', column: '采样日期', value: '2025' });
  });

  it('a sheet per month, a bad cell named with its sheet; other sheets are told', async () => {
    const head = ['断面', '经度', '纬度', '采样日期', '总磷(mg/L)'];
    const bytes = workbook({
      '1月': { rows: [head, ['甲', 119.1, 32.1, '2025-01-08', 0.05]] },
      '2月': {
        rows: [head, ['甲', 119.1, 32.1, '2025-02-08', 0.06], ['甲', 119.1, 32.1, '2025-02-09', 'x']],
      },
      说明: { rows: [['说明'], ['模拟']] },
    });
    const { report, plan } = await read(bytes, {}, 'a.xlsx');
    expect(plan.observations.map(o => [o.time, o.value])).toEqual([['2025-01-08', 0.05], ['2025-02-08', 0.06]]); // prettier-ignore
    expect(report.rejected).toMatchObject([{ sheet: '2月', row: 3, column: '总磷(mg/L)' }]);
    expect(report.ignored).toMatchObject([{ what: 'sheet', name: '说明' }]);
  });

  it('a repeat of a form has place, name and time of its parent', async () => {
    const bytes = workbook({
      巡测: {
        rows: [
          ['start', '点位名称', '_位置_latitude', '_位置_longitude', '透明度(m)', '_index'],
          ['2025-07-10T09:30:00.000+08:00', '湖1', 32.8, 119.3, 0.6, 1],
          ['2025-07-10T10:30:00.000+08:00', '湖2', 32.82, 119.32, 0.8, 2],
        ],
      },
      样品: {
        rows: [
          ['采样深度(m)', '叶绿素a(µg/L)', '_index', '_parent_table_name', '_parent_index'],
          [0.5, 35, 1, '巡测', 1],
          [2, 12, 2, '巡测', 1],
          [0.5, 22, 3, '巡测', 2],
        ],
      },
    });
    const { plan } = await read(bytes, {}, 'a.xlsx');
    expect(plan.sites.map(s => s.name)).toEqual(['湖1', '湖2']);
    expect(
      plan.observations.map(o => [o.site, o.parameter, o.value, o.depthM, o.time.slice(11, 16)]),
    ).toEqual([
      [0, 'secchi-depth', 0.6, null, '09:30'],
      [1, 'secchi-depth', 0.8, null, '10:30'],
      [0, 'chlorophyll-a', 35, 0.5, '09:30'],
      [0, 'chlorophyll-a', 12, 2, '09:30'],
      [1, 'chlorophyll-a', 22, 0.5, '10:30'],
    ]);
  });

  it('shares and days of 1904 as the workbook shows them', async () => {
    // 44,385 days after 1904-01-01 are 45,847 after 1899-12-30: 2025-07-09.
    const rows = [
      ['点位', '经度', '纬度', '日期', '植被覆盖度(%)'],
      ['甲', 119.1, 32.1, 44385, 0.355],
    ];
    const bytes = workbook({ a: { rows, formats: { D2: 'yyyy-mm-dd', E2: '0.0%' } } }, { date1904: true });
    const { plan } = await read(bytes, {}, 'a.xlsx');
    expect(plan.observations).toMatchObject([
      { time: '2025-07-09', parameter: 'vegetation-cover', value: 35.5 },
    ]);
  });

  it('of sondes, with a preamble and dates as their headings tell', async () => {
    const korexo = [
      'KOR EXO Software,,,,,',
      'File Created,7/10/2025,,,,',
      'Sonde,19H104231,,,,',
      ',,,,,',
      'Date (MM/DD/YYYY),Time (HH:mm:ss),Site Name,ODO % sat,ODO mg/L,Chlorophyll RFU,Chlorophyll ug/L,SpCond µS/cm,TDS mg/L,Temp °C,pH mV,pH,BGA-PC RFU',
      '07/08/2025,08:00:00,甲,91.2,7.1,1.3,5.2,312.4,203,28.1,-52,7.9,0.4',
      '07/09/2025,08:15:00,甲,90.2,7.0,1.2,5.1,312.0,203,28.0,-52,7.9,0.4',
    ];
    const { catalogue } = await read('a\n1\n');
    catalogue.sites.add('li', { name: '甲', code: '', kind: 'section', lon: 119, lat: 32 });
    const { plan, report } = await readImport(
      catalogue,
      put(temporaryFolder(), 'k.csv', korexo.join('\n')),
      null,
    );
    expect(report.rejected).toEqual([]);
    expect(plan.observations.filter(o => o.row === 6).map(o => [o.time, o.parameter, o.value])).toEqual(
      [
        ['oxygen-saturation', 91.2],
        ['dissolved-oxygen', 7.1],
        ['chlorophyll-rfu', 1.3],
        ['chlorophyll-a', 5.2],
        ['conductivity', 312.4],
        ['total-dissolved-solids', 203],
        ['water-temperature', 28.1],
        ['ph', 7.9],
        ['phycocyanin-rfu', 0.4],
      ].map(value => ['2025-07-08T08:00:00+08:00', ...value]),
    );
    expect(columns(report)).toEqual(['pH mV']);
  });

  it('of a logger at one place, with a row of units that tells how its clock is written', async () => {
    const hydrolab = [
      'Log File Name : lake',
      'Setup Date (MMDDYY) : 071025',
      '',
      'Date,Time,Temp,SpCond,pH,LDO,LDO%,Dep100',
      'MMDDYY,HHMMSS,°C,µS/cm,Units,mg/l,Sat,meters',
      '071025,080000,27.50,350,8.10,8.20,104.0,0.5',
      '071025,081530,27.60,351,8.11,8.30,105.0,0.5',
    ];
    const { catalogue } = await read('a\n1\n');
    catalogue.sites.add('li', { name: '甲', code: '', kind: 'section', lon: 119, lat: 32 });
    const path = put(temporaryFolder(), 'h.csv', hydrolab.join('\r\n'));
    const { plan, report } = await readImport(catalogue, path, { adjust: { site: '甲' } });
    expect([report.rejected, columns(report)]).toEqual([[], []]);
    expect(plan.observations.slice(5).map(o => [o.parameter, o.value, o.depthM])).toEqual([
      ['water-temperature', 27.6, 0.5],
      ['conductivity', 351, 0.5],
      ['ph', 8.11, 0.5],
      ['dissolved-oxygen', 8.3, 0.5],
      ['oxygen-saturation', 105, 0.5],
    ]);
    expect(new Set(plan.observations.map(o => o.time))).toEqual(
      new Set(['2025-07-10T08:00:00+08:00', '2025-07-10T08:15:30+08:00']),
    );
  });

  it('a track is a cruise with its measured columns, waypoints are sites, a route is told', async () => {
    const point = (i: number) =>
      `<trkpt lat="32.8" lon="119.${300 + i}"><time>2025-07-10T01:00:0${i}Z</time><extensions><t><wtemp>28.${i}</wtemp></t></extensions></trkpt>`;
    const { plan, report } = await read(
      `<gpx><wpt lat="32.8" lon="119.3"><name>采样点1</name><cmt>水华</cmt></wpt><rte><name>航线</name><rtept lat="32" lon="119"/></rte><trk><name>走航1</name><trkseg>${[0, 1, 2].map(point).join('')}</trkseg></trk></gpx>`,
      {},
      'a.gpx',
    );
    expect(plan.sites.map(s => [s.name, s.kind === 'cruise', s.note])).toEqual([['走航1', true, ''], ['采样点1', false, '水华']]); // prettier-ignore
    expect(plan.observations.map(o => [o.parameter, o.value])).toEqual([28, 28.1, 28.2].map(v => ['water-temperature', v])); // prettier-ignore
    expect(report.ignored).toMatchObject([{ what: 'route', name: '航线' }]);
  });

  it('places of forms: POINT (x y z), degrees in every writing', async () => {
    const places = ['POINT (119.3 32.8 5.1)', 'POINT Z (119.3 32.8 5.1)', '32.8 119.3 5.0 4.2', '119-18-00, 32-48-00', '１１９°１８′００″,３２°４８′００″']; // prettier-ignore
    const rows = places.map((place, i) => `点${i};${place};2025-07-10;${i}`);
    const { plan, report } = await read(['点位名称;坐标;日期;叶绿素a(µg/L)', ...rows]);
    expect(report.rejected).toEqual([]);
    for (const { lon, lat } of plan.sites) {
      expect(lon).toBeCloseTo(119.3, 9);
      expect(lat).toBeCloseTo(32.8, 9);
    }
  });
});
