import type { Scene } from '#core/scene/scene.ts';
import {
  binCount,
  countHandDecisions,
  countOutside,
  emptyTally,
  mergeTally,
  type BinRange,
  type ZoneTally,
} from '#core/tally/tally.ts';
import type { Masking } from '#host/raster/reader/scene-reader.ts';
import { tallyKernelOf, tallyLane } from '#host/raster/lanes/tally-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { wavelengthOf } from '#host/run/index/index-choice.ts';
import { planLanes, runLanes, sceneHere, wavelengths, zonesTouching } from './lanes.ts';
import { usablePlaces, type PlacedZone } from './place-zones.ts';
import type { Progress } from '#host/files/progress.ts';

/**
 * Coverage-weighted tallies of an index over zones, in their order; what lies beside the scene counts as such. With a
 * pool the lanes run in worker threads, else here.
 */
export async function tallyZones(
  scene: Scene,
  formula: string,
  placed: readonly PlacedZone[],
  range: BinRange | null,
  mask: Masking,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<ZoneTally[]> {
  const zones = usablePlaces(placed);
  const lanes = planLanes(scene, zones, 'tally', progress);
  const parts = await runLanes(
    pool,
    lanes,
    'tallyLane',
    chunks => ({
      scene,
      formula,
      wavelengths: wavelengths(scene),
      range,
      mask,
      chunks,
      zones: zonesTouching(zones, chunks).map(i => zones[i]),
    }),
    sceneHere<'tallyLane', ReturnType<typeof tallyKernelOf>>(
      scene,
      () => tallyKernelOf(scene, formula, wavelengthOf(scene), range),
      (reader, kernel, { zones: own, chunks }, onChunk) =>
        tallyLane(reader, kernel, own, mask, chunks, onChunk),
    ),
  );
  const all = zones.map(() => emptyTally(range));
  parts.forEach((tallies, n) =>
    zonesTouching(zones, lanes.lanes[n]).forEach((zone, i) => {
      if (n === 0) all[zone] = tallies[i];
      else mergeTally(all[zone], tallies[i]);
    }),
  );
  all.forEach(countHandDecisions);
  let next = 0;
  return placed.map(({ window, outlineM2 }) => {
    const tally = window ? all[next++] : emptyTally(range);
    countOutside(tally, outlineM2);
    return tally;
  });
}

/**
 * Bins for a typed formula: a first pass finds the exact extremes; the step is the round number (1, 2 or 5 times a
 * power of ten) that gives between 400 and 2000 bins.
 */
export function rangeAround(tallies: readonly ZoneTally[]): BinRange {
  const min = Math.min(...tallies.map(t => t.min));
  const max = Math.max(...tallies.map(t => t.max));
  if (!(max > min))
    return Number.isFinite(min)
      ? { min: Math.floor(min) - 1, max: Math.floor(min) + 1, step: 0.01 }
      : { min: 0, max: 1, step: 0.01 };
  const raw = (max - min) / 1000;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Number(([1, 2, 5, 10].find(n => n * power >= raw)! * power).toPrecision(1));
  const range = {
    min: Number((Math.floor(min / step) * step).toPrecision(12)),
    max: Number((Math.ceil(max / step) * step).toPrecision(12)),
    step,
  };
  return binCount(range) > 0 ? range : { ...range, max: range.min + step };
}
