import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bloomRulesSchema, gradeByDensity, waterRulesSchema } from '#core/foundation/rules.ts';
import { trophicState } from '#core/water/trophic-state.ts';
import { waterClassOf, waterQuality } from '#core/water/water-quality.ts';

const rules = waterRulesSchema.parse(JSON.parse(readFileSync('resources/rules/water.json', 'utf8')));
const { trophic } = rules;
const bloom = bloomRulesSchema.parse(JSON.parse(readFileSync('resources/rules/bloom.json', 'utf8')));
const sample = (values: Record<string, number>) =>
  Object.entries(values).map(([parameter, value]) => ({ parameter, value }));

describe('GB 3838-2002 by the worst item', () => {
  it('classifies at the limits themselves', () => {
    const classOf = (values: Record<string, number>, body: 'river' | 'lake' = 'river') =>
      waterQuality(rules, body, sample(values)).class;
    expect(classOf({ 'permanganate-index': 6 })).toBe('Ⅲ');
    expect(classOf({ 'permanganate-index': 6.01 })).toBe('Ⅳ');
    expect(classOf({ 'dissolved-oxygen': 5 })).toBe('Ⅲ');
    expect(classOf({ 'dissolved-oxygen': 1.9 })).toBe('劣Ⅴ');
    expect(classOf({ ph: 9.2, 'permanganate-index': 2 })).toBe('劣Ⅴ');
    expect(classOf({ 'ammonia-nitrogen': 0.15, 'permanganate-index': 9 })).toBe('Ⅳ');
  });

  it('gives lakes their own limits of phosphorus, and nitrogen no say in the class', () => {
    const values = sample({ 'total-phosphorus': 0.08, 'total-nitrogen': 1.8, 'permanganate-index': 4 });
    expect(waterQuality(rules, 'river', values).class).toBe('Ⅱ');
    const lake = waterQuality(rules, 'lake', values);
    expect(lake.class).toBe('Ⅳ');
    expect(lake.beside).toMatchObject([{ parameter: 'total-nitrogen', class: 'Ⅴ' }]);
    // (0.08 − 0.05) / 0.05 = 0.6
    expect(lake.exceeding).toHaveLength(1);
    expect(lake.exceeding[0].exceedance).toBeCloseTo(0.6, 12);
  });

  it('gives no class where river or lake is unknown, or pH and metals are all there is', () => {
    const unknown = waterQuality(rules, null, sample({ 'total-phosphorus': 0.08 }));
    expect(unknown).toMatchObject({ class: null, reason: { code: 'water.no-body' }, items: [] });
    const few = waterQuality(rules, 'river', sample({ ph: 7.9, lead: 0.2 }));
    expect(few).toMatchObject({ class: null, reason: { code: 'water.least-items' }, reached: null });
    expect(few.items.map(i => i.parameter)).toEqual(['ph', 'lead']);
    const some = waterQuality(rules, 'river', sample({ ph: 7.9, 'total-phosphorus': 0.15 }));
    expect(some).toMatchObject({
      class: 'Ⅲ',
      missing: ['dissolved-oxygen', 'permanganate-index', 'ammonia-nitrogen'],
    });
  });

  it('takes oxygen as Ⅰ from 90 % of saturation, where that is known of every value', () => {
    const oxygen = (saturation: object) =>
      waterQuality(rules, 'river', [
        { parameter: 'dissolved-oxygen', value: 7.1, n: 3 },
        { parameter: 'oxygen-saturation', value: 90, n: 3, ...saturation },
      ]).class;
    expect(oxygen({})).toBe('Ⅰ');
    expect(oxygen({ value: 89.9 })).toBe('Ⅱ');
    expect(oxygen({ n: 2 })).toBe('Ⅱ');
  });

  /**
   * Guangdong, key rivers, second quarter of 2016 (table 1, April): multiples as published, means from them by
   * C = S · (1 + multiple) with S of Ⅲ: ammonia 1.0, phosphorus 0.2, COD 20 mg/L.
   */
  it('gives the classes and the order of a published table', () => {
    const of = (values: Record<string, number>) => {
      const { class: found, exceeding } = waterQuality(rules, 'river', sample(values));
      return [found, ...exceeding.map(e => `${e.parameter} ${e.exceedance!.toFixed(1)}`)];
    };
    expect(of({ 'chemical-oxygen-demand': 24, 'total-phosphorus': 0.32, 'ammonia-nitrogen': 2.3 })).toEqual([
      '劣Ⅴ',
      'ammonia-nitrogen 1.3',
      'total-phosphorus 0.6',
      'chemical-oxygen-demand 0.2',
    ]);
    expect(of({ 'ammonia-nitrogen': 1.3, 'total-phosphorus': 0.32 })).toEqual([
      'Ⅴ',
      'total-phosphorus 0.6',
      'ammonia-nitrogen 0.3',
    ]);
  });

  it('puts the worst class before the larger multiple, and judges the target', () => {
    // Mercury 0.0005: Ⅳ, 4.0 times beyond 0.0001; oxygen 1.5: 劣Ⅴ without a multiple.
    const values = sample({ mercury: 0.0005, 'dissolved-oxygen': 1.5, 'permanganate-index': 5 });
    const { exceeding, reached, items } = waterQuality(rules, 'river', values, 'Ⅱ');
    expect(exceeding.map(e => e.parameter)).toEqual(['dissolved-oxygen', 'mercury']);
    expect(exceeding[0].exceedance).toBeNull();
    expect(exceeding[1].exceedance).toBeCloseTo(4, 12);
    expect(reached).toBe(false);
    // 5 mg/L against 4 of Ⅱ: 0.25
    expect(items.find(i => i.parameter === 'permanganate-index')).toMatchObject({
      exceedance: null,
      beyondTarget: 0.25,
    });
  });

  it('reads a class as it is written', () => {
    expect(['Ⅱ', 'Ⅱ类', 'II', '2', '二类', 2, 'class II'].map(waterClassOf)).toEqual(Array(7).fill('Ⅱ'));
    expect(['', undefined, '劣Ⅴ', '达标'].map(waterClassOf)).toEqual([null, null, null, null]);
  });
});

