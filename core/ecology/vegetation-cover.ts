import { binEdge, type BinRange } from '#core/tally/tally.ts';

/** NDVI of bare soil and of full cover. */
export interface EndMembers {
  soil: number;
  vegetation: number;
}

/** Fractional vegetation cover by pixel dichotomy, 0–1 (HJ 1172-2021 B.4). */
export function vegetationCover(ndvi: number, { soil, vegetation }: EndMembers): number {
  return Math.min(1, Math.max(0, (ndvi - soil) / (vegetation - soil)));
}

/** The value below which `percent` of the histogram's weight lies, linear within a bin. Null where it is empty. */
export function histogramPercentile(
  range: BinRange,
  weights: ArrayLike<number>,
  percent: number,
): number | null {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  if (total <= 0) return null;
  const wanted = (total * percent) / 100;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > 0 && sum + weights[i] >= wanted) {
      const low = binEdge(range, i);
      return low + (binEdge(range, i + 1) - low) * Math.max(0, (wanted - sum) / weights[i]);
    }
    sum += weights[i];
  }
  return binEdge(range, weights.length);
}
