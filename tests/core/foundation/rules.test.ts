import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { otsuThreshold } from '#core/bloom/thresholds/otsu.ts';
import {
  bloomRulesSchema,
  gradeByAreaShare,
  redlineRulesSchema,
  ruleName,
  ruleStamp,
} from '#core/foundation/rules.ts';
import { histogramPercentile, vegetationCover } from '#core/ecology/vegetation-cover.ts';

const bloom = bloomRulesSchema.parse(JSON.parse(readFileSync('resources/rules/bloom.json', 'utf8')));

describe('gradeByAreaShare', () => {
  it.each([
    [0, 'Ⅰ'],
    [0.0001, 'Ⅱ'],
    [0.0999, 'Ⅱ'],
    [0.1, 'Ⅲ'],
    [0.2999, 'Ⅲ'],
    [0.3, 'Ⅳ'],
    [0.6, 'Ⅴ'],
    [1, 'Ⅴ'],
  ])('share %d is grade %s', (share, level) => {
    expect(gradeByAreaShare(bloom, share).level).toBe(level);
  });

  it('says that its limits are to be confirmed', () => {
    expect(gradeByAreaShare(bloom, 0.2).evidence).toBe('to-confirm');
  });

  it('refuses shares outside 0–1', () => {
    expect(() => gradeByAreaShare(bloom, 1.2)).toThrow(RangeError);
  });
});

describe('otsuThreshold', () => {
  const range = { min: 0, max: 10, step: 1 };

  it('lies in the middle of the empty valley between two humps', () => {
    // Humps in bins 1–2 and 7–8; edges 3 … 7 separate them equally; the middle is 5.
    expect(otsuThreshold(range, [0, 5, 5, 0, 0, 0, 0, 5, 5, 0])).toBe(5);
  });

  it('finds the largest variance between classes by trying every edge', () => {
    const weights = [4, 9, 3, 1, 2, 6, 8, 3, 1, 0];
    let best = -1;
    let at = 0;
    for (let edge = 1; edge < 10; edge++) {
      const w0 = weights.slice(0, edge).reduce((a, b) => a + b, 0);
      const w1 = weights.slice(edge).reduce((a, b) => a + b, 0);
      if (w0 === 0 || w1 === 0) continue;
      const m0 = weights.slice(0, edge).reduce((a, b, i) => a + b * (i + 0.5), 0) / w0;
      const m1 = weights.slice(edge).reduce((a, b, i) => a + b * (edge + i + 0.5), 0) / w1;
      if (w0 * w1 * (m0 - m1) ** 2 > best) [best, at] = [w0 * w1 * (m0 - m1) ** 2, edge];
    }
    expect(otsuThreshold(range, weights)).toBe(at);
  });

  it('is null with one value only', () => {
    expect(otsuThreshold(range, [0, 7, 0, 0, 0, 0, 0, 0, 0, 0])).toBeNull();
  });
});

describe('vegetation cover', () => {
  it('is the dichotomy of HJ 1172, kept within 0–1', () => {
    const ends = { soil: 0.1, vegetation: 0.8 };
    expect(vegetationCover(0.45, ends)).toBeCloseTo((0.45 - 0.1) / 0.7, 15);
    expect(vegetationCover(0.05, ends)).toBe(0);
    expect(vegetationCover(0.95, ends)).toBe(1);
  });

  it('takes percentiles of the histogram', () => {
    // 100 units: 10 in bin 0, 80 in bin 5, 10 in bin 9 of 0 … 10.
    const weights = [10, 0, 0, 0, 0, 80, 0, 0, 0, 10];
    const range = { min: 0, max: 10, step: 1 };
    expect(histogramPercentile(range, weights, 5)).toBe(0.5);
    expect(histogramPercentile(range, weights, 50)).toBe(5 + 40 / 80);
    expect(histogramPercentile(range, weights, 95)).toBe(9.5);
    expect(histogramPercentile(range, new Array(10).fill(0), 5)).toBeNull();
  });

  it('has rules that parse', () => {
    const rules = redlineRulesSchema.parse(JSON.parse(readFileSync('resources/rules/redline.json', 'utf8')));
    expect([rules.vegetationCover.lowPercent, rules.vegetationCover.highPercent]).toEqual([5, 95]);
  });
});

describe('names of rules', () => {
  const redline = redlineRulesSchema.parse(JSON.parse(readFileSync('resources/rules/redline.json', 'utf8')));
  const rules = [bloom.areaShareGrade, bloom.minValidShare, redline.vegetationCover, redline.vegetationLoss];

  it('are English in English, and travel with the stamp of a recipe', () => {
    for (const rule of rules) {
      expect(ruleName(ruleStamp(rule), 'en')).toMatch(/^[\x20-\x7e]+$/);
      expect(ruleName(ruleStamp(rule), 'zh-CN')).toMatch(/\p{Script=Han}/u);
      expect(rule.version).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('fall back to the id in assessments that were saved without them', () => {
    expect(ruleName({ id: 'HJ 1098-2020' }, 'en')).toBe('HJ 1098-2020');
  });
});
