import { binEdge, type BinRange } from '#core/tally/tally.ts';

const mostPasses = 10_000;

/**
 * Prewitt & Mendelsohn 1966 ("minimum" method): the histogram is smoothed by a running mean over three bins until it
 * has two peaks; the threshold is the lowest point between them. Weights are areas. Answers a bin edge: above it is
 * bloom. Null where the histogram never has exactly two peaks.
 */
export function valleyThreshold(range: BinRange, weights: ArrayLike<number>): number | null {
  const first = firstOccupied(weights);
  if (first < 0) return null;
  const occupied = lastOccupied(weights) - first + 1;
  // Empty bins on both sides: a peak may stand at the edge.
  const margin = Math.max(3, Math.round(occupied / 10));
  let bins = new Float64Array(occupied + 2 * margin);
  for (let i = 0; i < occupied; i++) bins[margin + i] = weights[first + i];
  for (let pass = 0; pass < mostPasses; pass++) {
    bins = smoothed(bins);
    const peaks = peaksOf(bins);
    if (peaks.length < 2) return null;
    if (peaks.length === 2)
      return binEdge(range, first - margin + lowestBetween(bins, peaks[0], peaks[1]) + 1);
  }
  return null;
}

/** Running mean of three; the ends are repeated. */
function smoothed(bins: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(bins.length);
  for (let i = 0; i < bins.length; i++)
    out[i] = (bins[Math.max(0, i - 1)] + bins[i] + bins[Math.min(bins.length - 1, i + 1)]) / 3;
  return out;
}

/** Places where the bins stop rising; the first of level ones. */
function peaksOf(bins: Float64Array): number[] {
  const peaks: number[] = [];
  let rising = true;
  for (let i = 0; i < bins.length - 1; i++) {
    if (rising && bins[i + 1] < bins[i]) {
      rising = false;
      peaks.push(i);
    } else if (!rising && bins[i + 1] > bins[i]) rising = true;
    if (peaks.length > 2) break;
  }
  return peaks;
}

/** The middle of the lowest stretch between two places. */
function lowestBetween(bins: Float64Array, from: number, to: number): number {
  let first = from;
  let last = from;
  for (let i = from; i <= to; i++) {
    if (bins[i] < bins[first]) first = last = i;
    else if (bins[i] === bins[first] && i === last + 1) last = i;
  }
  return Math.floor((first + last) / 2);
}

const firstOccupied = (weights: ArrayLike<number>): number => {
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) return i;
  return -1;
};

const lastOccupied = (weights: ArrayLike<number>): number => {
  for (let i = weights.length - 1; i >= 0; i--) if (weights[i] > 0) return i;
  return -1;
};
