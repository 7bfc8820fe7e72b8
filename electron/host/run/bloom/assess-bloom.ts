import { isReflectance, quantityInWords, quantityOf } from '#core/scene/quantity.ts';
import { bloomRule } from '#core/bloom/bloom-rule.ts';
import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import { besideSatellite, type GroundPoints } from '#core/ground/beside-satellite.ts';
import { ruleStamp, type BloomRules } from '#core/foundation/rules.ts';
import type { LakeThreshold, ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { areaUncertainty } from '#core/bloom/area-uncertainty.ts';
import { bloomWhere } from './bloom-where.ts';
import { bloomZones, leastSeenOf } from './bloom-zones.ts';
import { findThreshold } from './find-threshold.ts';
import { groundPoints, type GroundQuestion } from './ground-points.ts';
import type { Retrieval } from '#core/ground/regression.ts';
import { otherRung } from '#core/index/index-definition.ts';
import { inEnglish, inWords, say } from '#core/words/said.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { recordMask } from '#host/recipe/recorded-mask.ts';
import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import type { BloomTallies } from './tally-bloom.ts';
import type { Progress } from '#host/files/progress.ts';

/** What is asked of the tallies. */
export interface BloomAsk {
  threshold: ThresholdChoice;
  /** What was kept for this lake and index, for the threshold `lake`. */
  lakeThreshold?: LakeThreshold | null;
  /** Ground points to lay beside the result, and to find the threshold `ground` by. */
  ground?: GroundQuestion | null;
  /** Where the index is a regression on ground points: what it estimates, and its error. */
  retrieval?: Retrieval;
}

/** Grades the tallies at a threshold and finds where the bloom lies. Bloom is a value above the threshold. */
export async function assessBloom(
  tallied: BloomTallies,
  ask: BloomAsk,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<BloomResult> {
  const { plan, tallies, range } = tallied;
  const { placed } = plan;
  if (tallies.every(t => t.validAreaM2 === 0))
    throw new BloomlineError('nothing-valid', plan.scene.name, say('zones.nothing-valid'));
  const { signal } = progress;
  const ground = ask.ground ? await groundPoints(plan, ask.ground, { signal }) : null;
  const { lakeThreshold } = ask;
  const found = await findThreshold(tallied, ask.threshold, { lakeThreshold, ground }, pool, progress);
  const { value } = found;
  const rules = bloomRules();
  const leastSeen = leastSeenOf(plan.mask.options);
  const { zones: graded, whole, warnings } = await bloomZones(tallied, value, pool, progress);
  const where = await bloomWhere(
    plan,
    pool,
    value,
    graded.map(z => z.bloomAreaKm2),
    rules.places,
    progress,
  );
  const zones = graded.map((zone, i): BloomZone => ({
    ...zone,
    where: where[i],
    ...(where[i] ? { uncertainty: areaUncertainty(rules.areaUncertainty, where[i].edgePixelsKm2 ?? 0) } : {}),
  }));
  const recipe = await makeRecipe(
    {
      kind: 'bloom',
      scenes: [plan.scene],
      zones: plan.zones,
      parameters: {
        index: plan.id,
        formula: plan.formula,
        threshold: value,
        thresholdMethod: found.method,
        thresholdSource: found.source,
        rule: bloomRule,
        ...recordMask(plan.mask),
        ...(ask.ground ? { ground: ask.ground.options } : {}),
        ...(ask.retrieval ? { retrieval: ask.retrieval } : {}),
        histogram: range,
      },
      rules: usedRules(zones, leastSeen, ground),
      warnings: [
        ...tallied.warnings,
        ...warnings,
        ...(found.noBloom ? [found.source] : thresholdWarning(tallied, value)),
        ...placed.flatMap(p => (p.problem ? [`${p.name}: ${p.problem.message}`] : [])),
      ],
    },
    progress,
  );
  return {
    kind: 'bloom',
    index: plan.id,
    threshold: value,
    thresholdMethod: found.method,
    ...(found.source ? { thresholdSource: found.source } : {}),
    ...(found.noBloom ? { noBloom: found.source } : {}),
    zones,
    whole,
    ...(ground
      ? {
          ground: besideSatellite(ground, value, zones, { bloom: rules, water: waterRules() }, whole),
        }
      : {}),
    recipe,
  };
}

/** The rules that the zones' results rest on. */
export function usedRules(
  zones: readonly BloomZone[],
  leastSeen: number,
  ground: GroundPoints | null = null,
): BloomResult['recipe']['rules'] {
  const rules = bloomRules();
  const water = waterRules();
  return [
    ruleStamp(rules.areaShareGrade),
    minValidStamp(rules, leastSeen),
    ...(zones.some(z => z.waterShare !== undefined) ? [ruleStamp(rules.waterShare)] : []),
    ...(zones.some(z => z.intensity) ? [ruleStamp(rules.intensity)] : []),
    ...(zones.some(z => z.cover) ? [ruleStamp(rules.subPixel)] : []),
    ...(zones.some(z => z.where) ? [ruleStamp(rules.places)] : []),
    ...(zones.some(z => z.uncertainty) ? [ruleStamp(rules.areaUncertainty)] : []),
    ...(ground
      ? [rules.densityGrade, rules.wholeLake, rules.groundBloom, water.surfaceWater, water.trophic].map(
          ruleStamp,
        )
      : []),
  ];
}

/** A threshold that the index hardly reaches (all or nothing is bloom), or one on values that are no reflectance. */
export function thresholdWarning({ plan, range }: BloomTallies, threshold: number): string[] {
  const { min, max } = range;
  const quantity = quantityOf(plan.scene);
  const rung = otherRung(plan.definition, quantity);
  return [
    ...(rung ? [inWords(rung, 'en')] : []),
    ...(threshold < min || threshold > max
      ? [inEnglish('bloom.threshold-unusual', { threshold, index: plan.id, min, max })]
      : []),
    // An index of codes has its threshold in them.
    ...(isReflectance(quantity) || quantity === 'code'
      ? []
      : [inEnglish('quantity.number-on', { value: threshold, found: quantityInWords(quantity) })]),
  ];
}

/** The limit of the rules, or the one that the user gave instead. */
function minValidStamp({ minValidShare }: BloomRules, limit: number) {
  const stamp = ruleStamp(minValidShare);
  return limit === minValidShare.value
    ? stamp
    : { ...stamp, version: inEnglish('bloom.threshold-given', { value: limit }) };
}
