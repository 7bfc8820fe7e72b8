import { beijingTime } from '#core/foundation/dates.ts';
import { inUnit } from '#core/foundation/rounding.ts';

/** Numbers as they are printed on the screen; a dash where there is no value. */
export const dash = '–';

export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined || !Number.isFinite(value) ? dash : value.toFixed(decimals);
}

/** A share 0–1 as per cent. */
export function percent(share: number | null | undefined, decimals = 1): string {
  return share === null || share === undefined || !Number.isFinite(share)
    ? dash
    : `${(share * 100).toFixed(decimals)} %`;
}

export const km2 = (area: number | null | undefined): string =>
  area === null || area === undefined ? dash : inUnit(area, 'km²');

/** m² below one hectare, hm² above. */
export function smallArea(areaM2: number): string {
  return Math.round(areaM2) >= 10_000 ? `${inUnit(areaM2 / 10_000, 'hm²')} hm²` : `${Math.round(areaM2)} m²`;
}

/** Decimals that show a step: 0.005 → 3. */
export function decimalsOf(step: number): number {
  return Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}

export function signed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined) return dash;
  return `${value > 0 ? '+' : ''}${value.toFixed(decimals)}`;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}

/** ISO time in Beijing (UTC+8) as date and minutes; a bare date stays that date. */
export function shortTime(iso: string | null | undefined): string {
  const time = beijingTime(iso ?? null);
  if (!time) return iso || dash;
  return time.time === null ? time.date : `${time.date} ${time.time}`;
}

/** The same with its zone, where a time of day is known. */
export function labelledTime(iso: string | null | undefined): string {
  const text = shortTime(iso);
  return beijingTime(iso ?? null)?.time ? `${text} (UTC+8)` : text;
}
