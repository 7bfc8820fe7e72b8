import { clockAt, dayAt, dayMs, dayOf, serialMs } from '#core/foundation/dates.ts';

/** How a column of a table writes its days. `serial`: days of a spreadsheet since 1899-12-30. */
export const dateOrders = ['ymd', 'dmy', 'mdy', 'serial', 'year'] as const;
export type DateOrder = (typeof dateOrders)[number];

interface Parts {
  a: number;
  b: number;
  c: number;
  /** Digits that the first and the last number were written with. */
  aDigits: number;
  cDigits: number;
  clock: string;
}

const separated = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?(?:[T\s,]+(.+))?$/;

function partsOf(text: string): Parts | null {
  const match = separated.exec(text);
  if (!match) return null;
  const [, a, b, c, clock = ''] = match;
  return { a: Number(a), b: Number(b), c: Number(c), aDigits: a.length, cDigits: c.length, clock };
}

/**
 * The order in which a column writes year, month and day; null where its values are no dates. Where day and month
 * cannot be told apart in any row, `ambiguous` says so and day-first is assumed.
 */
export function detectDates(values: readonly unknown[]): { order: DateOrder; ambiguous: boolean } | null {
  const texts = values.map(v => String(v ?? '').trim()).filter(t => t !== '');
  if (texts.length === 0) return null;
  if (texts.every(t => isCompact(t) || isYearFirst(t))) return { order: 'ymd', ambiguous: false };
  const parts = texts.map(partsOf);
  if (parts.every(p => p !== null && p.aDigits <= 2)) {
    const known = parts as Parts[];
    const dayFirst = known.some(p => p.a > 12);
    const monthFirst = known.some(p => p.b > 12);
    if (dayFirst && monthFirst) return null;
    return { order: monthFirst ? 'mdy' : 'dmy', ambiguous: !dayFirst && !monthFirst };
  }
  if (texts.every(t => /^(19|20)\d\d(\.\d+)?$/.test(t))) return { order: 'year', ambiguous: false };
  if (texts.every(t => /^\d{5}(\.\d+)?$/.test(t) && Number(t) > 18_000 && Number(t) < 80_000))
    return { order: 'serial', ambiguous: false };
  return null;
}

const isCompact = (text: string): boolean =>
  /^(19|20)\d{6}$/.test(text) &&
  dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))) !== null;
const isYearFirst = (text: string): boolean => (partsOf(text)?.aDigits ?? 0) === 4;

/**
 * A day, or a moment where a clock is told, as ISO 8601; null for what is none. A moment without a zone gets
 * `utcOffset`. `clock` is a column of its own: 9:30, 09:30:00, 930, or the fraction of a day of a spreadsheet.
 */
export function readTime(
  value: unknown,
  order: DateOrder,
  utcOffset: string,
  clock?: unknown,
): string | null {
  const text = String(value ?? '').trim();
  if (text === '') return null;
  let day: string | null;
  let rest = '';
  if (
    order === 'serial' ||
    (typeof value === 'number' && order !== 'year' && value > 18_000 && value < 80_000)
  ) {
    const serial = Number(text);
    if (!Number.isFinite(serial)) return null;
    const ms = serialMs(serial);
    day = dayAt(ms);
    rest = serial % 1 === 0 ? '' : clockAt(ms);
  } else if (order === 'year') {
    return /^(19|20)\d\d(\.\d+)?$/.test(text) ? text.slice(0, 4) : null;
  } else if (isCompact(text)) {
    day = dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  } else {
    const parts = partsOf(text);
    if (!parts) return null;
    rest = parts.clock;
    // A year of four digits is a year wherever it stands first.
    if (parts.aDigits === 4) day = dayOf(parts.a, parts.b, parts.c);
    else {
      const year = parts.cDigits <= 2 ? (parts.c < 70 ? 2000 : 1900) + parts.c : parts.c;
      day = order === 'mdy' ? dayOf(year, parts.a, parts.b) : dayOf(year, parts.b, parts.a);
    }
  }
  if (day === null) return null;
  const own = rest === '' ? '' : readClock(rest);
  if (own === null) return null;
  const extra = own !== '' || clock === undefined || clock === null || clock === '' ? own : readClock(clock);
  if (extra === null) return null;
  if (extra === '') return day;
  return /[Z+-]/.test(extra) ? `${day}T${extra}` : `${day}T${extra}${utcOffset}`;
}

/** hh:mm:ss with the zone where it is told; null for what is no time of day. */
function readClock(value: unknown): string | null {
  const text = String(value).trim();
  if (typeof value === 'number' && value >= 0 && value < 1) return clockAt(Math.round(value * dayMs));
  const afternoon = /^(下午|晚上)|pm$/i.test(text);
  const match =
    /^(?:上午|下午|晚上)?\s*(\d{1,2})[:时点](\d{2})?(?:[:分](\d{2})?(?:\.\d+)?)?秒?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    ) ?? /^(\d{1,2})(\d{2})()()()$/.exec(text);
  if (!match) return null;
  let hour = Number(match[1]);
  if (afternoon && hour < 12) hour += 12;
  if (/^am$/i.test(match[4] ?? '') && hour === 12) hour = 0;
  const [minute, second] = [Number(match[2] || 0), Number(match[3] || 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(hour)}:${two(minute)}:${two(second)}${(match[5] ?? '').toUpperCase()}`;
}
