import type { BloomResult, BloomZone } from '#core/assessment/assessment.ts';
import { coveredArea, intensityAreas } from '#core/assessment/bloom-classes.ts';
import { areaAboveKm2 } from '#core/assessment/histogram-area.ts';
import { gradeByAreaShare, ruleStamp, type BloomRules } from '#core/assessment/rules.ts';
import { otsuThreshold } from '#core/assessment/otsu.ts';
import { zoneStatistics } from '#core/assessment/zone-statistics.ts';
import { BloomlineError } from '#core/contract/errors.ts';
import type { Crs } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import { binCount, binEdge, emptyTally, type BinRange, type ZoneTally } from '#core/zones/tally.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { Clouds } from '#services/raster/scene-reader.ts';
import type { RasterPool } from '#services/raster/raster-pool.ts';
import { bloomWhere } from './bloom-where.ts';
import { findIndex, kernelFor, wavelengthWarning } from './index-choice.ts';
import { overlapWarnings } from './overlapping-zones.ts';
import { placeZones, type PlacedZone, usablePlaces } from './place-zones.ts';
import { makeRecipe } from './recipe.ts';
import { bloomRules } from './rules.ts';
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
  clouds: Clouds;
  pool: RasterPool | null;
  /** The zones on the scene's grid, where they were placed before. */
  placed?: PlacedZone[];
}

/** One pass over the pixels: everything that any threshold needs. */
export interface BloomTallies {
  input: BloomInput;
  id: string;
  formula: string;
  range: BinRange;
  delta: number;
  placed: PlacedZone[];
  /** By zone; empty where the zone has a problem. */
  tallies: ZoneTally[];
  otsu: number | null;
  defaultThreshold: number | null;
  thresholdSource: string | null;
  warnings: string[];
}

