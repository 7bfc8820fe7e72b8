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

/** km²: three decimals below 10, two below 1000, one above. */
export function km2Text(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  const size = Math.abs(value);
  return fixed(value, size < 10 ? 3 : size < 1000 ? 2 : 1);
}

/** hm² (hectares) from m². */
export function hm2Text(m2: number | null | undefined): string {
  return m2 === null || m2 === undefined ? none : fixed(m2 / 1e4, Math.abs(m2) < 1e5 ? 2 : 1);
}

/** A share 0–1 in per cent, without the sign. */
export const percentText = (share: number | null | undefined): string =>
  share === null || share === undefined ? none : fixed(share * 100, 1);

/** 1:50 000 as 50 000, thousands apart by a no-break space. */
export const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
