import type { GroundOptions } from '#core/ground/beside-satellite.ts';
import type { GroundPoint } from '#core/ground/ground-point.ts';
import type { Retrieval } from '#core/ground/regression.ts';
import { otsuThreshold } from '#core/bloom/thresholds/otsu.ts';
import type { LakeThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import { valleyThreshold } from '#core/bloom/thresholds/valley.ts';
import type { Crs } from '#core/grid/grid.ts';
import { publishedThreshold } from '#core/index/index-definition.ts';
import type { Scene } from '#core/scene/scene.ts';
import { binCount, emptyTally, type BinRange, type ZoneTally } from '#core/tally/tally.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { Masking } from '#host/raster/reader/scene-reader.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { findIndex, kernelFor, wavelengthWarning } from '#host/run/index/index-choice.ts';
import { overlapWarnings } from '#host/run/zones/overlapping-zones.ts';
import { placeZones, type PlacedZone, usablePlaces } from '#host/run/zones/place-zones.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import { maskWarnings, planMask } from '#host/run/mask/plan-mask.ts';
import type { Progress } from '#host/files/progress.ts';
import { rangeAround, tallyZones } from '#host/run/zones/tally-zones.ts';

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
  /** The zones on the scene's grid, where they were placed before. */
  placed?: PlacedZone[];
  /** What was kept for this lake and index, for the threshold `lake`. */
  lakeThreshold?: LakeThreshold | null;
  /** Ground points to lay beside the result, and to find the threshold `ground` by. */
  ground?: { points: readonly GroundPoint[]; options: GroundOptions } | null;
  /** Where the index is a regression on ground points: what it estimates, and its error. */
  retrieval?: Retrieval;
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
  const published = publishedThreshold(definition, scene.sensor);
  const placed = input.placed ?? placeZones(input.zones, input.zonesCrs, scene.grid, input.zonesSubject);
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
  let valley: { found: number | null } | null = null;
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
    // Takes long where a series asks for another threshold: found when it is asked for.
    get valley() {
      return (valley ??= { found: valleyThreshold(range, total) }).found;
    },
    defaultThreshold: published?.value ?? null,
    thresholdSource: published?.source ?? null,
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
