import { reasonCode, validityReasons } from '#core/bands/validity.ts';

/**
 * Where histogram bins lie: thresholds are whole steps from min. With max = min there is no bin, only below and
 * above.
 */
export interface BinRange {
  min: number;
  max: number;
  step: number;
}

/** Number of bins of a range. */
export function binCount(range: BinRange): number {
  return Math.round((range.max - range.min) / range.step);
}

/**
 * The n-th edge from `min`, as the decimal number that a person would write: edge 1100 of −1 … by 0.001 is exactly
 * 0.1.
 */
export function binEdge(range: BinRange, n: number): number {
  const inverse = Math.round(1 / range.step);
  // A step such as 0.001 has no exact binary form; whole multiples are divided instead.
  return range.step < 1 && Math.abs(inverse * range.step - 1) < 1e-9
    ? (Math.round(range.min * inverse) + n) / inverse
    : range.min + n * range.step;
}

/** All edges, binCount + 1 numbers. */
export function binEdges(range: BinRange): Float64Array {
  return Float64Array.from({ length: binCount(range) + 1 }, (_, n) => binEdge(range, n));
}

/**
 * Coverage-weighted sums of one zone over some pixels. Parts merge in any grouping; parts made under different bins
 * refuse to. Areas in m².
 */
export interface ZoneTally {
  range: BinRange | null;
  coverage: number;
  validCoverage: number;
  /** Mean of the values seen, and sum of weighted squared differences from it. */
  mean: number;
  squares: number;
  min: number;
  max: number;
  areaM2: number;
  validAreaM2: number;
  /** By code of validityReasons. */
  areaByReasonM2: Float64Array;
  /** Valid area per bin; bin i holds edge i < value ≤ edge i + 1. */
  areaByBinM2: Float64Array;
  belowM2: number;
  aboveM2: number;
}

export function emptyTally(range: BinRange | null): ZoneTally {
  return {
    range,
    coverage: 0,
    validCoverage: 0,
    mean: 0,
    squares: 0,
    min: Infinity,
    max: -Infinity,
    areaM2: 0,
    validAreaM2: 0,
    areaByReasonM2: new Float64Array(validityReasons.length),
    areaByBinM2: new Float64Array(range ? binCount(range) : 0),
    belowM2: 0,
    aboveM2: 0,
  };
}

/**
 * Tallies the pixels of a window into `tally`. All arrays row-major and of the same length: coverage 0–1, pixel areas
 * in m², index values, validity codes. `edges` are those of the tally's range.
 */
export function tallyPixels(
  tally: ZoneTally,
  edges: Float64Array,
  coverage: Float64Array,
  areasM2: Float64Array,
  values: Float64Array,
  validity: Uint8Array,
): void {
  const part = emptyTally(tally.range);
  const bins = part.areaByBinM2;
  const last = bins.length;
  const perUnit = tally.range ? 1 / tally.range.step : 0;
  const low = edges[0];
  let shift = 0;
  let sum = 0;
  for (let i = 0; i < coverage.length; i++) {
    const c = coverage[i];
    if (c === 0) continue;
    const area = c * areasM2[i];
    part.coverage += c;
    part.areaM2 += area;
    part.areaByReasonM2[validity[i]] += area;
    if (validity[i] !== 0) continue;
    const value = values[i];
    if (part.validCoverage === 0) shift = value;
    part.validCoverage += c;
    part.validAreaM2 += area;
    sum += c * (value - shift);
    if (value < part.min) part.min = value;
    if (value > part.max) part.max = value;
    if (tally.range === null) continue;
    if (value <= low) part.belowM2 += area;
    else if (value > edges[last]) part.aboveM2 += area;
    else {
      // A first guess by division, then the exact edges decide.
      let bin = Math.min(last - 1, Math.max(0, Math.ceil((value - low) * perUnit) - 1));
      while (value <= edges[bin]) bin--;
      while (value > edges[bin + 1]) bin++;
      bins[bin] += area;
    }
  }
  if (part.validCoverage > 0) {
    part.mean = shift + sum / part.validCoverage;
    for (let i = 0; i < coverage.length; i++)
      if (coverage[i] !== 0 && validity[i] === 0) part.squares += coverage[i] * (values[i] - part.mean) ** 2;
  }
  mergeTally(tally, part);
}

/** Sets mean and squares from the weighted sums of differences from `near` and of their squares. */
export function setMoments(tally: ZoneTally, near: number, sum: number, squares: number): void {
  tally.mean = near + sum / tally.validCoverage;
  tally.squares = Math.max(0, squares - (sum * sum) / tally.validCoverage);
}

/** Whether `near` was so far from the mean that the squares lost more than 4 of their 16 digits. */
export function hasCancelled(tally: ZoneTally, near: number): boolean {
  return tally.validCoverage * (tally.mean - near) ** 2 > 1e4 * tally.squares;
}

/**
 * Counts pixels whose class a person decided: they are seen, and bloom above every threshold or below every one. Once,
 * when all parts are merged; mean, extremes and bins stay those of the index.
 */
export function countHandDecisions(tally: ZoneTally): void {
  const bloom = tally.areaByReasonM2[reasonCode.handBloom];
  const clear = tally.areaByReasonM2[reasonCode.handClear];
  tally.validAreaM2 += bloom + clear;
  tally.aboveM2 += bloom;
  tally.belowM2 += clear;
}

/**
 * Two ways to an area meet within this share of it: the outline's own, and the sum over its pixels. Less than that is
 * not told as outside.
 */
const agreement = 1e-6;

/**
 * Counts what the grid does not have of an outline of `outlineM2`: it is of the zone, and nothing of it is seen. Null
 * for a zone that lies within the grid. Once, when all parts are merged.
 */
export function countOutside(
  tally: Pick<ZoneTally, 'areaM2' | 'areaByReasonM2'>,
  outlineM2: number | null,
): void {
  if (outlineM2 === null) return;
  const outside = outlineM2 - tally.areaM2;
  if (!(outside > outlineM2 * agreement)) return;
  tally.areaM2 += outside;
  tally.areaByReasonM2[reasonCode.outsideScene] += outside;
}

/** Adds `part` to `tally` (Chan et al. for the squares). Throws RangeError where their bins differ. */
export function mergeTally(tally: ZoneTally, part: ZoneTally): void {
  const a = tally.range;
  const b = part.range;
  if (a?.min !== b?.min || a?.max !== b?.max || a?.step !== b?.step)
    throw new RangeError('tallies of different bins do not merge');
  if (part.validCoverage > 0) {
    const weight = tally.validCoverage + part.validCoverage;
    const difference = part.mean - tally.mean;
    tally.squares +=
      part.squares + (difference * difference * tally.validCoverage * part.validCoverage) / weight;
    tally.mean += (difference * part.validCoverage) / weight;
    tally.validCoverage = weight;
  }
  tally.coverage += part.coverage;
  tally.min = Math.min(tally.min, part.min);
  tally.max = Math.max(tally.max, part.max);
  tally.areaM2 += part.areaM2;
  tally.validAreaM2 += part.validAreaM2;
  for (let i = 0; i < tally.areaByReasonM2.length; i++) tally.areaByReasonM2[i] += part.areaByReasonM2[i];
  for (let i = 0; i < tally.areaByBinM2.length; i++) tally.areaByBinM2[i] += part.areaByBinM2[i];
  tally.belowM2 += part.belowM2;
  tally.aboveM2 += part.aboveM2;
}
