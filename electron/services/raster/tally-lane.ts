import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { markUndefined } from '#core/mask/classify-validity.ts';
import { coverageFractions, type Edges } from '#core/zones/coverage.ts';
import { binEdges, emptyTally, tallyPixels, type BinRange, type ZoneTally } from '#core/zones/tally.ts';
import type { Clouds, SceneReader } from './scene-reader.ts';

/** A zone's edges and the window that it touches. */
export interface ZonePlace {
  edges: Edges;
  window: Window;
}

/** An index over a window: values and validity codes, row-major. */
export async function readIndex(reader: SceneReader, kernel: Kernel, window: Window, clouds: Clouds) {
  const { values, validity } = await reader.readWindow(kernel.layers, window, clouds);
  const index = new Float64Array(window.width * window.height);
  kernel.run(values, index);
  markUndefined(index, validity);
  return { index, validity };
}

/** The pixels of `part`, which lies inside `whole`, out of a row-major array of `whole`. */
export function cut<T extends Float64Array | Uint8Array>(all: T, whole: Window, part: Window): T {
  if (part.width === whole.width && part.height === whole.height) return all;
  const out = new (all.constructor as new (n: number) => T)(part.width * part.height);
  for (let row = 0; row < part.height; row++) {
    const from = (part.row - whole.row + row) * whole.width + part.col - whole.col;
    out.set(all.subarray(from, from + part.width) as never, row * part.width);
  }
  return out;
}

/**
 * Tallies the zones over chunks, in order: every block is decoded once for all zones that touch it. `onChunk` is told
 * after each chunk and may throw to stop.
 */
export async function tallyLane(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly ZonePlace[],
  range: BinRange | null,
  clouds: Clouds,
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<ZoneTally[]> {
  const tallies = zones.map(() => emptyTally(range));
  const edges = range ? binEdges(range) : new Float64Array(1);
  for (const chunk of chunks) {
    const parts = zones.map(zone => intersectWindows(zone.window, chunk));
    const touched = bounding(parts);
    if (touched) {
      const { index, validity } = await readIndex(reader, kernel, touched, clouds);
      const areas = pixelAreasM2(reader.scene.grid, touched);
      parts.forEach((part, i) => {
        if (!part) return;
        tallyPixels(
          tallies[i],
          edges,
          coverageFractions(zones[i].edges, part),
          cut(areas, touched, part),
          cut(index, touched, part),
          cut(validity, touched, part),
        );
      });
    }
    await onChunk();
  }
  return tallies;
}

function bounding(parts: readonly (Window | null)[]): Window | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const p of parts) {
    if (!p) continue;
    left = Math.min(left, p.col);
    top = Math.min(top, p.row);
    right = Math.max(right, p.col + p.width);
    bottom = Math.max(bottom, p.row + p.height);
  }
  return left < right ? { col: left, row: top, width: right - left, height: bottom - top } : null;
}
