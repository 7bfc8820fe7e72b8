import { besideSatellite, type GroundResult } from '#core/assessment/ground/beside-satellite.ts';
import type { Grade } from '#core/assessment/grade.ts';
import { areaAboveKm2 } from '#core/assessment/histogram-area.ts';
import { gradeByAreaShare } from '#core/assessment/rules.ts';
import { waterAreaKm2 } from '#core/assessment/seen-share.ts';
import type { BloomTally, CallOutput } from '#core/contract/calls.ts';

/** The ground points beside the bloom at a threshold, from what the window has already. */
export function groundResult(
  { rules, ...points }: CallOutput<'bloom.ground'>,
  tally: BloomTally,
  threshold: number,
): GroundResult {
  const gradeOf = (bloomKm2: number, validKm2: number, waterKm2: number): Grade | null =>
    validKm2 > 0 && validKm2 / waterKm2 >= tally.minValidShare
      ? gradeByAreaShare(rules.bloom, Math.min(1, bloomKm2 / validKm2))
      : null;
  const zones = tally.zones.map(zone => {
    const bloomAreaKm2 = areaAboveKm2(zone, tally.range, threshold);
    const [validAreaKm2, water] = [zone.validAreaKm2, waterAreaKm2(zone)];
    const grade = gradeOf(bloomAreaKm2, validAreaKm2, water);
    return { zone: zone.zone, validAreaKm2, bloomAreaKm2, water, grade };
  });
  const sum = (key: 'water' | 'validAreaKm2' | 'bloomAreaKm2') =>
    zones.reduce((total, zone) => total + zone[key], 0);
  const whole = gradeOf(sum('bloomAreaKm2'), sum('validAreaKm2'), sum('water'));
  return besideSatellite(points, threshold, zones, rules, whole);
}
