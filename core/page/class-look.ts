import { validityReasons, type ValidityReason } from '#core/bands/validity.ts';
import type { Text } from '#core/quantity/text.ts';

/** A class of a class raster as maps show it. */
export interface MapClass {
  value: number;
  label: Text;
  /** #rrggbb */
  color: string;
}

/** Values from this one on are validity reasons: 10 + code. */
const reasonBase = 10;

/** How strongly a class covers the picture below, 0–1: strongly enough that the map's colour is the legend's. */
export function classOpacity(kind: 'bloom' | 'redline', value: number): number {
  if (value >= reasonBase) return 0.85;
  if (kind === 'bloom') return value === 1 ? 0.7 : 0.95;
  return value === 1 ? 0.5 : value === 2 ? 0.9 : 0.75;
}

/** The validity reason that a class stands for, or null. */
export const reasonOfClass = (value: number): ValidityReason | null =>
  value > reasonBase ? (validityReasons[value - reasonBase] ?? null) : null;
