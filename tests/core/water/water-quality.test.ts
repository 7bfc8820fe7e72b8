import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bloomRulesSchema, gradeByDensity, waterRulesSchema } from '#core/foundation/rules.ts';
import { trophicState } from '#core/water/trophic-state.ts';
import { goodShare, waterQuality } from '#core/water/water-quality.ts';

const { surfaceWater, trophic } = waterRulesSchema.parse(
  JSON.parse(readFileSync('resources/rules/water.json', 'utf8')),
);
const bloom = bloomRulesSchema.parse(JSON.parse(readFileSync('resources/rules/bloom.json', 'utf8')));
const sample = (values: Record<string, number>) =>
  Object.entries(values).map(([parameter, value]) => ({ parameter, value }));

describe('GB 3838-2002 by the worst item', () => {
  it('classifies at the limits themselves', () => {
    const classOf = (values: Record<string, number>, body: 'river' | 'lake' = 'river') =>
      waterQuality(surfaceWater, body, sample(values)).class;
    expect(classOf({ 'permanganate-index': 6 })).toBe('Ⅲ');
    expect(classOf({ 'permanganate-index': 6.01 })).toBe('Ⅳ');
    expect(classOf({ 'dissolved-oxygen': 5 })).toBe('Ⅲ');
    expect(classOf({ 'dissolved-oxygen': 1.9 })).toBe('劣Ⅴ');
    expect(classOf({ ph: 9.2 })).toBe('劣Ⅴ');
    expect(classOf({ 'ammonia-nitrogen': 0.15, 'permanganate-index': 9 })).toBe('Ⅳ');
  });

  it('gives lakes their own limits of phosphorus, and nitrogen no say in the class', () => {
    const values = sample({ 'total-phosphorus': 0.08, 'total-nitrogen': 1.8, 'permanganate-index': 4 });
    expect(waterQuality(surfaceWater, 'river', values).class).toBe('Ⅱ');
    const lake = waterQuality(surfaceWater, 'lake', values);
    expect(lake.class).toBe('Ⅳ');
    expect(lake.items.find(i => i.parameter === 'total-nitrogen')).toMatchObject({
      class: 'Ⅴ',
      counted: false,
    });
    // (0.08 − 0.05) / 0.05 = 0.6
    expect(lake.exceeding).toHaveLength(1);
    expect(lake.exceeding[0].exceedance).toBeCloseTo(0.6, 12);
  });

  it('tells the share of Ⅰ to Ⅲ', () => {
    expect(goodShare(['Ⅱ', 'Ⅲ', 'Ⅳ', null, '劣Ⅴ'])).toBe(0.5);
    expect(goodShare([null])).toBeNull();
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
