import {
  emptyGradientCounts,
  gradientThreshold,
  type GradientCounts,
  type GradientThreshold,
} from '#core/assessment/thresholds/strongest-gradient.ts';
import { intersectWindows } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { BinRange } from '#core/zones/tally.ts';
import { gradientLane } from '#services/raster/gradient-lane.ts';
import type { RasterPool } from '#services/raster/raster-pool.ts';
import { chunksOf, SceneReader, type Masking } from '#services/raster/scene-reader.ts';
import type { ZonePlace } from '#services/raster/tally-lane.ts';
import { kernelFor } from './index-choice.ts';
import { boundingWindow } from './place-zones.ts';
import { splitLanes, throwIfCancelled, wavelengths, type Progress } from './tally-zones.ts';

/** Share of the pixels that count as edge between bloom and water: the steepest hundredth. */
export const edgeShare = 0.01;

/** The threshold by the strongest gradients inside of zones; null where the index is flat there. */
export async function findGradientThreshold(
  scene: Scene,
  formula: string,
  zones: readonly ZonePlace[],
  range: BinRange,
  mask: Masking,
  pool: RasterPool | null,
  { signal, onProgress }: Progress = {},
): Promise<GradientThreshold | null> {
  const area = boundingWindow(zones.map(z => z.window))!;
  const chunks = chunksOf(scene, area).filter(chunk => zones.some(z => intersectWindows(z.window, chunk)));
  let done = 0;
  const onChunks = (count: number) => {
    throwIfCancelled(signal);
    done += count;
    onProgress?.(done, chunks.length, 'tally');
  };
  const lanes = splitLanes(chunks);
  let parts: GradientCounts[];
  if (pool && lanes.length > 1)
    parts = await Promise.all(
      lanes.map(lane =>
        pool.run(
          'gradientLane',
          { scene, formula, wavelengths: wavelengths(scene), zones: [...zones], range, mask, chunks: lane },
          { signal, onProgress: onChunks },
        ),
      ),
    );
  else {
    const reader = new SceneReader(scene);
    try {
      const kernel = kernelFor(scene, formula);
      parts = [await gradientLane(reader, kernel, zones, range, mask, chunks, () => onChunks(1))];
    } finally {
      reader.close();
    }
  }
  const sum = emptyGradientCounts(range);
  for (const part of parts) part.counts.forEach((count, i) => (sum.counts[i] += count));
  return gradientThreshold(sum, edgeShare);
}
