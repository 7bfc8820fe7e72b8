import {
  addGradients,
  emptyGradientCounts,
  type GradientCounts,
} from '#core/bloom/thresholds/strongest-gradient.ts';
import { intersectWindows, wholeWindow, type Window } from '#core/grid/grid.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { BinRange } from '#core/tally/tally.ts';
import type { Masking, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex, type ZonePlace } from './tally-lane.ts';

/**
 * Counts the slopes of an index inside of zones, chunk by chunk; each chunk borrows a ring of pixels from its
 * neighbours.
 */
export async function gradientLane(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly ZonePlace[],
  range: BinRange,
  mask: Masking,
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<GradientCounts> {
  const counts = emptyGradientCounts(range);
  const whole = wholeWindow(reader.scene.grid);
  for (const chunk of chunks) {
    const around = intersectWindows(whole, {
      col: chunk.col - 1,
      row: chunk.row - 1,
      width: chunk.width + 2,
      height: chunk.height + 2,
    })!;
    const inside = new Float64Array(around.width * around.height);
    for (const zone of zones) {
      if (!intersectWindows(zone.window, around)) continue;
      const coverage = coverageFractions(zone.edges, around);
      for (let i = 0; i < inside.length; i++) inside[i] += coverage[i];
    }
    if (inside.some(c => c > 0.5)) {
      const { index, validity } = await readIndex(reader, kernel, around, mask);
      addGradients(counts, index, validity, inside, around.width, around.height);
    }
    await onChunk();
  }
  return counts;
}
