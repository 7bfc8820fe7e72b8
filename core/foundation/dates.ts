/** Days are texts YYYY-MM-DD, moments ISO 8601. Beijing is eight hours before UTC all year. */
export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
export const beijingOffset = '+08:00';
const beijingMs = 8 * hourMs;

/** The day of a moment in UTC, given in ms since 1970. */
export const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** hh:mm:ss of a moment in UTC. */
export const clockAt = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

/** Null where the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? dayAt(date.getTime()) : null;
}

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for YYYY-MM-DD that the calendar has. */
export function isDay(text: string): boolean {
  const match = dayForm.exec(text);
  return match !== null && dayOf(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
}

/**
 * Ms since 1970 of a moment, of a day's first moment in UTC, or of a year's. A moment without a zone is UTC, as
 * satellites' metadata are. Null for what is none.
 */
export function momentMs(iso: string): number | null {
  if (/^\d{4}$/.test(iso)) return Date.parse(iso);
  if (!isDay(iso.slice(0, 10))) return null;
  const isZoned = iso.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso);
  const ms = Date.parse(isZoned ? iso : `${iso}Z`);
  return Number.isFinite(ms) ? ms : null;
}

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** Ms since 1970 of what a spreadsheet counts as days since 1899-12-30. */
export const serialMs = (serial: number): number => Math.round((serial - 25_569) * dayMs);

/**
 * A day as people write it: 2026-07-01, 2026/7/1, 2026年7月1日, with or without a time behind it, or a spreadsheet's
 * serial number.
 */
export function readDay(text: string): string | null {
  if (/^\d{5}(\.\d+)?$/.test(text)) return dayAt(serialMs(Math.floor(Number(text))));
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text);
  return match && dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A time of Beijing. `time` is null where only the day is known. */
export interface BeijingTime {
  date: string;
  time: string | null;
}

/** ISO 8601 as Beijing time; a bare day stays that day, a bare year that year. Null where the text is no time. */
export function beijingTime(iso: string | null): BeijingTime | null {
  if (!iso) return null;
  if (/^\d{4}$/.test(iso)) return { date: iso, time: null };
  const ms = momentMs(iso);
  if (ms === null) return null;
  if (iso.length === 10) return { date: iso, time: null };
  return { date: dayAt(ms + beijingMs), time: clockAt(ms + beijingMs).slice(0, 5) };
}

/** YYYY-MM-DDTHH:MM in Beijing, as form fields have it. */
export const beijingMinuteAt = (ms: number): string => new Date(ms + beijingMs).toISOString().slice(0, 16);

/** Clocks are corrected by seconds; more than a minute back is told. */
export const runsBackwards = (before: string, now: string): boolean =>
  Date.parse(now) < Date.parse(before) - 60_000;