describe('TLI(Σ)', () => {
  const all = {
    'chlorophyll-a': 30,
    'total-phosphorus': 0.08,
    'total-nitrogen': 1.5,
    'secchi-depth': 0.5,
    'permanganate-index': 5,
  };

  it('is that of the worked samples', () => {
    const first = trophicState(trophic, sample(all))!;
    expect(first.components.map(c => Number(c.index.toFixed(3)))).toEqual([
      61.937, 53.342, 61.399, 64.627, 43.917,
    ]);
    expect(first.index).toBeCloseTo(57.414, 3);
    expect(first.state.zh).toBe('轻度富营养');
    const second = trophicState(
      trophic,
      sample({
        'chlorophyll-a': 10,
        'total-phosphorus': 0.05,
        'total-nitrogen': 1,
        'secchi-depth': 1,
        'permanganate-index': 4,
      }),
    )!;
    expect(second.index).toBeCloseTo(48.018, 3);
    expect(second.state.zh).toBe('中营养');
  });

  it('renormalises over what was measured and says what is missing', () => {
    const part = trophicState(trophic, sample({ 'chlorophyll-a': 30, 'total-phosphorus': 0.08 }))!;
    // weights 1 and 0.7056 of 1.7056
    expect(part.index).toBeCloseTo((61.9366 + 0.7056 * 53.3423) / 1.7056, 3);
    expect(part.missing).toEqual(['total-nitrogen', 'secchi-depth', 'permanganate-index']);
    expect(trophicState(trophic, [])).toBeNull();
  });
});

describe('HJ 1098 by algal density', () => {
  it('takes each limit into the higher grade', () => {
    const levelOf = (density: number) => gradeByDensity(bloom, density).level;
    expect([0, 1.99e6, 2e6, 1e7, 4.99e7, 5e7, 1e8, 5e9].map(levelOf)).toEqual([
      'Ⅰ',
      'Ⅰ',
      'Ⅱ',
      'Ⅲ',
      'Ⅲ',
      'Ⅳ',
      'Ⅴ',
      'Ⅴ',
    ]);
  });
});
