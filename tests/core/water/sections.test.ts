import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waterRulesSchema } from '#core/foundation/rules.ts';
import { monthMeans, type WaterValue } from '#core/water/period-means.ts';
import {
  changeWord,
  conditionOfShares,
  waterClassesOf,
  waterPeriod,
  type Section,
} from '#core/water/sections.ts';
import { isOutlet, waterBodyOf } from '#core/water/water-body.ts';
import { waterSamples } from '#core/water/water-samples.ts';
import { bloomRulesSchema } from '#core/foundation/rules.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(`resources/rules/${name}.json`, 'utf8'));
const rules = waterRulesSchema.parse(read('water'));
const bloom = bloomRulesSchema.parse(read('bloom'));

const value = (
  time: string,
  parameter: string,
  number: number,
  more: Partial<WaterValue> = {},
): WaterValue => ({
  time,
  parameter,
  value: number,
  depthM: null,
  flag: 'valid',
  supersededBy: null,
  censored: '',
  vertical: '',
  layer: '',
  ...more,
});

let made = 0;
const section = (values: readonly WaterValue[], more: Partial<Section> = {}): Section => ({
  siteId: ++made,
  name: `断面${made}`,
  code: '',
  lon: 119,
  lat: 32,
  water: '京杭大运河',
  body: { body: 'river', from: 'form' },
  target: null,
  values,
  noValues: [],
  ...more,
});
const classesOf = (period: string, ...sections: Section[]) =>
  waterClassesOf(rules, sections, waterPeriod(period)!);
const one = (period: string, of: Section) => classesOf(period, of).sections[0];

describe('river or lake', () => {
  const of = (fields: Record<string, string>, name = 'Q1', inLake = false) =>
    waterBodyOf({ name, fields }, inLake);

  it('is told by the form, as code, label or any word; else by a lake around it, else by its name', () => {
    for (const word of ['river', '河流', '河', 'River'])
      expect(of({ 'water-body': word }).body, word).toBe('river');
    for (const word of ['lake', '湖库', '湖泊', '水库', 'Lake or reservoir', 'reservoir'])
      expect(of({ 'water-body': word }).body, word).toBe('lake');
    expect(of({ 'water-body': '河流' }, 'Q1', true)).toEqual({ body: 'river', from: 'form' });
    expect(of({}, 'Q1', true)).toEqual({ body: 'lake', from: 'zone' });
    expect(of({}, '湖心')).toEqual({ body: 'lake', from: 'name' });
    for (const name of ['Q1', '湖口大桥', '芜湖', '邵伯大桥', ''])
      expect(of({}, name), name).toEqual({ body: null, from: null });
    expect(of({ 'water-body': '河湖' }).body).toBeNull();
  });

  it('is not asked of an outlet', () => {
    const outlet = (name: string, fields = {}) => isOutlet({ name, fields });
    expect(outlet('第三污水处理厂排污口')).toBe(true);
    expect(outlet('A1', { 'section-type': '入河排口' })).toBe(true);
    expect(outlet('排口下游500米')).toBe(false);
  });
});

