/** A time of Beijing: UTC+8, without daylight saving. `time` is null where only the day is known. */
export interface BeijingTime {
  date: string;
  time: string | null;
}

/** ISO 8601 as Beijing time; a bare date stays that date. Null where the text is no time. */
export function beijingTime(iso: string | null): BeijingTime | null {
  if (!iso) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return { date: iso, time: null };
  if (/^\d{4}$/.test(iso)) return { date: iso, time: null };
  // A time of day without a zone is UTC, as satellites' metadata are.
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : `${iso}Z`;
  const ms = Date.parse(zoned);
  if (!Number.isFinite(ms)) return null;
  const shifted = new Date(ms + 8 * 3600_000).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}
