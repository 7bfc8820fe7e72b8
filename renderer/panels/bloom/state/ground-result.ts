import { besideSatellite, type GroundResult } from '#core/ground/beside-satellite.ts';
import { gradeOfZone } from '#core/bloom/grade-zone.ts';
import { areaAboveKm2 } from '#core/bloom/histogram-area.ts';
import type { AreaStatistics, BloomTally, CallOutput } from '#core/contract/calls.ts';

/** The ground points beside the bloom at a threshold, from what the window has already. */
export function groundResult(
  { rules, ...points }: CallOutput<'bloom.ground'>,
  tally: BloomTally,
  threshold: number,
): GroundResult {
  const limit = tally.minValidShare;
  const graded = <Each extends AreaStatistics>(area: Each) => {
    const measured = { ...area, bloomAreaKm2: areaAboveKm2(area, tally.range, threshold) };
    return { ...measured, grade: gradeOfZone(rules.bloom, measured, limit) };
  };
  return besideSatellite(points, threshold, tally.zones.map(graded), rules, graded(tally.whole));
}
