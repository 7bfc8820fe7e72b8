import { besideSatellite, type GroundResult } from '#core/assessment/ground/beside-satellite.ts';
import type { Grade } from '#core/assessment/assessment.ts';
import { areaAboveKm2 } from '#core/assessment/histogram-area.ts';
import { gradeByAreaShare } from '#core/assessment/rules.ts';
import type { BloomTally, CallOutput } from '#core/contract/calls.ts';

/** The ground points beside the bloom at a threshold, from what the window has already. */
export function groundResult(
  { rules, ...points }: CallOutput<'bloom.ground'>,
  tally: BloomTally,
  threshold: number,
): GroundResult {
  const zones = tally.zones.map(zone => {
    const bloomAreaKm2 = areaAboveKm2(zone, tally.range, threshold);
    const { areaKm2, validAreaKm2 } = zone;
    return { zone: zone.zone, areaKm2, validAreaKm2, bloomAreaKm2, grade: gradeOf(bloomAreaKm2, zone) };
  });
  function gradeOf(bloom: number, area: { areaKm2: number; validAreaKm2: number }): Grade | null {
    if (!(area.validAreaKm2 > 0) || area.validAreaKm2 / area.areaKm2 < tally.minValidShare) return null;
    return gradeByAreaShare(rules.bloom, Math.min(1, bloom / area.validAreaKm2));
  }
  const sum = (key: 'areaKm2' | 'validAreaKm2' | 'bloomAreaKm2') =>
    zones.reduce((total, zone) => total + zone[key], 0);
  const whole = { areaKm2: sum('areaKm2'), validAreaKm2: sum('validAreaKm2') };
  return besideSatellite(points, threshold, zones, rules, gradeOf(sum('bloomAreaKm2'), whole));
}
