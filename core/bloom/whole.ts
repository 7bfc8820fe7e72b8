import type { ValidityReason } from '#core/bands/validity.ts';
import type { BloomResult, BloomZone } from './bloom-result.ts';

/** Areas of all zones of a result together. */
export type BloomWhole = Pick<BloomZone, 'areaKm2' | 'validAreaKm2' | 'bloomAreaKm2' | 'areaByReasonKm2'>;

/**
 * All zones together, ground that several share once. Assessments of before did not measure that: theirs is the sum of
 * the zones.
 */
export function wholeOf({ whole, zones }: Pick<BloomResult, 'whole' | 'zones'>): BloomWhole {
  if (whole) return whole;
  const sum = (of: (zone: BloomZone) => number) => zones.reduce((total, zone) => total + of(zone), 0);
  const reasons = new Set(zones.flatMap(zone => Object.keys(zone.areaByReasonKm2) as ValidityReason[]));
  return {
    areaKm2: sum(z => z.areaKm2),
    validAreaKm2: sum(z => z.validAreaKm2),
    bloomAreaKm2: sum(z => z.bloomAreaKm2),
    areaByReasonKm2: Object.fromEntries(
      [...reasons].map(reason => [reason, sum(z => z.areaByReasonKm2[reason] ?? 0)]),
    ),
  };
}
