import type { Grade } from '#core/foundation/grade.ts';
import { gradeByDensity, type BloomRules } from '#core/foundation/rules.ts';

/** The grade of a lake by the algal densities of its points, and which of the rule's three steps gave it. */
export interface WholeLakeGrade {
  grade: Grade;
  step: 'clear' | 'majority' | 'mean';
  points: number;
  /** Cells per litre. */
  meanDensity: number;
}

/**
 * Whole lake from points: nearly all below the lowest limit → level Ⅰ; else the level that holds most of them, if it
 * holds enough; else the level of their mean. Limits in `rules.wholeLake`. Null without densities (cells per litre).
 */
export function gradeWholeLake(rules: BloomRules, densities: readonly number[]): WholeLakeGrade | null {
  if (densities.length === 0) return null;
  const { clearShare, clearBelow, majorityShare, id, name, evidence } = rules.wholeLake;
  const points = densities.length;
  const meanDensity = densities.reduce((sum, d) => sum + d, 0) / points;
  const by = { rule: id, ruleName: name, evidence };
  const answer = (density: number, step: WholeLakeGrade['step']): WholeLakeGrade => ({
    grade: { ...gradeByDensity(rules, density), ...by },
    step,
    points,
    meanDensity,
  });
  if (densities.filter(d => d < clearBelow).length > clearShare * points) return answer(0, 'clear');
  const byLevel = new Map<string, number[]>();
  for (const density of densities) {
    const { level } = gradeByDensity(rules, density);
    byLevel.set(level, [...(byLevel.get(level) ?? []), density]);
  }
  const most = [...byLevel.values()].sort((a, b) => b.length - a.length)[0];
  return most.length >= majorityShare * points ? answer(most[0], 'majority') : answer(meanDensity, 'mean');
}

/** Which of two grades of a lake is worse; null unless there are both. Levels are Ⅰ–Ⅴ on both scales. */
export function higherGrade(
  rules: BloomRules,
  satellite: Grade | null,
  ground: Grade | null,
): 'satellite' | 'ground' | 'equal' | null {
  if (!satellite || !ground) return null;
  const rank = (grade: Grade) => rules.densityGrade.grades.findIndex(g => g.level === grade.level);
  const difference = rank(satellite) - rank(ground);
  return difference === 0 ? 'equal' : difference > 0 ? 'satellite' : 'ground';
}
