import { inUnit } from '#core/foundation/rounding.ts';

/** A dash for no value, as in every table of a sheet. */
export const none = '—';

export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** With a sign: a true minus, + for growth. */
export function signed(value: number | null | undefined, decimals: number): string {
  const text = fixed(value, decimals);
  if (text === none) return none;
  return text.startsWith('-') ? `−${text.slice(1)}` : Number(text) > 0 ? `+${text}` : text;
}

export const km2Text = (value: number | null | undefined): string => unitText(value, 'km²');

/** hm² (hectares) from m². */
export const hm2Text = (m2: number | null | undefined): string =>
  unitText(m2 === null || m2 === undefined ? m2 : m2 / 1e4, 'hm²');

/** By the rule of the unit, else with as many decimals as are given. */
export const unitText = (
  value: number | null | undefined,
  unit: string | undefined,
  decimals?: number,
): string =>
  value === null || value === undefined || !Number.isFinite(value) ? none : inUnit(value, unit, decimals);

/** A share 0–1 in per cent, without the sign. */
export const percentText = (share: number | null | undefined): string =>
  share === null || share === undefined ? none : fixed(share * 100, 1);

/** 1:50 000 as 50 000, thousands apart by a no-break space. */
export const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
