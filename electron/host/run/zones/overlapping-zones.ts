import { intersectWindows } from '#core/grid/grid.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { inEnglish } from '#core/words/said.ts';
import type { PlacedZone } from './place-zones.ts';

/** Rows of pixels that are looked at per pair of zones, and pairs that are looked at. */
const sampledRows = 64;
const maxPairs = 400;

/** Two zones that share ground (a lake and its part, a file imported twice), or null. Shared borders do not count. */
export function overlappingZones(placed: readonly PlacedZone[]): [string, string] | null {
  let pairs = 0;
  for (const [i, a] of placed.entries()) {
    for (const b of placed.slice(i + 1)) {
      const shared = a.window && b.window ? intersectWindows(a.window, b.window) : null;
      if (!shared || !a.edges || !b.edges) continue;
      if (++pairs > maxPairs) return null;
      const step = Math.max(1, Math.floor(shared.height / sampledRows));
      for (let row = shared.row; row < shared.row + shared.height; row += step) {
        const line = { ...shared, row, height: 1 };
        const inA = coverageFractions(a.edges, line);
        const inB = coverageFractions(b.edges, line);
        if (inA.some((cover, n) => cover + inB[n] > 1.01)) return [a.name, b.name];
      }
    }
  }
  return null;
}

/** What a recipe must say where sums over zones count ground more than once. */
export function overlapWarnings(placed: readonly PlacedZone[]): string[] {
  const pair = overlappingZones(placed);
  return pair ? [inEnglish('zones.overlap', { a: pair[0], b: pair[1] })] : [];
}
