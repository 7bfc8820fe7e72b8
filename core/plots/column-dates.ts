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

const separated =
  /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*(?:[日号][T\s,]*|[T\s,]+|$)(.+)?$/;
/** 7月9日, 07-10 00:00: a day whose year stands elsewhere. */
const yearless = /^(\d{1,2})\s*(?:[-/.](\d{1,2})|月\s*(\d{1,2})\s*[日号]?)(?:[T\s,]+(.+))?$/;
/** 20250710, 2025071008, 202507100830, 20250710083000. */
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})?(\d{2})?)?$/;
/** 05-Jul-2025, 5 July 2025, Jul 5, 2025. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const worded =
  /^(?:(\d{1,2})[\s-]([a-z]{3,9})\.?[\s,-]+(\d{2,4})|([a-z]{3,9})\.?\s(\d{1,2}),?\s(\d{4}))(?:[T\s,]+(.+))?$/i;

const written = (value: unknown): string =>
  String(value ?? '')
    .normalize('NFKC')
    .replace(/[（(]?(?:星期|周)[一二三四五六日天][)）]?/, ' ')
    .trim();

function partsOf(text: string): Parts | null {
  const match = separated.exec(text);
  if (!match) return null;
  const [, a, b, c, clock = ''] = match;
  // 2025-07-10 08 has its clock behind a space, 2025-07-1008 is nothing.
  if (a.length === 4 && c.length > 2) return null;
  return { a: Number(a), b: Number(b), c: Number(c), aDigits: a.length, cDigits: c.length, clock };
}

/**
 * The order in which a column writes year, month and day; null where most of its values are no dates: a bad cell is a
 * matter of its row. Where day and month cannot be told apart in any row, `ambiguous` says so and day-first is assumed.
 */
export function detectDates(
  values: readonly unknown[],
  told: ReturnType<typeof orderTold> = null,
): { order: DateOrder; ambiguous: boolean } | null {
  const texts = values.map(written).filter(t => t !== '');
  if (texts.length === 0) return null;
  const most = (isOne: (text: string) => boolean) => texts.filter(isOne).length * 2 > texts.length;
  if (told && most(t => pairsDay(t, told) !== null)) return { order: told, ambiguous: false };
  if (most(t => isCompact(t) || isYearFirst(t) || isWorded(t) || isYearless(t)))
    return { order: 'ymd', ambiguous: false };
  const parts = texts.map(partsOf).filter(p => p !== null && p.aDigits <= 2) as Parts[];
  if (parts.length * 2 > texts.length) {
    const asDay = parts.filter(p => p.a <= 31 && p.b <= 12).length;
    const asMonth = parts.filter(p => p.a <= 12 && p.b <= 31).length;
    if (Math.max(asDay, asMonth) * 2 <= texts.length) return null;
    // 5/5/2025 is the same day either way.
    const differ = parts.some(p => p.a !== p.b);
    return { order: asMonth > asDay ? 'mdy' : 'dmy', ambiguous: asDay === asMonth && differ };
  }
  if (most(t => /^(19|20)\d\d(\.\d+)?$/.test(t))) return { order: 'year', ambiguous: false };
  if (most(t => /^\d{5}(\.\d+)?$/.test(t) && Number(t) > 18_000 && Number(t) < 80_000))
    return { order: 'serial', ambiguous: false };
  return null;
}

/** 071025 under a heading that says MMDDYY; null for what is none. */
function pairsDay(text: string, order: DateOrder): string | null {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const [a, b, c] = match.slice(1).map(Number);
  if (order === 'mdy') return dayOf(fullYear(c, 2), a, b);
  if (order === 'dmy') return dayOf(fullYear(c, 2), b, a);
  return order === 'ymd' ? dayOf(fullYear(a, 2), b, c) : null;
}

/** The order that a heading tells: Date (MM/DD/YYYY); null for most. */
export function orderTold(heading: string): 'ymd' | 'dmy' | 'mdy' | null {
  const form =
    /\b(?:(y{2,4})[-/. ]?m{1,2}[-/. ]?d{1,2}|(d{1,2})[-/. ]?m{1,3}[-/. ]?y{2,4}|(m{1,2})[-/. ]?d{1,2}[-/. ]?y{2,4})\b/i.exec(
      heading,
    );
  if (!form) return null;
  return form[1] ? 'ymd' : form[2] ? 'dmy' : 'mdy';
}

/** The one year that a column writes; null where it writes none or several. */
export function onlyYear(values: readonly unknown[]): number | null {
  const years = new Set(values.flatMap(v => /^(?:19|20)\d\d(?=\D|\d{4}|$)/.exec(written(v))?.[0] ?? []));
  return years.size === 1 ? Number([...years][0]) : null;
}

export const isClock = (value: unknown): boolean =>
  typeof value === 'number'
    ? value > 0 && value < 1
    : /[:时点]/.test(written(value)) && readClock(value) !== null;

