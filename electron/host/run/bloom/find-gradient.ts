import type { Kernel } from '#core/index/compile-kernel.ts';
import {
  emptyGradientCounts,
  gradientThreshold,
  type GradientThreshold,
} from '#core/bloom/thresholds/strongest-gradient.ts';

import { binCount, type BinRange } from '#core/tally/tally.ts';
import { edgeBandLane, gradientLane } from '#host/raster/lanes/gradient-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

import type { BloomPlan } from './plan-bloom.ts';
import { usablePlaces } from '#host/run/zones/place-zones.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, runLanes, sceneHere, wavelengths } from '#host/run/zones/lanes.ts';

/** Share of the pixels that count as edge between bloom and water: the steepest hundredth. */
export const edgeShare = 0.01;

/** The threshold by the strongest gradients inside of zones; null where the index is flat there. */
export async function findGradientThreshold(
  { scene, formula, together, masking: mask }: BloomPlan,
  range: BinRange,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<GradientThreshold | null> {
  const zones = usablePlaces(together.once);
  const parts = await runLanes(
    pool,
    planLanes(scene, zones, 'tally', progress),
    'gradientLane',
    chunks => ({ scene, formula, wavelengths: wavelengths(scene), zones, range, mask, chunks }),
    sceneHere<'gradientLane', Kernel>(
      scene,
      () => kernelFor(scene, formula),
      (reader, kernel, { chunks }, onChunk) =>
        gradientLane(reader, kernel, zones, range, mask, chunks, onChunk),
    ),
  );
  const sum = emptyGradientCounts(range);
  for (const part of parts) part.counts.forEach((count, i) => (sum.counts[i] += count));
  return gradientThreshold(sum, edgeShare);
}

/** Pixels by value in the band around the edges, those of a slope class or steeper. */
export async function edgeBand(
  { scene, formula, together, masking: mask }: BloomPlan,
  edges: { range: BinRange; slopeFrom: number },
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<Float64Array> {
  const zones = usablePlaces(together.once);
  const parts = await runLanes(
    pool,
    planLanes(scene, zones, 'tally', progress),
    'edgeBandLane',
    chunks => ({ scene, formula, wavelengths: wavelengths(scene), zones, edges, mask, chunks }),
    sceneHere<'edgeBandLane', Kernel>(
      scene,
      () => kernelFor(scene, formula),
      (reader, kernel, { chunks }, onChunk) =>
        edgeBandLane(reader, kernel, zones, edges, mask, chunks, onChunk),
    ),
  );
  const sum = new Float64Array(binCount(edges.range));
  for (const part of parts) part.forEach((count, bin) => (sum[bin] += count));
  return sum;
}
