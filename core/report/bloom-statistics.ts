import { frequencyOf, occurs, type Occurrence } from '#core/bloom/occurrence.ts';
import type { Grade } from '#core/foundation/grade.ts';
import type { BloomRow } from './material.ts';

/** What the dates of a zone in a period say together. Only dates that could be assessed count. */
export interface ZonePeriod {
  zone: string;
  /** Days with an image, days that could be assessed, days with bloom. */
  images: number;
  valid: number;
  bloom: number;
  /** bloom / valid; null where too few days could be assessed. */
  frequency: number | null;
  largest: { date: string; areaKm2: number; share: number; grade: Grade } | null;
  meanKm2: number | null;
  last: { date: string; areaKm2: number } | null;
  /** First and last day with bloom. */
  firstBloom: string | null;
  lastBloom: string | null;
}

/** Rows of one zone, in any order. */
export function zonePeriod(zone: string, rows: readonly BloomRow[], occurrence: Occurrence): ZonePeriod {
  const sorted = [...rows].sort((a, b) => a.date.localeCompare(b.date));
  const valid = sorted.filter(r => r.grade !== null);
  const bloom = valid.filter(r => occurs(occurrence, r.share));
  const top = valid.reduce<BloomRow | null>((a, b) => (a && a.areaKm2! >= b.areaKm2! ? a : b), null);
  const last = valid.at(-1);
  return {
    zone,
    images: sorted.length,
    valid: valid.length,
    bloom: bloom.length,
    frequency: frequencyOf(occurrence, bloom.length, valid.length),
    largest: top && { date: top.date, areaKm2: top.areaKm2!, share: top.share!, grade: top.grade! },
    meanKm2: valid.length > 0 ? valid.reduce((sum, r) => sum + r.areaKm2!, 0) / valid.length : null,
    last: last ? { date: last.date, areaKm2: last.areaKm2! } : null,
    firstBloom: bloom[0]?.date ?? null,
    lastBloom: bloom.at(-1)?.date ?? null,
  };
}
