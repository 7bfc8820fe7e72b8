import { separabilityOf, type Separability } from '#core/bloom/thresholds/separability.ts';
import type { GradientThreshold } from '#core/bloom/thresholds/strongest-gradient.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Progress } from '#host/files/progress.ts';
import { edgeBand, findGradientThreshold } from './find-gradient.ts';
import type { BloomTallies } from './tally-bloom.ts';

/** What an automatic threshold looks at: the histogram, and what says that it holds two classes, or does not. */
export interface TwoClasses {
  /** Of all water, or of the water near candidate edges, where a small bloom weighs as much as what is around it. */
  where: 'everywhere' | 'near-edges';
  weights: ArrayLike<number>;
  /** Null where the index is the same everywhere. */
  separability: Separability | null;
  /** The steepest pixels, where they were looked for. */
  edges: GradientThreshold | null;
}

/** Otsu splits the larger class where the other one is smaller than this share (Kittler & Illingworth 1985). */
const leastShare = 0.1;

/**
 * Looks for two classes in all of the water, then in the water near its steepest edges. The answer of the latter holds
 * where neither has them.
 */
export async function twoClasses(
  tallied: BloomTallies,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<TwoClasses> {
  const { plan, range, whole, separability } = tallied;
  if (separability?.separable && separability.upperShare >= leastShare)
    return { where: 'everywhere', weights: whole.areaByBinM2, separability, edges: null };
  const edges = await findGradientThreshold(plan, range, pool, progress);
  if (!edges) return { where: 'everywhere', weights: whole.areaByBinM2, separability, edges };
  const weights = await edgeBand(plan, { range, slopeFrom: edges.slopeFrom }, pool, progress);
  const pixels = weights.reduce((sum, count) => sum + count, 0);
  return { where: 'near-edges', weights, separability: separabilityOf(range, weights, pixels), edges };
}
