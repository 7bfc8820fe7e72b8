import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysIn,
  inPeriod,
  parsePeriod,
  periodOf,
  periodText,
  periodUnits,
  previousPeriod,
  samePeriodLastYear,
} from '#core/foundation/period.ts';

describe('periods of Beijing days', () => {
  it('are days, ISO weeks, months and years', () => {
    expect(parsePeriod('week', '2025-W29')).toEqual({ unit: 'week', key: '2025-W29', from: '2025-07-14', to: '2025-07-20' }); // prettier-ignore
    // 30 December 2024 is a Monday, and its Thursday lies in 2025; 2020 has 53 weeks.
    expect(parsePeriod('week', '2024-12-31')!.key).toBe('2025-W01');
    expect(parsePeriod('week', '2020-W53')!.to).toBe('2021-01-03');
    expect(parsePeriod('month', '2024-02')!.to).toBe('2024-02-29');
    expect(daysIn(parsePeriod('year', '2024')!)).toBe(366);
    expect(parsePeriod('quarter', '2025-Q2')).toMatchObject({ from: '2025-04-01', to: '2025-06-30' });
    expect(previousPeriod(parsePeriod('quarter', '2025-Q1')!).key).toBe('2024-Q4');
    expect(samePeriodLastYear(parsePeriod('quarter', '2025-Q2')!)?.key).toBe('2024-Q2');
    expect(samePeriodLastYear(parsePeriod('day', '2024-02-29')!)).toBeNull();
  });

  it('refuses what is none', () => {
    for (const [unit, text] of [
      ['day', '2025-02-29'],
      ['day', '2025-7-1'],
      ['week', '2025-W53'],
      ['week', '2025-W00'],
      ['month', '2025-13'],
      ['month', '2025'],
      ['quarter', '2025-Q5'],
      ['year', '25'],
    ] as const)
      // prettier-ignore
      expect(parsePeriod(unit, text), text).toBeNull();
  });

  it('says them in both languages', () => {
    const week = parsePeriod('week', '2025-07-18')!;
    expect(periodText(week, 'zh-CN')).toBe('2025年第29周（7月14日至7月20日）');
    expect(periodText(week, 'en')).toBe('week 2025-W29 (2025-07-14 to 2025-07-20)');
    expect(periodText(parsePeriod('month', '2025-07')!, 'zh-CN')).toBe('2025年7月');
  });

  it('every day lies in one period of each unit, the one before ends the day before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom(...periodUnits), (n, unit) => {
        const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
        const period = periodOf(unit, day);
        expect(inPeriod(period, day)).toBe(true);
        expect(parsePeriod(unit, period.key)).toEqual(period);
        const before = previousPeriod(period);
        expect(Date.parse(period.from) - Date.parse(before.to)).toBe(86_400_000);
        expect(parsePeriod(unit, before.key)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});
