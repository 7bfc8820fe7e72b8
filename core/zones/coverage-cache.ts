import type { Window } from '#core/grid/grid.ts';
import { coverageFractions, type Edges } from './coverage.ts';

interface Kept {
  edges: Edges;
  window: Window;
  fractions: Float64Array;
}

/**
 * The last coverages, found again by the edges' numbers: scenes of a series share their grid. Answers are shared and
 * must not be changed.
 */
export class CoverageCache {
  readonly #most: number;
  readonly #pixels: number;
  /** Newest last. */
  #kept: Kept[] = [];

  /** Holds at most so many coverages and pixels. */
  constructor(most = 16, pixels = 2 ** 21) {
    this.#most = most;
    this.#pixels = pixels;
  }

  /** `coverageFractions`. */
  of(edges: Edges, window: Window): Float64Array {
    const at = this.#kept.findIndex(k => sameWindow(k.window, window) && sameEdges(k.edges, edges));
    if (at >= 0) {
      const [found] = this.#kept.splice(at, 1);
      this.#kept.push(found);
      return found.fractions;
    }
    const fractions = coverageFractions(edges, window);
    if (fractions.length > this.#pixels) return fractions;
    this.#kept.push({ edges, window, fractions });
    let held = this.#kept.reduce((sum, k) => sum + k.fractions.length, 0);
    while (this.#kept.length > this.#most || held > this.#pixels)
      held -= this.#kept.shift()!.fractions.length;
    return fractions;
  }
}

const sameWindow = (a: Window, b: Window): boolean =>
  a.col === b.col && a.row === b.row && a.width === b.width && a.height === b.height;

function sameEdges({ coordinates: a }: Edges, { coordinates: b }: Edges): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
