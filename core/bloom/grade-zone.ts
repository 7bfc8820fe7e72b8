import type { ZoneStatistics } from '#core/tally/zone-statistics.ts';
import type { Grade } from '#core/foundation/grade.ts';
import { gradeByAreaShare, type BloomRules } from '#core/foundation/rules.ts';
import { inEnglish, wasSaid } from '#core/words/said.ts';
import { seenShare } from './seen-share.ts';

/** Part of a whole, 0–1; null where there is no whole. */
export const shareOf = (part: number, whole: number): number | null =>
  whole > 0 ? Math.min(1, part / whole) : null;

/** The grade of a share of bloom where enough was seen (`limit`, 0–1) and it is of water, or why there is none. */
export function gradeZone(
  rules: BloomRules,
  bloomShare: number | null,
  validShare: number | null,
  limit: number,
  waterShare?: number | null,
): { grade: Grade | null; gradeReason?: string } {
  if (bloomShare === null || validShare === null)
    return { grade: null, gradeReason: inEnglish('bloom.no-valid-pixel') };
  if (validShare < limit)
    return {
      grade: null,
      gradeReason: inEnglish('bloom.too-little-valid', {
        share: (validShare * 100).toFixed(1),
        limit: Number((limit * 100).toPrecision(6)),
      }),
    };
  const { least } = rules.waterShare;
  if (waterShare != null && waterShare < least)
    return {
      grade: null,
      gradeReason: inEnglish('bloom.mostly-land', {
        share: ((1 - waterShare) * 100).toFixed(1),
        limit: Number(((1 - least) * 100).toPrecision(6)),
      }),
    };
  return { grade: gradeByAreaShare(rules, bloomShare) };
}

/** A zone at a threshold. */
type ZoneAreas = Pick<ZoneStatistics, 'areaKm2' | 'validAreaKm2' | 'areaByReasonKm2'> & {
  bloomAreaKm2: number;
};

/** The grades of zones, one by one. */
export const gradeOfZone = (rules: BloomRules, zone: ZoneAreas, limit: number): Grade | null =>
  gradeZone(rules, shareOf(zone.bloomAreaKm2, zone.validAreaKm2), seenShare(zone), limit).grade;

/** True where the grade is withheld because the zone is land or plants rather than water. */
export const isHardlyWater = ({ gradeReason }: { gradeReason?: string }): boolean =>
  gradeReason !== undefined && wasSaid(gradeReason, 'bloom.mostly-land');
