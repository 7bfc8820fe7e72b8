import fc from 'fast-check';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { listNoValues, listObservations } from '#host/catalogue/observations.ts';
import { exportPlots, type PlotFormat } from '#host/exchange/field-export/export-plots.ts';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import type { ImportMapping } from '#core/plots/mapping.ts';
import { open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { put } from './files.ts';

const heads = ['高锰酸盐指数(mg/L)', '氨氮(μg/L)', '总磷(mg/L)', '粪大肠菌群(个/L)', 'pH'];
/** Plausible as pH, too. */
const number = fc.oneof(
  fc.integer({ min: 1, max: 14 }),
  fc.double({ min: 0.001, max: 14, noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 1, max: 14_000 }).map(n => n / 1000),
);
const cell = fc.oneof(
  { weight: 4, arbitrary: number.map(String) },
  { weight: 2, arbitrary: number.map(n => `<${n}`) },
  { weight: 1, arbitrary: number.map(n => `${n}L`) },
  { weight: 1, arbitrary: number.map(n => `>${n}`) },
  { weight: 1, arbitrary: fc.constantFrom('未检出', 'ND', '断流', '未采', '', '/') },
);
const row = fc.record({
  day: fc.integer({ min: 0, max: 2000 }),
  clock: fc.constantFrom('', ' 08:00', ' 14:35'),
  vertical: fc.constantFrom('左', '中', '右', ''),
  layer: fc.constantFrom('表', '中', '底', ''),
  depth: fc.constantFrom('', '0.5', '3'),
  body: fc.constantFrom('河流', '湖库'),
  cells: fc.array(cell, { minLength: heads.length, maxLength: heads.length }),
});
const limits: Partial<ImportMapping> = {
  detectionLimits: { 'total-phosphorus': 0.01 },
  implausible: 'flag',
};

async function bring(catalogue: Catalogue, path: string, more: Partial<ImportMapping> = {}) {
  const read = await readImport(catalogue, path, { adjust: { ...limits, ...more } });
  await commitImport(catalogue, read, { who: '李' });
  return read.report;
}

function kept(catalogue: Catalogue, name: string) {
  const site = catalogue.sites.list().find(s => s.name === name)!;
  const sorted = (rows: readonly unknown[]) => rows.map(r => JSON.stringify(r)).sort();
  return {
    site: [site.code, site.kind, site.lon, site.lat, site.fields],
    observations: sorted(
      listObservations(catalogue.reader, site.id).map(o => [o.time, o.depthM, o.vertical, o.layer, o.parameter, o.value, o.unit, o.censored, o.detectionLimit]), // prettier-ignore
    ),
    noValues: sorted(
      listNoValues(catalogue.reader, site.id).map(v => [v.time, v.vertical, v.layer, v.parameter, v.reason]),
    ),
  };
}

it.each(['csv', 'xlsx', 'geojson', 'kml', 'shp'] satisfies PlotFormat[])(
  'a random table of a laboratory leaves as %s and comes back the same',
  async format => {
    const from = await open(temporaryFolder());
    const to = await open(temporaryFolder());
    const files = temporaryFolder();
    let n = 0;
    const property = fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('zh-CN' as const, 'en' as const),
      async (rows, language) => {
        const name = `站点${++n}号`;
        const lines = rows.map(({ day, clock, vertical, layer, depth, cells }) => {
          const date = new Date(Date.UTC(2018, 0, 1 + day)).toISOString().slice(0, 10);
          return [name, `C${n}`, 119 + n / 64, 32, date + clock, vertical, layer, depth, rows[0].body, ...cells].join(','); // prettier-ignore
        });
        // A row twice is refused: it has come in already.
        const head = ['断面名称', '断面编码', '经度', '纬度', '采样时间', '垂线', '层次', '采样深度(m)', '水体类型', ...heads]; // prettier-ignore
        await bring(from, put(files, `${n}.csv`, [head.join(','), ...lines].join('\n')));
        if (!from.sites.list().some(s => s.name === name)) return;
        const path = join(files, `${n}-out.${format}`);
        await exportPlots(from, { filter: { text: name }, format, path, language });
        const sheet = language === 'en' ? 'Observations' : '观测';
        const report = await bring(to, path, { kind: 'section', ...(format === 'xlsx' && { table: sheet }) });
        expect(report.rejected).toEqual([]);
        expect(kept(to, name)).toEqual(kept(from, name));
      },
    );
    await fc.assert(property, { numRuns: 15 });
  },
);
