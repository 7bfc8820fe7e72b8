import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { coverageFractions, type Edges } from '#core/zones/coverage.ts';

const km2 = 1e-6;

/** Where a zone lies on a grid; null where it does not. */
export interface MaybePlace {
  edges: Edges | null;
  window: Window | null;
}

/**
 * Every pixel of a chunk that a zone covers: the zone's place in the list, the pixel's place in the chunk and the
 * covered area in km². `areasM2` are the chunk's, row-major. Pixels that zones share come once for each.
 */
export function forCoveredPixels(
  placed: readonly MaybePlace[],
  chunk: Window,
  areasM2: Float64Array,
  visit: (zone: number, at: number, areaKm2: number) => void,
): void {
  for (const [zone, { edges, window }] of placed.entries()) {
    const part = window && intersectWindows(window, chunk);
    if (!part || !edges) continue;
    const coverage = coverageFractions(edges, part);
    for (let i = 0; i < coverage.length; i++) {
      if (coverage[i] === 0) continue;
      const row = part.row - chunk.row + Math.floor(i / part.width);
      const at = row * chunk.width + part.col - chunk.col + (i % part.width);
      visit(zone, at, coverage[i] * areasM2[at] * km2);
    }
  }
}
