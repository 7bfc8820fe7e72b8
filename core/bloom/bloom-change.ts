import type { BloomChange, BloomZone } from './bloom-result.ts';
import type { Grade } from '#core/foundation/grade.ts';
import type { BloomRules } from '#core/foundation/rules.ts';

/** What an earlier date said of the same zone. */
export interface EarlierZone {
  /** ISO 8601 time or date. */
  acquired: string;
  scene: string;
  zone: Pick<BloomZone, 'bloomAreaKm2' | 'bloomShare' | 'grade'>;
}

/** Place of a grade in the rule's list from no bloom on; −1 for a grade of another rule. */
export function gradeRank(rules: Pick<BloomRules, 'areaShareGrade'>, grade: Pick<Grade, 'level'>): number {
  return rules.areaShareGrade.grades.findIndex(g => g.level === grade.level);
}

/**
 * Against the last earlier date that could be assessed; null where this date cannot be, or none came before. `earlier`
 * in any order.
 */
export function changeSince(
  rules: Pick<BloomRules, 'areaShareGrade'>,
  now: Pick<BloomZone, 'bloomAreaKm2' | 'bloomShare' | 'grade'>,
  acquired: string,
  earlier: readonly EarlierZone[],
): BloomChange | null {
  if (!now.grade || now.bloomShare === null) return null;
  let last: EarlierZone | null = null;
  for (const e of earlier)
    if (e.zone.grade && e.zone.bloomShare !== null && e.acquired < acquired)
      if (!last || e.acquired > last.acquired) last = e;
  if (!last) return null;
  const { bloomAreaKm2, bloomShare, grade } = last.zone;
  return {
    since: last.acquired,
    scene: last.scene,
    areaKm2: now.bloomAreaKm2 - bloomAreaKm2,
    share: now.bloomShare - bloomShare!,
    previous: {
      areaKm2: bloomAreaKm2,
      share: bloomShare!,
      level: grade!.level,
      label: grade!.label,
      labelEn: grade!.labelEn,
    },
    grades: gradeRank(rules, now.grade) - gradeRank(rules, grade!),
  };
}
