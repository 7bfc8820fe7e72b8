import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import { besideSatellite, type GroundPoints } from '#core/ground/beside-satellite.ts';
import { wholeGrade } from '#core/bloom/grade-zone.ts';
import { ruleStamp, type BloomRules } from '#core/foundation/rules.ts';
import type { ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { bloomWhere } from './bloom-where.ts';
import { bloomZones, leastSeenOf } from './bloom-zones.ts';
import { findThreshold } from './find-threshold.ts';
import { groundPoints } from './ground-points.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { recordMask } from '#host/recipe/recorded-mask.ts';
import { bloomRules, waterRules } from '#host/run/rules.ts';
import type { BloomTallies } from './tally-bloom.ts';
import type { Progress } from '#host/files/progress.ts';

/** Grades the tallies at a threshold and finds where the bloom lies. Bloom is a value above the threshold. */
export async function assessBloom(
  tallied: BloomTallies,
  threshold: ThresholdChoice,
  progress: Progress = {},
): Promise<BloomResult> {
  const { input, placed, tallies, range, masking } = tallied;
  if (tallies.every(t => t.validAreaM2 === 0))
    throw new BloomlineError(
      'nothing-valid',
      input.scene.name,
      'no valid pixel lies in the zones: all are nodata, cloud or outside',
    );
  const { signal } = progress;
  const ground = input.ground
    ? await groundPoints({ ...input, ...input.ground, mask: masking }, { signal })
    : null;
  const found = await findThreshold(tallied, threshold, ground, progress);
  const { value } = found;
  const rules = bloomRules();
  const leastSeen = leastSeenOf(input.mask.options);
  const graded = await bloomZones(tallied, value, progress);
  const where = await bloomWhere(
    { ...input, masking, formula: tallied.formula, placed },
    value,
    graded.map(z => z.bloomAreaKm2),
    rules.places,
    progress,
  );
  const zones = graded.map((zone, i): BloomZone => ({ ...zone, where: where[i] }));
  const recipe = await makeRecipe(
    {
      kind: 'bloom',
      scenes: [input.scene],
      files: input.zoneFiles,
      zones: input.zones,
      parameters: {
        index: tallied.id,
        formula: tallied.formula,
        threshold: value,
        thresholdMethod: found.method,
        thresholdSource: found.source,
        rule: 'bloom where index > threshold',
        ...recordMask(input.mask),
        ...(input.ground ? { ground: input.ground.options } : {}),
        ...(input.retrieval ? { retrieval: input.retrieval } : {}),
        histogram: range,
      },
      rules: usedRules(zones, leastSeen, ground),
      warnings: [
        ...tallied.warnings,
        ...thresholdWarning(tallied, value),
        ...placed.flatMap(p => (p.problem ? [`${p.name}: ${p.problem.message}`] : [])),
      ],
    },
    progress,
  );
  return {
    kind: 'bloom',
    index: tallied.id,
    threshold: value,
    thresholdMethod: found.method,
    ...(found.source ? { thresholdSource: found.source } : {}),
    zones,
    ...(ground
      ? {
          ground: besideSatellite(
            ground,
            value,
            zones,
            { bloom: rules, water: waterRules() },
            wholeGrade(rules, zones, leastSeen),
          ),
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
    ...(zones.some(z => z.intensity) ? [ruleStamp(rules.intensity)] : []),
    ...(zones.some(z => z.cover) ? [ruleStamp(rules.subPixel)] : []),
    ...(zones.some(z => z.where) ? [ruleStamp(rules.places)] : []),
    ...(ground
      ? [rules.densityGrade, rules.wholeLake, rules.groundBloom, water.surfaceWater, water.trophic].map(
          ruleStamp,
        )
      : []),
  ];
}

/** A threshold that the index hardly reaches: all or nothing is bloom. */
export function thresholdWarning({ id, range }: BloomTallies, threshold: number): string[] {
  return threshold < range.min || threshold > range.max
    ? [`the threshold ${threshold} lies outside of the usual values of ${id} (${range.min} to ${range.max})`]
    : [];
}

/** The limit of the rules, or the one that the user gave instead. */
function minValidStamp({ minValidShare }: BloomRules, limit: number) {
  const stamp = ruleStamp(minValidShare);
  return limit === minValidShare.value ? stamp : { ...stamp, version: `given by the user: ${limit}` };
}
