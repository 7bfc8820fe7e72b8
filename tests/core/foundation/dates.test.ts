import { describe, expect, it } from 'vitest';
import {
  beijingMinuteAt,
  beijingTime,
  dayOf,
  daysBetween,
  isDay,
  momentMs,
  readDay,
} from '#core/foundation/dates.ts';
import { hoursApart } from '#core/plots/match-up.ts';

describe('a day', () => {
  it('is one that the calendar has', () => {
    expect([2024, 2025, 1900, 2000].map(year => dayOf(year, 2, 29))).toEqual(['2024-02-29', null, null, '2000-02-29']); // prettier-ignore
    expect(dayOf(2026, 13, 1)).toBeNull();
    expect(['2026-07-01', '2026-02-30', '2026-7-1', '2026-07-01T00:00'].map(isDay)).toEqual([true, false, false, false]); // prettier-ignore
  });

  it('is read as people write it, and as a spreadsheet counts it', () => {
    for (const text of ['2026-07-01', '2026/7/1', '2026年7月1日', '2026.07.01', '2026-07-01 上午'])
      expect(readDay(text)).toBe('2026-07-01');
    // 1899-12-30 + 45658 days, with the evening of that day.
    expect([readDay('45658'), readDay('45658.9')]).toEqual(['2025-01-01', '2025-01-01']);
    for (const text of ['2026-02-30', '2026/13/1', '昨天', '1/7/2026', '']) expect(readDay(text)).toBeNull();
  });
});

describe('Beijing', () => {
  it('is eight hours before UTC; a day stays that day', () => {
    expect(beijingTime('2026-06-30T16:30:00Z')).toEqual({ date: '2026-07-01', time: '00:30' });
    expect(beijingTime('2026-06-30T16:30:00')).toEqual({ date: '2026-07-01', time: '00:30' });
    expect(beijingTime('2026-07-01T09:30:00+08:00')).toEqual({ date: '2026-07-01', time: '09:30' });
    expect(beijingTime('2026-07-01')).toEqual({ date: '2026-07-01', time: null });
    expect(beijingTime('2026')).toEqual({ date: '2026', time: null });
    expect(beijingMinuteAt(Date.UTC(2026, 5, 30, 16, 30, 59))).toBe('2026-07-01T00:30');
  });

  it('has no days that the calendar does not have', () => {
    expect(['2026-02-30', '2026-02-30T09:00:00+08:00', 'x'].map(beijingTime)).toEqual([null, null, null]);
    expect(momentMs('2026-02-30T09:00:00Z')).toBeNull();
    expect(hoursApart('2026-02-28', '2026-02-30')).toBeNull();
  });
});

it('days and hours between are counted in Beijing where a time is not known', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  expect(hoursApart('2026-06-30T16:30:00Z', '2026-07-01T09:30:00+08:00')).toBe(9);
  // 00:30 of 1 July in Beijing, so the same day.
  expect(hoursApart('2026-06-30T16:30:00Z', '2026-07-01')).toBe(0);
  expect(hoursApart('2026-07-03', '2026-06-30T16:30:00Z')).toBe(-48);
});
