import type { BloomResult, BloomZone } from '#core/assessment/assessment.ts';
import { areaAboveKm2 } from '#core/assessment/histogram-area.ts';
import { gradeByAreaShare, ruleStamp, type BloomRules } from '#core/assessment/rules.ts';
import {
  besideSatellite,
  type GroundOptions,
  type GroundPoints,
} from '#core/assessment/ground/beside-satellite.ts';
import type { GroundPoint } from '#core/assessment/ground/ground-point.ts';
import { otsuThreshold } from '#core/assessment/thresholds/otsu.ts';
import type { LakeThreshold, ThresholdChoice } from '#core/assessment/thresholds/threshold-choice.ts';
import { valleyThreshold } from '#core/assessment/thresholds/valley.ts';
import { seenShare, waterAreaKm2 } from '#core/assessment/seen-share.ts';
import { zoneStatistics } from '#core/assessment/zone-statistics.ts';
import { BloomlineError } from '#core/contract/errors.ts';
import type { Crs } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import { binCount, binEdge, emptyTally, type BinRange, type ZoneTally } from '#core/zones/tally.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { Masking } from '#services/raster/scene-reader.ts';
import type { RasterPool } from '#services/raster/raster-pool.ts';
import { correctionEffects } from './correction-effects.ts';
import { findIndex, kernelFor, wavelengthWarning } from './index-choice.ts';
import { findThreshold } from './find-threshold.ts';
import { groundPoints } from './ground-points.ts';
import { overlapWarnings } from './overlapping-zones.ts';
import { placeZones, type PlacedZone, usablePlaces } from './place-zones.ts';
import { maskWarnings, planMask, type MaskRequest } from './plan-mask.ts';
import { makeRecipe } from './recipe.ts';
import { recordMask } from './recorded-mask.ts';
import { bloomRules, waterRules } from './rules.ts';
import { rangeAround, tallyZones, type Progress } from './tally-zones.ts';

export interface BloomInput {
  scene: Scene;
  zones: readonly Zone[];
  zonesCrs: Crs | null;
  /** What the zones are called in errors: a file. */
  zonesSubject: string;
  /** Files that the zones came from, for the recipe. */
  zoneFiles: readonly string[];
  index: string;
  mask: MaskRequest;
  pool: RasterPool | null;
  /** What was kept for this lake and index, for the threshold `lake`. */
  lakeThreshold?: LakeThreshold | null;
  /** Ground points to lay beside the result, and to find the threshold `ground` by. */
  ground?: { points: readonly GroundPoint[]; options: GroundOptions } | null;
}

/** One pass over the pixels: everything that any threshold needs. */
export interface BloomTallies {
  input: BloomInput;
  id: string;
  formula: string;
  range: BinRange;
  delta: number;
  placed: PlacedZone[];
  /** The mask on the scene's grid. */
  masking: Masking;
  /** By zone; empty where the zone has a problem. */
  tallies: ZoneTally[];
  otsu: number | null;
  valley: number | null;
  defaultThreshold: number | null;
  thresholdSource: string | null;
  warnings: string[];
}

/** Reads the scene once and tallies every zone. Throws `band-missing`, `zone-…`, `nothing-valid` and file errors. */
export async function tallyBloom(input: BloomInput, progress: Progress = {}): Promise<BloomTallies> {
  const { scene, mask, pool } = input;
  const { definition, id, formula } = findIndex(input.index);
  kernelFor(scene, formula);
  const placed = placeZones(input.zones, input.zonesCrs, scene.grid, input.zonesSubject);
  const usable = usablePlaces(placed);
  const masking = planMask(scene, usableZones(input.zones, placed), input.zonesCrs, mask);
  const range =
    definition?.range ?? rangeAround(await tallyZones(scene, formula, usable, null, masking, pool, progress));
  const found = await tallyZones(scene, formula, usable, range, masking, pool, progress);
  let next = 0;
  const tallies = placed.map(p => (p.problem ? emptyTally(range) : found[next++]));
  const total = new Float64Array(binCount(range));
  for (const tally of tallies) tally.areaByBinM2.forEach((area, i) => (total[i] += area));
  const warning = wavelengthWarning(scene, formula);
  return {
    input,
    id,
    formula,
    range,
    delta: definition?.delta ?? range.step * 10,
    placed,
    masking,
    tallies,
    otsu: otsuThreshold(range, total),
    valley: valleyThreshold(range, total),
    defaultThreshold: definition?.threshold?.value ?? null,
    thresholdSource: definition?.threshold?.source ?? null,
    warnings: [...(warning ? [warning] : []), ...overlapWarnings(placed), ...maskWarnings(scene, mask)],
  };
}

/** The zones that have a place on the grid. */
const usableZones = (zones: readonly Zone[], placed: readonly PlacedZone[]): Zone[] =>
  zones.filter((_, i) => !placed[i].problem);

/** The histogram as the window gets it: its slider, our table and the report add up the same numbers in the same order. */
export function areaHistogram(tally: ZoneTally) {
  return { areaKm2ByBin: Array.from(tally.areaByBinM2, area => area * 1e-6), aboveKm2: tally.aboveM2 * 1e-6 };
}

/** True where the threshold is an edge of the bins, so that the tally gives its area exactly. */
function isEdge(range: BinRange, threshold: number): boolean {
  const n = Math.round((threshold - range.min) / range.step);
  return n >= 0 && n <= binCount(range) && binEdge(range, n) === threshold;
}

