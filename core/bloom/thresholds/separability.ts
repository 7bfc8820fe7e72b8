import { binEdge, type BinRange } from '#core/tally/tally.ts';
import { otsuThreshold } from './otsu.ts';

/** Whether a histogram holds two classes, and by how much. */
export interface Separability {
  /**
   * Ashman's D of two normal classes fitted to it: distance of their means over the root mean square of their
   * widths.
   */
  ashmanD: number;
  /** The lowest point between the classes over the lower of their peaks, 0–1; 1 where there is no valley. */
  valley: number;
  /** Mean of the upper class, and of everything. */
  upperMean: number;
  mean: number;
  /** Share of the upper class, 0–1. */
  upperShare: number;
  /** The lowest place between the classes, and all that is as low as a valley must be, in the index’s unit. */
  lowest: number;
  between: [number, number];
  separable: boolean;
}

/** Ashman, Bird & Zepf 1994 (doi:10.1086/117248): above two the classes are cleanly separated. */
export const leastD = 2;
/** A valley is one when it is no higher than this share of the lower peak. */
const deepest = 0.8;
/** … and when the pixels that stand out of it are more than chance: so many standard deviations of their count. */
const leastDeviations = 5;
const passes = 300;

/**
 * Asks whether weights by bin are of two classes: two normal distributions are fitted (expectation maximisation from
 * the split of Otsu), and between their means the smoothed histogram must have a valley. A skewed or a broad single
 * class fits two normals well, but has no valley; the halves of noise have neither. `pixels` is how many pixels the
 * weights stand for. Null for fewer than two occupied bins.
 */
export function separabilityOf(
  range: BinRange,
  weights: ArrayLike<number>,
  pixels: number,
): Separability | null {
  const split = otsuThreshold(range, weights);
  if (split === null) return null;
  const values = Float64Array.from({ length: weights.length }, (_, i) => binEdge(range, i) + range.step / 2);
  const total = sumOf(weights);
  const share = Float64Array.from(weights, w => w / total);
  const mean = sumOf(share.map((s, i) => s * values[i]));
  const [lower, upper] = fitTwo(values, share, split, range.step);
  const ashmanD = Math.abs(upper.mean - lower.mean) / Math.sqrt((lower.variance + upper.variance) / 2);
  const width = bandwidth(values, share, mean, pixels, range.step);
  const smooth = smoothed(share, width / range.step);
  const at = (value: number) =>
    Math.max(0, Math.min(share.length - 1, Math.floor((value - range.min) / range.step)));
  const found = valleyBetween(smooth, at(lower.mean), at(upper.mean));
  const valley = found.peak > 0 ? found.low / found.peak : 1;
  const deviations = (found.above * pixels) / Math.sqrt(Math.max(1, found.hill * pixels));
  return {
    ashmanD,
    valley,
    upperMean: upper.mean,
    mean,
    upperShare: upper.share,
    lowest: binEdge(range, found.at),
    between: [binEdge(range, found.from), binEdge(range, found.to)],
    separable: ashmanD > leastD && valley <= deepest && deviations > leastDeviations,
  };
}

interface Class {
  share: number;
  mean: number;
  variance: number;
}

/** Two normal classes by expectation maximisation, the lower first. No class is narrower than a bin. */
function fitTwo(values: Float64Array, share: Float64Array, split: number, step: number): [Class, Class] {
  const least = (step * step) / 12;
  const ofUpper = Float64Array.from(values, value => Number(value > split));
  const occupied = [...share.keys()].filter(i => share[i] > 0);
  const classOf = (upper: boolean): Class => {
    let [sum, moment, squares] = [0, 0, 0];
    for (const i of occupied) {
      const w = share[i] * (upper ? ofUpper[i] : 1 - ofUpper[i]);
      sum += w;
      moment += w * values[i];
      squares += w * values[i] ** 2;
    }
    const mean = sum > 0 ? moment / sum : 0;
    return { share: sum, mean, variance: Math.max(least, sum > 0 ? squares / sum - mean ** 2 : 0) };
  };
  let [lower, upper] = [classOf(false), classOf(true)];
  for (let pass = 0; pass < passes; pass++) {
    const density = (c: Class, value: number) =>
      Math.log(c.share) - Math.log(c.variance) / 2 - (value - c.mean) ** 2 / (2 * c.variance);
    for (const i of occupied)
      ofUpper[i] = 1 / (1 + Math.exp(density(lower, values[i]) - density(upper, values[i])));
    const next = [classOf(false), classOf(true)];
    if (next.some(c => !(c.share > 1e-9))) break;
    const moved = Math.max(Math.abs(next[0].mean - lower.mean), Math.abs(next[1].mean - upper.mean));
    [lower, upper] = next;
    if (moved < step * 1e-3) break;
  }
  return lower.mean <= upper.mean ? [lower, upper] : [upper, lower];
}

/** Silverman's bandwidth, from the narrower of deviation and quartiles; no less than a bin. */
function bandwidth(
  values: Float64Array,
  share: Float64Array,
  mean: number,
  pixels: number,
  step: number,
): number {
  const deviation = Math.sqrt(sumOf(share.map((s, i) => s * (values[i] - mean) ** 2)));
  const quantile = (q: number) => {
    let sum = 0;
    const i = share.findIndex(s => (sum += s) >= q);
    return values[i < 0 ? values.length - 1 : i];
  };
  const spread = Math.min(deviation, (quantile(0.75) - quantile(0.25)) / 1.349 || deviation);
  return Math.max(step, 0.9 * spread * Math.max(2, pixels) ** -0.2);
}

/** Weights under a normal kernel, `sigma` in bins. */
function smoothed(weights: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(4 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const whole = sumOf(kernel);
  const out = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    for (let k = -reach; k <= reach; k++) {
      const to = i + k;
      if (to >= 0 && to < out.length) out[to] += (weights[i] * kernel[k + reach]) / whole;
    }
  }
  return out;
}

interface Valley {
  /** Its lowest bin; all bins around it that are no higher than a valley is. */
  at: number;
  from: number;
  to: number;
  low: number;
  /**
   * The lower of the highest points on its two sides, what of that side stands above the valley, and all of it that
   * does.
   */
  peak: number;
  above: number;
  hill: number;
}

/** The deepest valley between two places. */
function valleyBetween(bins: Float64Array, from: number, to: number): Valley {
  const right = bins.slice();
  for (let i = right.length - 2; i >= 0; i--) right[i] = Math.max(right[i], right[i + 1]);
  let best = { at: from, depth: 0, onLeft: true };
  let left = 0;
  for (let i = 0; i <= to; i++) {
    left = Math.max(left, bins[i]);
    const depth = Math.min(left, right[i]) - bins[i];
    if (i >= from && depth > best.depth) best = { at: i, depth, onLeft: left < right[i] };
  }
  const low = bins[best.at];
  const side = (best.onLeft ? bins.subarray(0, best.at) : bins.subarray(best.at + 1)).filter(b => b > low);
  const peak = low + best.depth;
  const isLow = (i: number) => bins[i] <= deepest * peak;
  let [first, last] = [best.at, best.at];
  while (first > from && isLow(first - 1)) first--;
  while (last < to && isLow(last + 1)) last++;
  // The middle of a level floor.
  let floorEnd = best.at;
  while (floorEnd < last && bins[floorEnd + 1] <= low) floorEnd++;
  return {
    at: Math.round((best.at + floorEnd) / 2),
    from: first,
    to: last + 1,
    low,
    peak,
    above: sumOf(side) - side.length * low,
    hill: sumOf(side),
  };
}

const sumOf = (weights: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  return sum;
};
