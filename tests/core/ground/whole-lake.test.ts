import { describe, expect, it } from 'vitest';
import { valuesNear } from '#core/ground/ground-point.ts';
import { gradeWholeLake, higherGrade } from '#core/ground/whole-lake.ts';
import { gradeByAreaShare } from '#core/foundation/rules.ts';
import { hoursApart } from '#core/plots/match-up.ts';
import { bloomRules } from '#host/run/rules/rules.ts';

const rules = bloomRules();
const grade = (...densities: number[]) => {
  const found = gradeWholeLake(rules, densities);
  return found && `${found.grade.level} ${found.step}`;
};
const of = (count: number, density: number) => new Array<number>(count).fill(density);

describe('the grade of a whole lake by its points', () => {
  it('is Ⅰ where more than 95 % have fewer than 2 million', () => {
    expect(grade(...of(39, 1e6), 9e8)).toBe('Ⅰ clear'); // 97.5 %
    expect(grade(...of(19, 1e6), 9e8)).toBe('Ⅰ majority'); // exactly 95 % are not more than 95 %
  });

  it('is the level that holds 75 % of the points', () => {
    expect(grade(...of(3, 2e7), 3e6)).toBe('Ⅲ majority');
  });

  it('is that of the mean else: (2 · 2·10⁷ + 1.6·10⁸ + 4·10⁶) / 4 = 5.1·10⁷', () => {
    expect(grade(2e7, 2e7, 1.6e8, 4e6)).toBe('Ⅳ mean');
    expect(gradeWholeLake(rules, [2e7, 2e7, 1.6e8, 4e6])!.meanDensity).toBe(5.1e7);
  });

  it('does not exist without points', () => {
    expect(gradeWholeLake(rules, [])).toBeNull();
  });

  it('stands beside the satellite’s, and the worse is named', () => {
    const ground = gradeWholeLake(rules, [2e7])!.grade; // Ⅲ
    expect(higherGrade(rules, gradeByAreaShare(rules, 0.05), ground)).toBe('ground'); // Ⅱ
    expect(higherGrade(rules, gradeByAreaShare(rules, 0.2), ground)).toBe('equal'); // Ⅲ
    expect(higherGrade(rules, gradeByAreaShare(rules, 0.5), ground)).toBe('satellite'); // Ⅳ
    expect(higherGrade(rules, null, ground)).toBeNull();
  });
});

describe('samples near a scene', () => {
  const observation = (parameter: string, time: string, value: number, more = {}) => ({
    parameter,
    time,
    value,
    unit: '',
    depthM: null,
    flag: 'valid',
    supersededBy: null,
    ...more,
  });
  const point = (...observations: ReturnType<typeof observation>[]) => ({
    siteId: 1,
    name: 'a',
    code: '',
    lon: 120,
    lat: 31,
    body: 'lake' as const,
    observations,
  });
  const acquired = '2026-07-01T02:40:00Z'; // 10:40 in Beijing

  it('are the nearest of each parameter, the shallowest of equally near ones', () => {
    const near = valuesNear(
      point(
        observation('chlorophyll-a', '2026-07-01T09:40:00+08:00', 30),
        observation('chlorophyll-a', '2026-07-01T14:40:00+08:00', 50),
        observation('algal-density', '2026-07-01T10:40:00+08:00', 2e7, { depthM: 3 }),
        observation('algal-density', '2026-07-01T10:40:00+08:00', 8e7, { depthM: 0.5 }),
        observation('secchi-depth', '2026-06-28T10:40:00+08:00', 0.4),
      ),
      acquired,
      24,
    );
    expect(near.map(v => [v.parameter, v.value, v.hoursApart])).toEqual([
      ['chlorophyll-a', 30, -1],
      ['algal-density', 8e7, 0],
    ]);
  });

  it('leave out what was corrected or is invalid', () => {
    const near = valuesNear(
      point(
        observation('chlorophyll-a', '2026-07-01', 30, { flag: 'invalid' }),
        observation('chlorophyll-a', '2026-07-01', 31, { supersededBy: 7 }),
        observation('chlorophyll-a', '2026-07-01', 32, { flag: 'to-review' }),
      ),
      acquired,
      0,
    );
    expect(near.map(v => v.value)).toEqual([32]);
  });

  it('count whole Beijing days where a date has no time', () => {
    // 17:00 UTC on 30 June is 1 July in Beijing.
    expect(hoursApart('2026-06-30T17:00:00Z', '2026-07-01')).toBe(0);
    expect(hoursApart('2026-07-01', '2026-06-30T10:00:00Z')).toBe(-24);
    expect(hoursApart('2026-07-01T00:00:00Z', '2026-07-01T06:00:00Z')).toBe(6);
    expect(hoursApart(null, '2026-07-01')).toBeNull();
    expect(hoursApart('no time', '2026-07-01')).toBeNull();
  });
});
