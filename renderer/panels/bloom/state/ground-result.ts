import { besideSatellite, type GroundResult } from '#core/ground/beside-satellite.ts';
import { gradeOfZone, wholeGrade } from '#core/bloom/grade-zone.ts';
import { areaAboveKm2 } from '#core/bloom/histogram-area.ts';
import type { BloomTally, CallOutput } from '#core/contract/calls.ts';

/** The ground points beside the bloom at a threshold, from what the window has already. */
export function groundResult(
  { rules, ...points }: CallOutput<'bloom.ground'>,
  tally: BloomTally,
  threshold: number,
): GroundResult {
  const limit = tally.minValidShare;
  const zones = tally.zones.map(zone => {
    const placed = { ...zone, bloomAreaKm2: areaAboveKm2(zone, tally.range, threshold) };
    return { ...placed, grade: gradeOfZone(rules.bloom, placed, limit) };
  });
  return besideSatellite(points, threshold, zones, rules, wholeGrade(rules.bloom, zones, limit));
}