describe('means', () => {
  it('are of left, middle and right first, then of the times', () => {
    const day = (d: string, ...numbers: number[]) =>
      numbers.map((n, i) => value(d, 'total-phosphorus', n, { vertical: ['left', 'middle', 'right'][i] }));
    // (0.01 + 0.02 + 0.15) / 3 = 0.06; (0.06 + 0.10) / 2 = 0.08
    const [mean] = monthMeans([...day('2025-06-05', 0.01, 0.02, 0.15), ...day('2025-06-20', 0.1)]);
    expect(mean.value).toBeCloseTo(0.08, 12);
    expect(mean.n).toBe(4);
  });

  it('of pH are those of the hydrogen ions', () => {
    // (10⁻⁶ + 10⁻⁸) / 2 = 5.05 × 10⁻⁷ → 6.2967
    const [mean] = monthMeans([value('2025-06-05', 'ph', 6), value('2025-06-06', 'ph', 8)]);
    expect(mean.value).toBeCloseTo(6.29671, 5);
  });

  it('leave out what was superseded or is invalid, and count what was censored', () => {
    const [mean] = monthMeans([
      value('2025-06-05', 'ammonia-nitrogen', 0.0125, { censored: '<' }),
      value('2025-06-06', 'ammonia-nitrogen', 0.0375, { depthM: 0.5 }),
      value('2025-06-06', 'ammonia-nitrogen', 9, { flag: 'invalid' }),
      value('2025-06-06', 'ammonia-nitrogen', 9, { supersededBy: 7 }),
    ]);
    expect(mean).toEqual({ parameter: 'ammonia-nitrogen', value: 0.025, n: 2, censored: 1, depths: [0.5] });
  });

  it('lie between the least and the greatest value, and of equal values are that value', () => {
    const number = fc.double({ min: 1e-5, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 9 }),
        fc.constantFrom('ph', 'copper'),
        (numbers, id) => {
          const held = id === 'ph' ? numbers.map(n => n % 14) : numbers;
          const [mean] = monthMeans(held.map((n, i) => value(`2025-06-0${i + 1}`, id, n)));
          expect(mean.value).toBeGreaterThanOrEqual(Math.min(...held) - 1e-9);
          expect(mean.value).toBeLessThanOrEqual(Math.max(...held) + 1e-9);
          const [same] = monthMeans(held.map((_, i) => value(`2025-06-0${i + 1}`, id, 0.2)));
          expect(same.value).toBe(0.2);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of a lake’s verticals give the class and the trophic state of a sample', () => {
    const row = (vertical: string, ...numbers: number[]) =>
      [
        'dissolved-oxygen',
        'ammonia-nitrogen',
        'total-phosphorus',
        'chlorophyll-a',
        'total-nitrogen',
        'secchi-depth',
        'permanganate-index',
      ].map((id, i) => value('2025-07-08', id, numbers[i], { vertical, layer: 'surface' }));
    const [sample, ...more] = waterSamples(
      [
        ...row('left', 8.1, 0.1, 0.01, 5, 0.4, 1.5, 2.1),
        ...row('middle', 7.6, 0.12, 0.02, 10, 0.8, 1.2, 3),
        ...row('right', 4.4, 0.14, 0.15, 90, 2.6, 0.3, 7),
      ],
      'lake',
      rules,
      bloom,
    );
    expect(more).toEqual([]);
    // Phosphorus (0.01 + 0.02 + 0.15) / 3 = 0.06: Ⅳ of a lake.
    expect(sample).toMatchObject({ n: 3, quality: { class: 'Ⅳ' } });
    // chl 35, TP 0.06, TN 1.2667, SD 1, CODMn 4.0333 by the formula of TLI
    expect(sample.trophic!.index).toBeCloseTo(52.95, 2);
  });

  it('derive the saturation of oxygen from the temperature beside it', () => {
    // 28 °C: 468 / 59.6 = 7.852 mg/L; 7.1 / 7.852 = 90.4 %
    const june = section([
      value('2025-06-05', 'dissolved-oxygen', 7.1),
      value('2025-06-05', 'water-temperature', 28),
    ]);
    expect(one('2025-06', june).quality.class).toBe('Ⅰ');
  });
});

describe('sections in a period', () => {
  const phosphorus = (...numbers: number[]) =>
    numbers.map((n, i) => value(`2025-${String(i + 1).padStart(2, '0')}-05`, 'total-phosphorus', n));

  it('are judged by the month’s results, the quarter’s and the year’s mean over months', () => {
    const of = section(phosphorus(0.05, 0.15, 0.35), { target: 'Ⅱ' });
    expect(one('2025-01', of).quality).toMatchObject({ class: 'Ⅱ', reached: true });
    expect(one('2025-03', of).quality.class).toBe('Ⅴ');
    // (0.05 + 0.15 + 0.35) / 3 = 0.1833: Ⅲ
    const quarter = one('2025-Q1', of);
    expect(quarter.quality).toMatchObject({ class: 'Ⅲ', reached: false });
    expect(quarter.doubts).toEqual([]);
    expect(one('2025', of).doubts).toMatchObject([
      { code: 'water.few-months', values: { months: 3, least: 8 } },
    ]);
  });

  it('weigh each month once, however often it was sampled', () => {
    const june = [0.1, 0.1, 0.1, 0.1].map((n, i) => value(`2025-06-0${i + 1}`, 'total-phosphorus', n));
    const of = section([...june, value('2025-05-05', 'total-phosphorus', 0.32)]);
    // (0.1 + 0.32) / 2 = 0.21: Ⅳ; the mean of the five values, 0.144, would be Ⅲ
    expect(one('2025-Q2', of).quality.class).toBe('Ⅳ');
  });

  it('take the day in Beijing', () => {
    const of = section([value('2025-05-31T18:00:00Z', 'total-phosphorus', 0.1)]);
    expect(one('2025-06', of).quality.class).toBe('Ⅱ');
    expect(one('2025-05', of).quality.class).toBeNull();
  });

  it('say why there is no class', () => {
    const dry = section([], { noValues: [{ time: '2025-06-05', parameter: null, reason: '断流' }] });
    expect(one('2025-06', dry).quality.reason).toMatchObject({
      code: 'water.no-value',
      values: { reason: '断流' },
    });
    expect(one('2025-07', dry).quality.reason).toMatchObject({ code: 'water.no-data' });
    const unknown = section(phosphorus(0.1), { body: { body: null, from: null } });
    expect(one('2025-01', unknown).quality.reason).toMatchObject({ code: 'water.no-body' });
  });

  it('give shares over sections with a class, beside the period before and a year ago', () => {
    const of = (now: number, before: number) =>
      section([
        value('2025-06-05', 'total-phosphorus', now),
        value('2025-05-05', 'total-phosphorus', before),
      ]);
    const { shares, previousPeriod, lastYear } = classesOf(
      '2025-06',
      of(0.1, 0.5),
      of(0.25, 0.1),
      section([]),
    );
    expect(shares).toEqual({ excellent: 0.5, good: 0.5, fair: 0.5, bad: 0, sections: 2 });
    // May: 劣Ⅴ and Ⅱ; ΔG 0, ΔD −50: 50 points better
    expect(previousPeriod).toMatchObject({
      shares: { good: 0.5, bad: 0.5 },
      difference: 50,
      word: 'much-better',
    });
    expect(lastYear).toBeNull();
  });
});

describe('rivers', () => {
  const river = (...numbers: number[]) =>
    numbers.map(n => section([value('2025-06-05', 'total-phosphorus', n)]));

  it('with fewer than five sections are judged by their mean', () => {
    // (0.1 + 0.1 + 0.1 + 0.7) / 4 = 0.25: Ⅳ, lightly polluted
    expect(classesOf('2025-06', ...river(0.1, 0.1, 0.1, 0.7)).rivers).toMatchObject([
      { by: 'mean', class: 'Ⅳ', condition: { label: { zh: '轻度污染' } }, main: [{ share: 0.25 }] },
    ]);
  });

  it('with five or more by the shares of classes', () => {
    expect(classesOf('2025-06', ...river(0.1, 0.1, 0.1, 0.7, 0.7)).rivers).toMatchObject([
      // Ⅰ–Ⅲ 60 %, 劣Ⅴ 40 %
      { by: 'shares', class: null, condition: { label: { zh: '重度污染' } } },
    ]);
    const of = (good: number, bad: number) => conditionOfShares(rules, { good, bad });
    expect([
      of(0.9, 0.1),
      of(0.89, 0),
      of(0.75, 0.25),
      of(0.74, 0.19),
      of(0.7, 0.2),
      of(0.6, 0.39),
      of(0.5, 0.4),
    ]).toEqual([0, 1, 1, 2, 3, 3, 4]);
  });

  it('name first what exceeds at most sections', () => {
    const of = (values: Record<string, number>) =>
      section(Object.entries(values).map(([id, n]) => value('2025-06-05', id, n)));
    const { rivers } = classesOf(
      '2025-06',
      of({ 'total-phosphorus': 0.5, 'ammonia-nitrogen': 1.2 }),
      of({ 'total-phosphorus': 0.1, 'ammonia-nitrogen': 1.2 }),
      ...river(0.1, 0.1, 0.1),
    );
    expect(rivers[0].main.map(m => [m.parameter, m.share])).toEqual([
      ['ammonia-nitrogen', 0.4],
      ['total-phosphorus', 0.2],
    ]);
  });

  it('change little up to 10 points, markedly beyond 20', () => {
    const word = (n: number) => changeWord(n, rules.evaluation.changes);
    expect([10, 10.1, 20, 20.1, -10, -15, -21].map(word)).toEqual([
      'none',
      'better',
      'better',
      'much-better',
      'none',
      'worse',
      'much-worse',
    ]);
  });
});