/** A threshold's areas: from the histogram where it is an edge, else by a pass that asks exactly this threshold. */
async function areasAbove(
  tallied: BloomTallies,
  thresholds: number[],
  progress: Progress,
): Promise<number[][]> {
  const { range, input, formula, placed, tallies, masking } = tallied;
  return Promise.all(
    thresholds.map(async threshold => {
      if (isEdge(range, threshold)) return tallies.map(t => areaAboveKm2(areaHistogram(t), range, threshold));
      // No bins: only the areas at or below the threshold and above it.
      const own = { min: threshold, max: threshold, step: 1 };
      const usable = usablePlaces(placed);
      const found = await tallyZones(input.scene, formula, usable, own, masking, input.pool, {
        signal: progress.signal,
      });
      let next = 0;
      return placed.map(p => {
        if (p.problem) return 0;
        const tally = found[next++];
        return tally.aboveM2 * 1e-6;
      });
    }),
  );
}

/** Grades the tallies at a threshold. Bloom is a value above the threshold. */
export async function assessBloom(
  tallied: BloomTallies,
  threshold: ThresholdChoice,
  progress: Progress = {},
): Promise<BloomResult> {
  const { input, placed, tallies, range, delta } = tallied;
  if (tallies.every(t => t.validCoverage === 0))
    throw new BloomlineError(
      'nothing-valid',
      input.scene.name,
      'no valid pixel lies in the zones: all are nodata, cloud or outside',
    );
  const ground = await groundBeside(tallied, progress);
  const found = await findThreshold(tallied, threshold, ground, progress);
  const { value } = found;
  const rounded = (x: number) => Number(x.toPrecision(12));
  const [bloom, more, less] = await areasAbove(
    tallied,
    [value, rounded(value - delta), rounded(value + delta)],
    progress,
  );
  const rules = bloomRules();
  const leastSeen = input.mask.options.minValidShare ?? rules.minValidShare.value;
  const effects = await correctionEffects({ ...input, ...tallied }, value, progress);
  const zones = placed.map((zone, i): BloomZone => {
    const statistics = zoneStatistics(zone.name, tallies[i]);
    const { validAreaKm2 } = statistics;
    const bloomShare = shareOf(bloom[i], validAreaKm2);
    const validShare = seenShare(statistics);
    return {
      ...statistics,
      ...(zone.problem ? { problem: { code: zone.problem.code, message: zone.problem.message } } : {}),
      bloomAreaKm2: bloom[i],
      bloomShare,
      validShare,
      ...(effects ? { corrections: effects[i] } : {}),
      ...grade(rules, bloomShare, validShare, leastSeen),
      threshold: value,
      sensitivity: { delta, lowerKm2: less[i], upperKm2: more[i] },
    };
  });
  const whole = (of: (zone: BloomZone) => number) => zones.reduce((sum, zone) => sum + of(zone), 0);
  const [wholeBloom, wholeValid] = [whole(z => z.bloomAreaKm2), whole(z => z.validAreaKm2)];
  const wholeSeen = shareOf(wholeValid, whole(waterAreaKm2));
  const wholeGrade = grade(rules, shareOf(wholeBloom, wholeValid), wholeSeen, leastSeen).grade;
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
        histogram: range,
      },
      rules: [
        ruleStamp(rules.areaShareGrade),
        minValidStamp(rules, leastSeen),
        ...(ground
          ? [
              rules.densityGrade,
              rules.wholeLake,
              rules.groundBloom,
              waterRules().surfaceWater,
              waterRules().trophic,
            ].map(ruleStamp)
          : []),
      ],
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
    ...(ground ? { ground: besideSatellite(ground, value, zones, groundRules(), wholeGrade) } : {}),
    recipe,
  };
}

const shareOf = (part: number, whole: number): number | null =>
  whole > 0 ? Math.min(1, part / whole) : null;

const groundRules = () => ({ bloom: bloomRules(), water: waterRules() });

async function groundBeside(tallied: BloomTallies, { signal }: Progress): Promise<GroundPoints | null> {
  const { input, masking } = tallied;
  return input.ground ? groundPoints({ ...input, ...input.ground, mask: masking }, { signal }) : null;
}

/** A threshold that the index hardly reaches: all or nothing is bloom. */
function thresholdWarning({ id, range }: BloomTallies, threshold: number): string[] {
  return threshold < range.min || threshold > range.max
    ? [`the threshold ${threshold} lies outside of the usual values of ${id} (${range.min} to ${range.max})`]
    : [];
}

/** The limit of the rules, or the one that the user gave instead. */
function minValidStamp({ minValidShare }: BloomRules, limit: number) {
  const stamp = ruleStamp(minValidShare);
  return limit === minValidShare.value ? stamp : { ...stamp, version: `given by the user: ${limit}` };
}

function grade(
  rules: BloomRules,
  bloomShare: number | null,
  validShare: number | null,
  limit: number,
): Pick<BloomZone, 'grade' | 'gradeReason'> {
  if (bloomShare === null || validShare === null) return { grade: null, gradeReason: 'no valid pixel' };
  if (validShare < limit)
    return {
      grade: null,
      gradeReason: `not assessable: valid share ${(validShare * 100).toFixed(1)} % is below ${Number((limit * 100).toPrecision(6))} %`,
    };
  return { grade: gradeByAreaShare(rules, bloomShare) };
}
