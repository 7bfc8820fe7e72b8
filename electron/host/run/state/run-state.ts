import { mergeMoments } from '#core/ecology/principal-component.ts';
import type { StateIndicator } from '#core/ecology/ecology-names.ts';
import { countOutside } from '#core/tally/tally.ts';
import type { PlacedZone } from '#host/run/zones/place-zones.ts';
import type { PlacesTogether } from '#host/run/zones/places-together.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, runLanes, zonesTouching } from '#host/run/zones/lanes.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  emptyGathered,
  emptySums,
  stateLane,
  type StateGathered,
  type StateLaneInput,
  type StatePlace,
  type StateStep,
  type StateSums,
  type StateZoneSums,
} from '#host/raster/lanes/state-lane.ts';
import {
  closeReaders,
  stateReaders,
  type StateFacts,
  type StatePlan,
} from '#host/raster/lanes/state-pixels.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';

export interface StateRun {
  plans: StatePlan[];
  indicators: StateIndicator[];
  limits: number[][];
  pairs: [number, number][];
  placed: readonly PlacedZone[];
  together: PlacesTogether;
  pool: RasterPool | null;
  progress: Progress;
}

const cacheBytes = 256 * 2 ** 20;

/** Sums of the zones, in their order, and of all together with every place once. */
export interface StateTally {
  zones: StateZoneSums[];
  whole: StateZoneSums;
}

/** Zones of one lane's message: many parcels are sent to the lanes that they touch only. */
export async function runState(run: StateRun, facts: StateFacts[], step: 'tally'): Promise<StateTally>;
export async function runState(
  run: StateRun,
  facts: StateFacts[],
  step: Exclude<StateStep, 'tally'>,
): Promise<StateGathered[]>;
export async function runState(
  run: StateRun,
  facts: StateFacts[],
  step: StateStep,
): Promise<StateTally | StateGathered[]> {
  const { plans, indicators, limits, pairs, placed, together, pool, progress } = run;
  const all = step === 'tally' ? [...new Set([...placed, ...together.once])] : placed;
  const places: StatePlace[] = all.flatMap(({ edges, window }, zone) =>
    edges && window ? [{ edges, window, zone }] : [],
  );
  const lanes = planLanes(plans[0].scene, places, `state-${step}`, progress);
  const inputOf = (chunks: StateLaneInput['chunks']) => ({
    scene: plans[0].scene,
    step,
    plans,
    facts,
    indicators,
    limits,
    pairs,
    zones: zonesTouching(places, chunks).map(i => places[i]),
    zoneCount: all.length,
    chunks,
  });
  const parts = await runLanes(pool, lanes, 'stateLane', inputOf, {
    open: () => stateReaders(plans, new BlockCache(cacheBytes)),
    close: closeReaders,
    lane: stateLane,
  });
  if (step === 'tally') {
    const empty = (zone: number) => emptySums(zone, { indicators, limits, plans, pairs });
    const sums = all.map((_, zone) => empty(zone));
    for (const part of parts)
      if ('zones' in part) for (const zone of part.zones) mergeZone(sums[zone.zone], zone);
    sums.forEach((sum, i) => countOutsideOf(sum, all[i].outlineM2));
    const whole = empty(-1);
    for (const place of together.once) mergeZone(whole, sums[all.indexOf(place)]);
    return { zones: sums.slice(0, placed.length), whole };
  }
  const gathered = plans.map(plan => emptyGathered(plan, all.length));
  for (const part of parts)
    if ('gathered' in part) part.gathered.forEach((own, d) => mergeGathered(gathered[d], own));
  return gathered;
}

/** What the grid does not have of a zone is seen on no date. */
function countOutsideOf(sum: StateZoneSums, outlineM2: number | null): void {
  const { areaM2 } = sum;
  for (const areaByReasonM2 of sum.reasonM2) {
    const date = { areaM2, areaByReasonM2 };
    countOutside(date, outlineM2);
    sum.areaM2 = date.areaM2;
  }
}

function mergeGathered(into: StateGathered, part: StateGathered): void {
  part.ndviM2.forEach((area, i) => (into.ndviM2[i] += area));
  if (part.moments) mergeMoments(into.moments!, part.moments);
  if (part.spread) into.spread = addSpread(into.spread, part.spread);
  into.rawMin = Math.min(into.rawMin, part.rawMin);
  into.rawMax = Math.max(into.rawMax, part.rawMax);
  part.typeMax?.forEach((max, i) => (into.typeMax![i] = Math.max(into.typeMax![i], max)));
  for (let p = 0; p < 3; p++) {
    into.densityMin[p] = Math.min(into.densityMin[p], part.densityMin[p]);
    into.densityMax[p] = Math.max(into.densityMax[p], part.densityMax[p]);
  }
}

/** Spreads over the same ranges. */
export const addSpread = (a: readonly Float64Array[] | null, b: readonly Float64Array[]): Float64Array[] =>
  b.map((bins, n) => (a ? bins.map((weight, i) => weight + a[n][i]) : bins.slice()));

export function mergeZone(into: StateZoneSums, part: StateZoneSums): void {
  into.areaM2 += part.areaM2;
  part.validM2.forEach((area, d) => (into.validM2[d] += area));
  part.reasonM2.forEach((reasons, d) => reasons.forEach((area, r) => (into.reasonM2[d][r] += area)));
  part.sums.forEach((dates, k) => dates.forEach((sum, d) => mergeSums(into.sums[k][d], sum)));
  part.pairs.forEach((pairs, k) =>
    pairs.forEach((pair, p) => {
      const own = into.pairs[k][p];
      pair.matrixM2.forEach((area, i) => (own.matrixM2[i] += area));
      own.changeM2 += pair.changeM2;
      own.change += pair.change;
    }),
  );
}

function mergeSums(into: StateSums, part: StateSums): void {
  if (part.areaM2 > 0) {
    const total = into.areaM2 + part.areaM2;
    const difference = part.mean - into.mean;
    into.squares += part.squares + (difference * difference * into.areaM2 * part.areaM2) / total;
    into.mean += (difference * part.areaM2) / total;
    into.areaM2 = total;
  }
  into.min = Math.min(into.min, part.min);
  into.max = Math.max(into.max, part.max);
  into.waterM2 += part.waterM2;
  into.outOfRangeM2 += part.outOfRangeM2;
  part.gradeM2.forEach((area, i) => (into.gradeM2[i] += area));
}