const isCompact = (text: string): boolean => {
  const match = compact.exec(text);
  return match !== null && dayOf(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
};
const isYearFirst = (text: string): boolean => (partsOf(text)?.aDigits ?? 0) === 4;
const isWorded = (text: string): boolean => monthOf(worded.exec(text)) !== null;
const isYearless = (text: string): boolean => {
  const match = yearless.exec(text);
  if (!match || (match[3] === undefined && match[4] === undefined)) return false;
  return dayOf(2024, Number(match[1]), Number(match[2] ?? match[3])) !== null;
};

function monthOf(match: RegExpExecArray | null): number | null {
  const at = match ? months.indexOf((match[2] ?? match[4]).slice(0, 3).toLowerCase()) : -1;
  return at < 0 ? null : at + 1;
}

const fullYear = (year: number, digits: number): number =>
  digits > 2 ? year : (year < 70 ? 2000 : 1900) + year;

/**
 * A day, or a moment where a clock is told, as ISO 8601; null for what is none. A moment without a zone gets
 * `utcOffset`. `clock` is a column of its own: 9:30, 09:30:00, 930, or the fraction of a day of a spreadsheet.
 */
export function readTime(
  value: unknown,
  order: DateOrder,
  utcOffset: string,
  clock?: unknown,
  year: number | null = null,
): string | null {
  const text = written(value);
  if (text === '') return null;
  if (order === 'year') return /^(19|20)\d\d(\.\d+)?$/.test(text) ? text.slice(0, 4) : null;
  const isSerial =
    order === 'serial'
      ? Number.isFinite(Number(text))
      : typeof value === 'number' && value > 18_000 && value < 80_000;
  const [day, rest] = isSerial ? serialDay(Number(text)) : writtenDay(text, order, year);
  if (day === null) return null;
  const own = rest === '' ? '' : readClock(rest);
  if (own === null) return null;
  const extra = own !== '' || clock === undefined || clock === null || clock === '' ? own : readClock(clock);
  if (extra === null) return null;
  if (extra === '') return day;
  // 24:00 is the first moment of the next day.
  if (extra.startsWith('24:'))
    return readTime(dayAt(Date.parse(day) + dayMs), 'ymd', utcOffset, extra.replace('24:', '00:'));
  return /[Z+-]/.test(extra) ? `${day}T${extra}` : `${day}T${extra}${utcOffset}`;
}

function serialDay(serial: number): [string | null, string] {
  const ms = serialMs(serial);
  return [dayAt(ms), serial % 1 === 0 ? '' : clockAt(ms)];
}

function writtenDay(text: string, order: DateOrder, year: number | null): [string | null, string] {
  const run = compact.exec(text);
  if (run) {
    const [, y, m, d, hour, minute = '00', second = '00'] = run;
    return [dayOf(Number(y), Number(m), Number(d)), hour === undefined ? '' : `${hour}:${minute}:${second}`];
  }
  const named = worded.exec(text);
  const month = monthOf(named);
  if (named && month !== null) {
    const [, d1, , y1, , d2, y2, clock = ''] = named;
    const y = y1 ?? y2;
    return [dayOf(fullYear(Number(y), y.length), month, Number(d1 ?? d2)), clock];
  }
  const parts = partsOf(text);
  if (parts) {
    // A year of four digits is a year wherever it stands first.
    if (parts.aDigits === 4) return [dayOf(parts.a, parts.b, parts.c), parts.clock];
    const last = fullYear(parts.c, parts.cDigits);
    if (order === 'ymd' && parts.aDigits === 2 && parts.cDigits <= 2)
      return [dayOf(fullYear(parts.a, 2), parts.b, parts.c), parts.clock];
    return [order === 'mdy' ? dayOf(last, parts.a, parts.b) : dayOf(last, parts.b, parts.a), parts.clock];
  }
  const pairs = pairsDay(text, order);
  if (pairs !== null) return [pairs, ''];
  const without = yearless.exec(text);
  if (without && year !== null)
    return [dayOf(year, Number(without[1]), Number(without[2] ?? without[3])), without[4] ?? ''];
  return [null, ''];
}

/** hh:mm:ss with the zone where it is told; null for what is no time of day. */
function readClock(value: unknown): string | null {
  if (typeof value === 'number' && value >= 0 && value < 1) return clockAt(Math.round(value * dayMs));
  const text = written(value);
  const afternoon = /^(下午|晚上|傍晚)|pm$/i.test(text);
  const match =
    /^(?:上午|下午|晚上|早上|凌晨|中午|傍晚)?\s*(\d{1,2})\s*(?:[:时点]|$)\s*(\d{1,2})?\s*(?:[:分]\s*(\d{1,2})?(?:\.\d+)?)?秒?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    ) ?? /^(\d{1,2})(\d{2})(\d{2})?()()$/.exec(text);
  if (!match) return null;
  let hour = Number(match[1]);
  if (afternoon && hour < 12) hour += 12;
  if (/^am$/i.test(match[4] ?? '') && hour === 12) hour = 0;
  const [minute, second] = [Number(match[2] || 0), Number(match[3] || 0)];
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 59) return null;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(hour)}:${two(minute)}:${two(second)}${(match[5] ?? '').toUpperCase()}`;
}
