import { binEdge, type BinRange } from '#core/tally/tally.ts';

/**
 * Otsu 1979: the threshold that best separates a histogram into two classes (largest variance between them). Weights
 * are areas. Answers a bin edge: above it is bloom; in the middle of an empty valley. Null with fewer than two
 * occupied bins.
 */
export function otsuThreshold(range: BinRange, weights: ArrayLike<number>): number | null {
  let total = 0;
  let moment = 0;
  let occupied = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i];
    moment += weights[i] * (i + 0.5);
    if (weights[i] > 0) occupied++;
  }
  if (occupied < 2) return null;
  let best = -1;
  let first = 0;
  let last = 0;
  let below = 0;
  let belowMoment = 0;
  for (let edge = 1; edge < weights.length; edge++) {
    below += weights[edge - 1];
    belowMoment += weights[edge - 1] * (edge - 0.5);
    const above = total - below;
    if (below <= 0 || above <= 0) continue;
    const difference = belowMoment / below - (moment - belowMoment) / above;
    const between = below * above * difference * difference;
    if (between > best * (1 + 1e-12)) {
      best = between;
      first = edge;
      last = edge;
    } else if (between >= best * (1 - 1e-12) && edge === last + 1) last = edge;
  }
  return binEdge(range, Math.round((first + last) / 2));
}
