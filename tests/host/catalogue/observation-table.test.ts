import fc from 'fast-check';
import { expect, it } from 'vitest';
import { observationOfCells, writtenOf, type ObservationCells } from '#core/plots/observation-cells.ts';
import { namesOf } from '#core/plots/parameter-names.ts';
import { inWords, say } from '#core/words/said.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { failure, open, temporaryFolder } from './workspace.ts';

const parameters = loadParameters();
const all = { parameters, names: namesOf(parameters), row: say('cell.new-row', { number: 1 }) };
const made = (cells: ObservationCells) =>
  observationOfCells({ time: '2025-07-10', parameter: '总磷', ...cells }, null, all);

it('a value as a laboratory writes it, in any unit, counts as it should', () => {
  expect(made({ value: '0.05' })).toMatchObject({ parameter: 'total-phosphorus', value: 0.05, censored: '' });
  // 50 µg/L = 0.05 mg/L
  expect(made({ value: '50 µg/L' })).toMatchObject({ value: 0.05 });
  expect(made({ value: '50', unit: 'µg/L' })).toMatchObject({ value: 0.05 });
  expect(made({ value: '50', parameter: '总磷 (µg/L)' })).toMatchObject({ value: 0.05, unit: 'mg/L' });
  // Half of the limit; L behind a value says below.
  for (const value of ['<0.02', '0.02L', '＜0.02', '未检出'])
    expect(made({ value, ...(value === '未检出' && { detectionLimit: '0.02' }) })).toMatchObject({ value: 0.01, censored: '<', detectionLimit: 0.02 }); // prettier-ignore
  expect(made({ value: '未检出' })).toMatchObject({ value: 0, censored: '<', detectionLimit: null });
  expect(made({ value: '断流' })).toMatchObject({ value: null, noValue: '断流' });
  expect(made({ value: '1', time: '2025年7月10日08时', vertical: '左', layer: '表层' })).toMatchObject({ time: '2025-07-10T08:00:00+08:00', vertical: 'left', layer: 'surface' }); // prettier-ignore
});

it.each([
  [{ value: '-' }, '数值'],
  [{ value: '' }, '数值'],
  [{ value: '很高' }, '数值'],
  [{ value: '1', time: '05/07/2025' }, '时间'],
  [{ value: '1', time: '七月' }, '时间'],
  [{ value: '1', parameter: '总锂' }, '项目'],
  [{ value: '1', unit: '℃' }, '单位'],
  [{ value: '1', flag: '好' }, '质量标记'],
  [{ value: '1', layer: '岸上' }, '层次'],
  [{ value: '1', detectionLimit: '0.1' }, '检出限'],
  [{ value: '<1', detectionLimit: '0.1' }, '检出限'],
])('%o is refused with its cell', async (cells, column) => {
  const error = await failure(() => Promise.resolve(made(cells)));
  expect(inWords(error.said, 'zh-CN')).toContain(column);
});

it('property: what is written is read back the same', () => {
  const number = fc.double({ min: 0.001, max: 9, noNaN: true }).map(n => Number(n.toPrecision(4)));
  const mark = fc.constantFrom('', '<');
  fc.assert(
    fc.property(mark, number, (m, n) => {
      const first = made({ value: `${m}${n}` });
      const again = made({ value: String(writtenOf(first)) });
      expect(again).toEqual({ ...first, flagReason: again.flagReason });
      expect(observationOfCells({}, first, all)).toEqual(first);
    }),
    { seed: 15, numRuns: 200 },
  );
});

it('rows are pasted, corrected, flagged, each as one step; one bad cell refuses all of it', async () => {
  const catalogue = await open(temporaryFolder());
  const { id } = catalogue.sites.add('li', { name: '桥下', code: 'B1', kind: 'section', lon: 119, lat: 32 });
  const table = () => catalogue.observations.table([id]).rows;
  const days = Array.from({ length: 300 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)); // prettier-ignore
  const added = days.map((time, i) => ({
    cells: { site: i % 2 ? '桥下' : 'B1', time, parameter: '氨氮', value: i === 7 ? '断流' : '0.5' },
  }));
  expect(catalogue.observations.change('li', { changes: [], added })).toEqual({ changed: 0, added: 300 });
  expect(table()).toHaveLength(300);
  const twice = await failure(() => Promise.resolve(catalogue.observations.change('li', { changes: [], added: [added[1]] }))); // prettier-ignore
  expect(twice.message).toContain('already');

  const values = table().filter(row => row.of === 'value');
  const all = (cells: ObservationCells) => values.map(row => ({ of: row.of, id: row.id, cells }));
  const bad = all({ value: '<0.02' });
  bad[200] = { ...bad[200], cells: { value: '很高' } };
  expect((await failure(() => Promise.resolve(catalogue.observations.change('li', { changes: bad, added: [] })))).message).toContain('桥下'); // prettier-ignore
  expect(table().filter(row => row.value === 0.5)).toHaveLength(299);

  catalogue.observations.change('li', { changes: all({ value: '<0.02' }), added: [] });
  expect(table().filter(row => row.value === 0.01 && row.detectionLimit === 0.02)).toHaveLength(299);
  // What was corrected stays.
  expect(catalogue.sites.card(id).observations).toHaveLength(598);
  catalogue.edits.undo('li');
  expect(table().filter(row => row.value === 0.5)).toHaveLength(299);

  const unreasoned = await failure(() => Promise.resolve(catalogue.observations.change('li', { changes: all({ flag: '可疑' }), added: [] }))); // prettier-ignore
  expect(unreasoned.message).toContain('reason');
  catalogue.observations.change('li', { changes: all({ flag: '可疑' }), added: [], reason: '探头污染' });
  expect(table().filter(row => row.flag === 'suspect' && row.flagReason === '探头污染')).toHaveLength(299);
  catalogue.observations.change('li', { changes: all({ flag: 'valid' }), added: [] });
  expect(table().filter(row => row.flag === 'valid' && row.flagReason === '')).toHaveLength(300);

  const [first] = values;
  catalogue.observations.change('li', { changes: [{ of: 'value', id: first.id, cells: { value: '封冻' } }], added: [] }); // prettier-ignore
  expect(table().filter(row => row.time === first.time)).toMatchObject([{ flag: 'invalid', value: 0.5 }, { noValue: '封冻' }]); // prettier-ignore
  expect(catalogue.journal.verify()).toMatchObject({ ok: true });
});

it('a value beyond what is plausible needs a reason of its own or of the gesture', async () => {
  const catalogue = await open(temporaryFolder());
  const { id: siteId } = catalogue.sites.add('li', { name: '桥下', kind: 'section', lon: 119, lat: 32 });
  const added = [{ siteId, cells: { time: '2025-07-10', parameter: 'pH', value: '77' } }];
  const refused = await failure(() => Promise.resolve(catalogue.observations.change('li', { changes: [], added }))); // prettier-ignore
  expect(refused.message).toMatch(/Value of new row 1: .*77/);
  catalogue.observations.change('li', { changes: [], added, reason: '化工泄漏' });
  expect(catalogue.sites.card(siteId).observations).toMatchObject([{ value: 77, overrideReason: '化工泄漏' }]); // prettier-ignore
});
