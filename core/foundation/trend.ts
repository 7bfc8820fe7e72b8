export interface Trend {
  n: number;
  /** Kendall's S: pairs that rise minus pairs that fall. */
  s: number;
  /** Two-sided, by the normal approximation with continuity correction and ties; 1 where nothing varies. */
  p: number;
  /** Sen's slope: the median of the slopes of all pairs, in units of y per unit of x. */
  slope: number;
}

/**
 * Mann–Kendall and Sen (1968) over points; null with fewer than four. Points of the same x are no pair for the slope.
 */
export function trendOf(points: readonly { x: number; y: number }[]): Trend | null {
  const n = points.length;
  if (n < 4) return null;
  const sorted = [...points].sort((a, b) => a.x - b.x);
  let s = 0;
  const slopes: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const dx = sorted[j].x - sorted[i].x;
      const dy = sorted[j].y - sorted[i].y;
      if (dx === 0) continue;
      s += Math.sign(dy);
      slopes.push(dy / dx);
    }
  if (slopes.length === 0) return null;
  const ties = [...Map.groupBy(sorted, p => p.y).values()].map(group => group.length);
  const variance =
    (n * (n - 1) * (2 * n + 5) - ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0)) / 18;
  const z = variance > 0 && s !== 0 ? (Math.abs(s) - 1) / Math.sqrt(variance) : 0;
  return { n, s, p: z === 0 ? 1 : 2 * upperTail(z), slope: median(slopes) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Share of a normal distribution above z ≥ 0 (Abramowitz & Stegun 7.1.26 of erfc, error below 2e-7). */
function upperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return (poly * Math.exp(-x * x)) / 2;
}
