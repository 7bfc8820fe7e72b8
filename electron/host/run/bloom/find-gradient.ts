import {
  emptyGradientCounts,
  gradientThreshold,
  type GradientCounts,
  type GradientThreshold,
} from '#core/bloom/thresholds/strongest-gradient.ts';

import type { BinRange } from '#core/tally/tally.ts';
import { gradientLane } from '#host/raster/lanes/gradient-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';

import type { BloomPlan } from './plan-bloom.ts';
import { usablePlaces } from '#host/run/zones/place-zones.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, wavelengths } from '#host/run/zones/tally-zones.ts';

/** Share of the pixels that count as edge between bloom and water: the steepest hundredth. */
export const edgeShare = 0.01;

/** The threshold by the strongest gradients inside of zones; null where the index is flat there. */
export async function findGradientThreshold(
  { scene, formula, placed, masking: mask }: BloomPlan,
  range: BinRange,
  pool: RasterPool | null,
  { signal, onProgress }: Progress = {},
): Promise<GradientThreshold | null> {
  const zones = usablePlaces(placed);
  const { chunks, lanes, onChunks, onChunkHere } = planLanes(scene, zones, 'tally', { signal, onProgress });
  let parts: GradientCounts[];
  if (pool && lanes.length > 1)
    parts = await Promise.all(
      lanes.map(lane =>
        pool.run(
          'gradientLane',
          { scene, formula, wavelengths: wavelengths(scene), zones, range, mask, chunks: lane },
          { signal, onProgress: onChunks },
        ),
      ),
    );
  else {
    const reader = new SceneReader(scene);
    try {
      const kernel = kernelFor(scene, formula);
      parts = [await gradientLane(reader, kernel, zones, range, mask, chunks, onChunkHere)];
    } finally {
      reader.close();
    }
  }
  const sum = emptyGradientCounts(range);
  for (const part of parts) part.counts.forEach((count, i) => (sum.counts[i] += count));
  return gradientThreshold(sum, edgeShare);
}
