import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bloomRulesSchema, gradeByAreaShare } from '#core/foundation/rules.ts';
import type { SeriesPoint } from '#core/bloom/series.ts';
import { findWarnings, warningRulesSchema, type WarningRule } from '#core/bloom/warning-rules.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(`resources/rules/${name}.json`, 'utf8'));
const bloom = bloomRulesSchema.parse(read('bloom'));
const shipped = warningRulesSchema.parse(read('warning'));

const point = (date: string, share: number | null): SeriesPoint => ({
  date,
  assessable: share !== null,
  areaKm2: share === null ? null : share * 100,
  share,
  validShare: share === null ? 0.1 : 1,
  grade: share === null ? null : gradeByAreaShare(bloom, share),
});
const found = (rule: WarningRule, points: SeriesPoint[]) =>
  findWarnings({ ...shipped, rules: [rule] }, bloom, points).map(f => [f.since, f.until, f.holds]);
const ruleOf = (id: string) => shipped.rules.find(r => r.id === id)!;

describe('warnings', () => {
  const points = [
    point('2024-06-01', 0.02),
    point('2024-06-05', 0.15),
    point('2024-06-09', null),
    point('2024-06-12', 0.2),
    point('2024-06-16', 0.05),
    point('2024-06-20', 0.35),
  ];

  it('run over dates that could not be assessed, and end on the first date that says no', () => {
    expect(found(ruleOf('grade-reached'), points)).toEqual([
      ['2024-06-05', '2024-06-12', false],
      ['2024-06-20', '2024-06-20', true],
    ]);
    expect(found(ruleOf('share-above'), points)).toEqual([['2024-06-20', '2024-06-20', true]]);
  });

  it('carry the numbers that they rest on', () => {
    const [, last] = findWarnings({ ...shipped, rules: [ruleOf('grade-rises')] }, bloom, points);
    expect(last.evidence).toEqual([
      { date: '2024-06-16', areaKm2: 5, share: 0.05, level: 'Ⅱ' },
      { date: '2024-06-20', areaKm2: 35, share: 0.35, level: 'Ⅳ' },
    ]);
  });

  it('ask for dates in a row that are near enough', () => {
    const rule = { ...ruleOf('days-in-row'), count: 2, share: 0.1, maxGapDays: 7 } as WarningRule;
    expect(found(rule, points)).toEqual([['2024-06-12', '2024-06-12', false]]);
    expect(found({ ...rule, maxGapDays: 6 } as WarningRule, points)).toEqual([]);
  });

  it('see a rise that is no accident', () => {
    const rising = [0.01, 0.03, 0.04, 0.07, 0.08, 0.12].map((s, i) => point(`2024-07-0${i + 1}`, s));
    // All 15 pairs rise: S = 15, var = 6 · 5 · 17 / 18 = 28.33, z = 14 / 5.32 = 2.63, p = 0.0085.
    expect(found(ruleOf('trend-rises'), rising)).toEqual([['2024-07-06', '2024-07-06', true]]);
    expect(found(ruleOf('trend-rises'), rising.slice(0, 5))).toEqual([]);
  });

  it('take measured densities', () => {
    const densities = [
      { site: 'S1', date: '2024-06-02', cellsPerLitre: 5e6 },
      { site: 'S2', date: '2024-06-03', cellsPerLitre: 2.5e7 },
    ];
    const rules = { ...shipped, rules: [ruleOf('density-above')] };
    expect(findWarnings(rules, bloom, [], densities)).toEqual([
      {
        rule: 'density-above',
        since: '2024-06-03',
        until: '2024-06-03',
        holds: true,
        evidence: [densities[1]],
      },
    ]);
    expect(findWarnings(rules, bloom, points, [])).toEqual([]);
  });

  it('are the same for the same dates, and only grow with new ones', () => {
    const before = findWarnings(shipped, bloom, points);
    expect(findWarnings(shipped, bloom, points)).toEqual(before);
    const after = findWarnings(shipped, bloom, [...points, point('2024-06-24', 0.4)]);
    expect(after.map(f => `${f.rule} ${f.since}`)).toEqual(
      expect.arrayContaining(before.map(f => `${f.rule} ${f.since}`)),
    );
  });
});
