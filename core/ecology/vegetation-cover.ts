import { z } from 'zod';
import { binEdge, type BinRange } from '#core/tally/tally.ts';

/** NDVI of bare soil and of full cover. */
export const endMembersSchema = z.strictObject({
  soil: z.number().min(-1).max(1),
  vegetation: z.number().min(-1).max(1),
});
export type EndMembers = z.infer<typeof endMembersSchema>;

/** Whether the one lies below the other, within −1 and 1. */
export const areEndMembers = ({ soil, vegetation }: EndMembers): boolean =>
  Math.abs(soil) <= 1 && Math.abs(vegetation) <= 1 && vegetation > soil;

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
