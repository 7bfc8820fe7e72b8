import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import { open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { sharedCases } from '#tests/fixtures/shared.ts';
import { put } from './files.ts';

const folder = join(sharedCases, 'field');

/** Rows, sites, observations, refused rows and reasons for no value, counted in the files by hand. */
describe.skipIf(!existsSync(folder))('tables that people brought', () => {
  it.each([
    ['all_nd.csv', 2, 2, 6, 0, 0],
    ['auto_station.csv', 744, 1, 4464, 0, 0],
    ['bio.csv', 1, 1, 4, 0, 0],
    ['boat.gpx', 202, 3, 400, 0, 0],
    ['dense.csv', 60, 60, 120, 0, 0],
    ['dms.csv', 10, 10, 10, 0, 0],
    ['gps_jitter.csv', 5, 1, 5, 0, 0],
    ['kobo_repeat.xlsx', 5, 2, 6, 0, 0],
    ['l2.xls', 9, 4, 50, 0, 1],
    ['lab_sheet.xlsx', 9, 4, 50, 0, 1],
    ['layers.csv', 3, 1, 12, 0, 0],
    ['limits.csv', 1, 1, 3, 0, 0],
    ['lmr.csv', 3, 1, 24, 0, 0],
    ['long_en.csv', 11, 1, 8, 3, 0],
    ['nondetect.csv', 2, 2, 8, 0, 0],
    ['odk_central.csv', 2, 2, 8, 0, 0],
    ['odk_wkt.csv', 2, 2, 4, 0, 0],
    ['one_bad_lat.csv', 3, 2, 2, 1, 0],
    ['phonly.csv', 1, 1, 1, 0, 0],
    ['river.csv', 2, 2, 18, 0, 0],
    ['river_code.csv', 2, 2, 8, 0, 0],
    ['river_label.csv', 2, 2, 8, 0, 0],
    ['some_nd.csv', 2, 2, 4, 0, 0],
    ['thousands.csv', 3, 3, 12, 0, 0],
    ['two-row-header-gb18030.csv', 2, 2, 6, 0, 0],
    ['tz.csv', 10, 10, 10, 0, 0],
    ['wide_units.csv', 2, 2, 10, 0, 0],
    ['wide_units2.csv', 2, 2, 6, 0, 0],
    ['windows-1252-points.csv', 2, 2, 4, 0, 0],
    ['wqp_long.csv', 6, 1, 6, 0, 0],
    ['zh_forms.csv', 1, 1, 3, 0, 0],
    ['zh_long.csv', 14, 1, 12, 2, 0],
  ])('%s', async (name, rows, sites, observations, rejected, noValues) => {
    const catalogue = await open(temporaryFolder());
    const { report } = await readImport(catalogue, join(folder, name), null);
    expect({ ...report, rejected: report.rejected.length }).toMatchObject({ rows, sites, observations, rejected, noValues }); // prettier-ignore
  });

  it('names every layer, and reads the one that is chosen', async () => {
    const catalogue = await open(temporaryFolder());
    const path = join(folder, 'two-layers.gpkg');
    const first = await readImport(catalogue, path, { adjust: { date: '2025-07-10' } });
    expect(first.report).toMatchObject({ table: 'spring', observations: 2 });
    expect(first.report.ignored).toMatchObject([{ what: 'layer', name: 'summer' }]);
    const other = await readImport(catalogue, path, { adjust: { table: 'summer', date: '2025-07-10' } });
    expect(other.report).toMatchObject({ observations: 3 });
  });
});

const parameters = [
  { id: 'total-phosphorus', head: '总磷(μg/L)', factor: 1e-3 },
  { id: 'ammonia-nitrogen', head: '氨氮（μg·L-1）', factor: 1e-3 },
  { id: 'algal-density', head: '藻密度(×10⁴个/L)', factor: 1e4 },
] as const;
const mark = fc.constantFrom('', '<', 'L', '＜', '>', '未检出', '断流', '/');
const cell = fc.record({ value: fc.integer({ min: 1, max: 9999 }), mark });
const visit = fc.record({
  day: fc.integer({ min: 0, max: 3000 }),
  writing: fc.integer({ min: 0, max: 4 }),
  cells: fc.tuple(cell, cell, cell),
});

describe('a random table of a laboratory', () => {
  it('comes in with its values, marks, units and dates, and nothing else', async () => {
    const catalogue = await open(temporaryFolder());
    const files = temporaryFolder();
    let n = 0;
    const property = fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 12 }), async visits => {
      const site = `站${++n}`;
      const dayOf = (days: number) => new Date(Date.UTC(2018, 0, 1 + days)).toISOString().slice(0, 10);
      const rows = visits.map(({ day, writing, cells }, i) => {
        const [y, m, d] = dayOf(day).split('-');
        const written = [`${y}-${m}-${d}`, `${y}年${Number(m)}月${Number(d)}日`, `${y}.${m}.${d}`, `${y}${m}${d}`, `${y}/${Number(m)}/${Number(d)}`][writing]; // prettier-ignore
        const texts = cells.map(({ value, mark: sign }) =>
          sign === 'L' ? `${value}L` : /[<＜>]/.test(sign) ? `${sign}${value}` : sign || String(value),
        );
        return [site, 119, 32, written, i, ...texts].join(',');
      });
      const head = ['点位名称', '经度', '纬度', '采样日期', '采样深度(m)', ...parameters.map(p => p.head)];
      const read = await readImport(
        catalogue,
        put(files, `${n}.csv`, [head.join(','), ...rows].join('\n')),
        null,
      );
      // Columns without any value are none of their parameter's.
      const isValue = (sign: string) => sign !== '/' && sign !== '断流';
      const expected = visits.flatMap(({ day, cells }, i) =>
        cells.flatMap(({ value, mark: sign }, p) => {
          if (!isValue(sign)) return [];
          const own = value * parameters[p].factor;
          const below = /[<＜L]/.test(sign);
          return [{
            time: dayOf(day), depthM: i, parameter: parameters[p].id,
            censored: below || sign === '未检出' ? '<' : sign === '>' ? '>' : '',
            value: sign === '未检出' ? 0 : below ? own / 2 : own,
          }];
        }),
      ); // prettier-ignore
      expect(read.report.rejected).toEqual([]);
      const plain = read.plan.observations.map(o => ({ time: o.time, depthM: o.depthM, parameter: o.parameter, censored: o.censored, value: o.value })); // prettier-ignore
      expect(plain.map(o => ({ ...o, value: expect.closeTo(o.value, 9) as number }))).toEqual(expected);
      await commitImport(catalogue, read, { who: '李' });
      const kept = catalogue.reader.all('SELECT time, depth_m AS depthM, parameter, censored, value FROM observation WHERE import_id = (SELECT max(id) FROM import) ORDER BY id'); // prettier-ignore
      expect(kept).toEqual(plain);
    });
    await fc.assert(property, { numRuns: 25 });
  });
});
