import { separabilityOf, type Separability } from '#core/bloom/thresholds/separability.ts';
import { otsuThreshold } from '#core/bloom/thresholds/otsu.ts';

import { valleyThreshold } from '#core/bloom/thresholds/valley.ts';

import { quantityOf } from '#core/scene/quantity.ts';
import { publishedThreshold, thresholdRefused } from '#core/index/index-definition.ts';

import { emptyTally, mergeTally, type BinRange, type ZoneTally } from '#core/tally/tally.ts';

import type { BloomPlan } from './plan-bloom.ts';
import type { Said } from '#core/words/said.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { wavelengthWarning } from '#host/run/index/index-choice.ts';
import type { PlacedZone } from '#host/run/zones/place-zones.ts';

import { maskWarnings } from '#host/run/mask/plan-mask.ts';
import type { Progress } from '#host/files/progress.ts';
import { rangeAround, tallyZones } from '#host/run/zones/tally-zones.ts';

/** One pass over the pixels: everything that any threshold needs. */
export interface BloomTallies {
  plan: BloomPlan;
  range: BinRange;
  delta: number;
  /** By zone; of one that has a problem nothing is seen. */
  tallies: ZoneTally[];
  /** Of all zones together, every place once. */
  whole: ZoneTally;
  /** Whether the water holds two classes; null where the index is the same everywhere. */
  separability: Separability | null;
  /** Null where it does not. */
  otsu: number | null;
  valley: number | null;
  defaultThreshold: number | null;
  thresholdSource: string | null;
  /** Why a published threshold is none for what the values of the scene are. */
  thresholdRefused: Said | null;
  warnings: string[];
}

/** Reads the scene once and tallies every zone. Throws `nothing-valid` and file errors. */
export async function tallyBloom(
  plan: BloomPlan,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<BloomTallies> {
  const { scene, definition, formula, placed, together, masking, mask } = plan;
  const published = publishedThreshold(definition, scene.sensor, quantityOf(scene));
  const range =
    definition?.range ?? rangeAround(await tallyZones(scene, formula, placed, null, masking, pool, progress));
  const places = [...new Set([...placed, ...together.once])];
  const tallyOf = new Map<PlacedZone, ZoneTally>();
  (await tallyZones(scene, formula, places, range, masking, pool, progress)).forEach((tally, i) =>
    tallyOf.set(places[i], tally),
  );
  const whole = emptyTally(range);
  for (const place of together.once) mergeTally(whole, tallyOf.get(place)!);
  const warning = wavelengthWarning(scene, formula);
  const separability = separabilityOf(range, whole.areaByBinM2, whole.validCoverage);
  let valley: { found: number | null } | null = null;
  return {
    plan,
    range,
    delta: definition?.delta ?? range.step * 10,
    tallies: placed.map(place => tallyOf.get(place)!),
    whole,
    separability,
    otsu: separability?.separable ? otsuThreshold(range, whole.areaByBinM2) : null,
    // Takes long where a series asks for another threshold: found when it is asked for.
    get valley() {
      return (valley ??= {
        found: separability?.separable ? valleyThreshold(range, whole.areaByBinM2) : null,
      }).found;
    },
    defaultThreshold: published?.value ?? null,
    thresholdSource: published?.source ?? null,
    thresholdRefused: thresholdRefused(definition, quantityOf(scene)),
    warnings: [...(warning ? [warning] : []), ...together.warnings, ...maskWarnings(scene, mask)],
  };
}

/**
 * The histogram as the window gets it: its slider, our table and the report add up the same numbers in the same
 * order.
 */
export function areaHistogram(tally: ZoneTally) {
  return { areaKm2ByBin: Array.from(tally.areaByBinM2, area => area * 1e-6), aboveKm2: tally.aboveM2 * 1e-6 };
}
