import type { AssessmentResult } from '#core/review/assessment.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import { recordedMask } from '#host/recipe/recorded-mask.ts';
import { planBloom, type BloomPlan } from './bloom/plan-bloom.ts';
import { planOfResult, type RedlinePlan } from './redline/plan-change.ts';

/** How an assessment went through its scenes. */
export type AssessmentPlan = BloomPlan | RedlinePlan;

/** The plan of a result that was kept. One scene for bloom; before and after for redline. */
export function planAgain(
  result: AssessmentResult,
  scenes: readonly Scene[],
  zones: ZoneSet,
  mask: MaskRequest = recordedMask(result.recipe, []),
): AssessmentPlan {
  if (result.kind === 'redline') return planOfResult({ before: scenes[0], after: scenes[1], zones }, result);
  return planBloom({ scene: scenes[0], zones, index: result.index, mask });
}
