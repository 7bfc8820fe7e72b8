import {
  addEdgeBand,
  addGradients,
  bandReach,
  emptyGradientCounts,
  type GradientCounts,
} from '#core/bloom/thresholds/strongest-gradient.ts';
import { intersectWindows, wholeWindow, type Window } from '#core/grid/grid.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { binCount, type BinRange } from '#core/tally/tally.ts';
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
  for (const chunk of chunks) {
    const read = await readAround(reader, kernel, zones, mask, chunk, 1);
    if (read) {
      const { index, validity, inside, around } = read;
      addGradients(counts, index, validity, inside, around.width, around.height);
    }
    await onChunk();
  }
  return counts;
}

/** Counts the pixels by value in a band around edges that are of a slope class or steeper. */
export async function edgeBandLane(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly ZonePlace[],
  { range, slopeFrom }: { range: BinRange; slopeFrom: number },
  mask: Masking,
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<Uint32Array<ArrayBuffer>> {
  const counts = new Uint32Array(binCount(range));
  for (const chunk of chunks) {
    const read = await readAround(reader, kernel, zones, mask, chunk, bandReach + 1);
    if (read) {
      const { index, validity, inside, around } = read;
      const ring = {
        left: chunk.col - around.col,
        top: chunk.row - around.row,
        right: around.col + around.width - chunk.col - chunk.width,
        bottom: around.row + around.height - chunk.row - chunk.height,
      };
      addEdgeBand({ range, counts }, slopeFrom, index, validity, inside, { ...around, ring });
    }
    await onChunk();
  }
  return counts;
}

/** An index over a chunk and `ring` pixels around it, with its coverage by zones; null where no zone is. */
async function readAround(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly ZonePlace[],
  mask: Masking,
  chunk: Window,
  ring: number,
) {
  const around = intersectWindows(wholeWindow(reader.scene.grid), {
    col: chunk.col - ring,
    row: chunk.row - ring,
    width: chunk.width + 2 * ring,
    height: chunk.height + 2 * ring,
  })!;
  const inside = new Float64Array(around.width * around.height);
  for (const zone of zones) {
    if (!intersectWindows(zone.window, around)) continue;
    const coverage = coverageFractions(zone.edges, around);
    for (let i = 0; i < inside.length; i++) inside[i] += coverage[i];
  }
  if (!inside.some(c => c > 0.5)) return null;
  return { ...(await readIndex(reader, kernel, around, mask)), inside, around };
}