/** Reads the scene once and tallies every zone. Throws `band-missing`, `zone-…`, `nothing-valid` and file errors. */
export async function tallyBloom(input: BloomInput, progress: Progress = {}): Promise<BloomTallies> {
  const { scene, clouds, pool } = input;
  const { definition, id, formula } = findIndex(input.index);
  kernelFor(scene, formula);
  const placed = input.placed ?? placeZones(input.zones, input.zonesCrs, scene.grid, input.zonesSubject);
  const usable = usablePlaces(placed);
  const range =
    definition?.range ?? rangeAround(await tallyZones(scene, formula, usable, null, clouds, pool, progress));
  const found = await tallyZones(scene, formula, usable, range, clouds, pool, progress);
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
    tallies,
    otsu: otsuThreshold(range, total),
    defaultThreshold: definition?.threshold?.value ?? null,
    thresholdSource: definition?.threshold?.source ?? null,
    warnings: [
      ...(warning ? [warning] : []),
      ...overlapWarnings(placed),
      ...(clouds === 'auto' && !scene.classification
        ? ['no cloud classification in the scene: clouds are not masked']
        : []),
    ],
  };
}

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
  const { range, input, formula, placed, tallies } = tallied;
  return Promise.all(
    thresholds.map(async threshold => {
      if (isEdge(range, threshold)) return tallies.map(t => areaAboveKm2(areaHistogram(t), range, threshold));
      // No bins: only the areas at or below the threshold and above it.
      const own = { min: threshold, max: threshold, step: 1 };
      const usable = usablePlaces(placed);
      const found = await tallyZones(input.scene, formula, usable, own, input.clouds, input.pool, {
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

/** The threshold that is meant, or null where Otsu finds none. */
export function thresholdOf(tallied: BloomTallies, threshold: number | 'otsu'): number | null {
  return threshold === 'otsu' ? tallied.otsu : threshold;
}

/** Every zone at a threshold: areas, shares, grades, intensity and cover. Zones of which nothing is seen say so. */
export async function bloomZones(
  tallied: BloomTallies,
  threshold: number,
  progress: Progress = {},
): Promise<BloomZone[]> {
  const { id, placed, tallies, range, delta } = tallied;
  const rounded = (x: number) => Number(x.toPrecision(12));
  const [bloom, more, less] = await areasAbove(
    tallied,
    [threshold, rounded(threshold - delta), rounded(threshold + delta)],
    progress,
  );
  const rules = bloomRules();
  return placed.map((zone, i): BloomZone => {
    const statistics = zoneStatistics(zone.name, tallies[i]);
    const { areaKm2, validAreaKm2 } = statistics;
    const bloomShare = validAreaKm2 > 0 ? Math.min(1, bloom[i] / validAreaKm2) : null;
    const validShare = areaKm2 > 0 ? validAreaKm2 / areaKm2 : null;
    const graded = grade(rules, bloomShare, validShare);
    const histogram = { histogram: areaHistogram(tallies[i]), range, threshold, bloomKm2: bloom[i] };
    return {
      ...statistics,
      ...(zone.problem ? { problem: { code: zone.problem.code, message: zone.problem.message } } : {}),
      bloomAreaKm2: bloom[i],
      bloomShare,
      validShare,
      ...graded,
      assessable: graded.grade !== null,
      threshold,
      sensitivity: { delta, lowerKm2: less[i], upperKm2: more[i] },
      intensity: validAreaKm2 > 0 ? intensityAreas(rules.intensity, id, histogram) : null,
      cover: validAreaKm2 > 0 ? coveredArea(rules.subPixel, id, histogram) : null,
      change: null,
    };
  });
}

/** Grades the tallies at a threshold and finds where the bloom lies. Bloom is a value above the threshold. */
export async function assessBloom(
  tallied: BloomTallies,
  threshold: number | 'otsu',
  progress: Progress = {},
): Promise<BloomResult> {
  const { input, placed, tallies, range } = tallied;
  if (tallies.every(t => t.validCoverage === 0))
    throw new BloomlineError(
      'nothing-valid',
      input.scene.name,
      'no valid pixel lies in the zones: all are nodata, cloud or outside',
    );
  const value = thresholdOf(tallied, threshold);
  if (value === null)
    throw new BloomlineError(
      'nothing-valid',
      input.scene.name,
      'Otsu needs at least two different values in the zones',
    );
  const rules = bloomRules();
  const graded = await bloomZones(tallied, value, progress);
  const where = await bloomWhere(
    { ...input, formula: tallied.formula, placed },
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
        thresholdMethod: threshold === 'otsu' ? 'otsu' : 'fixed',
        rule: 'bloom where index > threshold',
        clouds: input.clouds,
        histogram: range,
      },
      rules: usedRules(zones),
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
    thresholdMethod: threshold === 'otsu' ? 'otsu' : 'fixed',
    zones,
    recipe,
  };
}

/** The rules that the zones' results rest on. */
export function usedRules(zones: readonly BloomZone[]): BloomResult['recipe']['rules'] {
  const rules = bloomRules();
  return [
    ruleStamp(rules.areaShareGrade),
    ruleStamp(rules.minValidShare),
    ...(zones.some(z => z.intensity) ? [ruleStamp(rules.intensity)] : []),
    ...(zones.some(z => z.cover) ? [ruleStamp(rules.subPixel)] : []),
    ...(zones.some(z => z.where) ? [ruleStamp(rules.places)] : []),
  ];
}

/** A threshold that the index hardly reaches: all or nothing is bloom. */
export function thresholdWarning({ id, range }: BloomTallies, threshold: number): string[] {
  return threshold < range.min || threshold > range.max
    ? [`the threshold ${threshold} lies outside of the usual values of ${id} (${range.min} to ${range.max})`]
    : [];
}

function grade(
  rules: BloomRules,
  bloomShare: number | null,
  validShare: number | null,
): Pick<BloomZone, 'grade' | 'gradeReason'> {
  const limit = rules.minValidShare.value;
  if (bloomShare === null || validShare === null) return { grade: null, gradeReason: 'no valid pixel' };
  if (validShare < limit)
    return {
      grade: null,
      gradeReason: `not assessable: valid share ${(validShare * 100).toFixed(1)} % is below ${limit * 100} %`,
    };
  return { grade: gradeByAreaShare(rules, bloomShare) };
}
