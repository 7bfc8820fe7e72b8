import { dayAt, dayMs, daysBetween, isDay } from './dates.ts';
import type { Language } from './text.ts';

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** Days of Beijing, YYYY-MM-DD, both counted. Weeks are those of ISO 8601. */
export interface Period {
  unit: PeriodUnit;
  /** 2025-07-18, 2025-W29, 2025-07, 2025-Q3 or 2025: names the period. */
  key: string;
  from: string;
  to: string;
}

const addDays = (day: string, n: number) => dayAt(Date.parse(day) + n * dayMs);

/** Null where the text names no such period. A week is also named by a day in it. */
export function parsePeriod(unit: PeriodUnit, text: string): Period | null {
  switch (unit) {
    case 'day':
      return isDay(text) ? { unit, key: text, from: text, to: text } : null;
    case 'week':
      return isDay(text) ? weekOf(text) : weekByKey(text);
    case 'month': {
      if (!/^\d{4}-\d{2}$/.test(text) || !isDay(`${text}-01`)) return null;
      const [year, month] = text.split('-').map(Number);
      return { unit, key: text, from: `${text}-01`, to: dayAt(Date.UTC(year, month, 0)) };
    }
    case 'quarter': {
      const match = /^([12]\d{3})-Q([1-4])$/.exec(text);
      if (!match) return null;
      const [year, quarter] = match.slice(1).map(Number);
      return {
        unit,
        key: text,
        from: dayAt(Date.UTC(year, 3 * quarter - 3, 1)),
        to: dayAt(Date.UTC(year, 3 * quarter, 0)),
      };
    }
    case 'year':
      return /^[12]\d{3}$/.test(text)
        ? { unit, key: text, from: `${text}-01-01`, to: `${text}-12-31` }
        : null;
  }
}

/** The ISO week of a day; its year is that of its Thursday. */
function weekOf(day: string): Period {
  const ms = Date.parse(day);
  const monday = ms - ((new Date(ms).getUTCDay() + 6) % 7) * dayMs;
  const year = new Date(monday + 3 * dayMs).getUTCFullYear();
  const week = 1 + Math.round((monday - firstMonday(year)) / (7 * dayMs));
  return {
    unit: 'week',
    key: `${year}-W${String(week).padStart(2, '0')}`,
    from: dayAt(monday),
    to: dayAt(monday + 6 * dayMs),
  };
}

function weekByKey(key: string): Period | null {
  const match = /^([12]\d{3})-W(\d{2})$/.exec(key);
  if (!match) return null;
  const found = weekOf(dayAt(firstMonday(Number(match[1])) + (Number(match[2]) - 1) * 7 * dayMs));
  return found.key === key ? found : null;
}

/** Of week 1, which holds 4 January. */
function firstMonday(year: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs;
}

/** The period of the same unit right before. */
export const previousPeriod = ({ unit, from }: Period): Period => periodOf(unit, addDays(from, -1));

/** The same day, month, quarter or year of the year before; null for a week, and for 29 February. */
export const samePeriodLastYear = ({ unit, key }: Period): Period | null =>
  unit === 'week' ? null : parsePeriod(unit, `${Number(key.slice(0, 4)) - 1}${key.slice(4)}`);

/** The period of a unit that a day lies in. */
export function periodOf(unit: PeriodUnit, day: string): Period {
  const year = day.slice(0, 4);
  const quarter = `${year}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  const key = { day, week: day, month: day.slice(0, 7), quarter, year }[unit];
  return parsePeriod(unit, key)!;
}

export const daysIn = ({ from, to }: Pick<Period, 'from' | 'to'>): number => daysBetween(from, to) + 1;

export const inPeriod = ({ from, to }: Pick<Period, 'from' | 'to'>, day: string): boolean =>
  day >= from && day <= to;

/** 2025年7月18日, 2025年第29周(7月14日—7月20日), 2025年7月, 2025年; English by the key and its days. */
export function periodText({ unit, key, from, to }: Period, language: Language): string {
  const [year, month, day] = from.split('-').map(Number);
  if (language === 'en') return unit === 'week' ? `week ${key} (${from} to ${to})` : key;
  switch (unit) {
    case 'day':
      return `${year}年${month}月${day}日`;
    case 'week':
      return `${key.slice(0, 4)}年第${Number(key.slice(6))}周（${shortDay(from)}至${shortDay(to)}）`;
    case 'month':
      return `${year}年${month}月`;
    case 'quarter':
      return `${year}年第${Math.ceil(month / 3)}季度`;
    case 'year':
      return `${year}年`;
  }
}

const shortDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** 1 day, 2 days, for English sentences. */
export const daysText = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`;

/** A day as the language writes it. */
export const dayText = (day: string, language: Language): string =>
  language === 'zh-CN' ? `${Number(day.slice(0, 4))}年${shortDay(day)}` : day;
