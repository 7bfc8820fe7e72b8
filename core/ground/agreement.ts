/** How well estimates agree with what was measured. Null where it cannot be said. */
export interface Agreement {
  count: number;
  /** Square of Pearson's correlation. */
  r2: number | null;
  /** In the measured unit. */
  rmse: number | null;
  /** Mean of estimate − measured, in the measured unit. */
  bias: number | null;
  /** Mean of |estimate − measured| / measured, 0–1; over measured values above zero. */
  mape: number | null;
  /**
   * Of pairs above zero: root mean square of log₁₀(estimate / measured); bias and mean absolute error as factors, 10
   * to the mean of the logarithm and of its size (Seegers et al. 2018): 1 is perfect, 1.5 is half as much again.
   */
  log: { count: number; rmse: number; biasFactor: number; errorFactor: number } | null;
}

/** A measured value and what was estimated in its place, in one unit. */
export interface Pair {
  measured: number;
  estimate: number;
}

export function agreementOf(pairs: readonly Pair[]): Agreement {
  const count = pairs.length;
  const mean = (numbers: readonly number[]) =>
    numbers.length > 0 ? numbers.reduce((sum, n) => sum + n, 0) / numbers.length : null;
  const errors = pairs.map(p => p.estimate - p.measured);
  const square = mean(errors.map(e => e * e));
  const logs = pairs
    .filter(p => p.measured > 0 && p.estimate > 0)
    .map(p => Math.log10(p.estimate / p.measured));
  return {
    count,
    r2: squaredCorrelation(
      pairs.map(p => p.measured),
      pairs.map(p => p.estimate),
    ),
    rmse: square === null ? null : Math.sqrt(square),
    bias: mean(errors),
    mape: mean(pairs.filter(p => p.measured > 0).map(p => Math.abs(p.estimate - p.measured) / p.measured)),
    log:
      logs.length === 0
        ? null
        : {
            count: logs.length,
            rmse: Math.sqrt(mean(logs.map(l => l * l))!),
            biasFactor: 10 ** mean(logs)!,
            errorFactor: 10 ** mean(logs.map(Math.abs))!,
          },
  };
}

/** Null with fewer than two points, or where one of the two does not vary. */
export function squaredCorrelation(x: readonly number[], y: readonly number[]): number | null {
  const n = x.length;
  if (n < 2) return null;
  const mx = x.reduce((a, b) => a + b, 0) / n;
  const my = y.reduce((a, b) => a + b, 0) / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xx > 0 && yy > 0 ? xy ** 2 / (xx * yy) : null;
}
