import { standingReasons } from '#core/bands/validity.ts';
import type { ZoneStatistics } from '#core/tally/zone-statistics.ts';

type Areas = Pick<ZoneStatistics, 'areaKm2' | 'validAreaKm2' | 'areaByReasonKm2'>;

/** km² of a zone that a clear date would show: without land, shore and standing plants. */
export function waterAreaKm2({ areaKm2, areaByReasonKm2 }: Omit<Areas, 'validAreaKm2'>): number {
  return standingReasons.reduce((area, reason) => area - (areaByReasonKm2[reason] ?? 0), areaKm2);
}

/** Share of that water that was seen on this date, 0–1; null where there is none. */
export function seenShare(zone: Areas): number | null {
  const water = waterAreaKm2(zone);
  return water > zone.areaKm2 * 1e-12 ? Math.min(1, zone.validAreaKm2 / water) : null;
}
