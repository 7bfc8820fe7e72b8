import { z } from 'zod';
import { agreementOf, squaredCorrelation, type Agreement } from './agreement.ts';

/** y = a + b·x, y = exp(a + b·x) or y = a + b·x + c·x². */
export const regressionForms = ['linear', 'exponential', 'quadratic'] as const;
export type RegressionForm = (typeof regressionForms)[number];

export interface Regression {
  form: RegressionForm;
  /** a, b, and c of the quadratic. */
  coefficients: number[];
  count: number;
  /** Of the fit, in the space in which it was fitted (logarithms for the exponential). */
  r2: number;
  /** Estimates against measured values. */
  fit: Agreement;
  /** The same where each point is estimated by a fit without it (leave-one-out): the error to expect elsewhere. */
  leftOut: Agreement;
  /** Values of x that it was made from; beyond them it is a guess. */
  range: { min: number; max: number };
}

/** A regression that is used as an index: what it estimates, and how far off to expect it. */
export const retrievalSchema = z.strictObject({
  parameter: z.string().max(40),
  unit: z.string().max(20),
  form: z.enum(regressionForms),
  count: z.number().int().positive(),
  /** Root mean square error of points that were left out in turn, in the unit. */
  rmse: z.number().nonnegative(),
});
export type Retrieval = z.infer<typeof retrievalSchema>;

export interface RegressionPoint {
  /** The satellite's index. */
  x: number;
  /** What was measured. */
  y: number;
}

/**
 * Least squares. Null with fewer than two points more than coefficients, or where x does not vary. The exponential is
 * fitted to the logarithm of y and leaves out values that are not above zero.
 */
export function fitRegression(points: readonly RegressionPoint[], form: RegressionForm): Regression | null {
  const used = form === 'exponential' ? points.filter(p => p.y > 0) : [...points];
  const terms = form === 'quadratic' ? 3 : 2;
  if (used.length < terms + 2) return null;
  const xs = used.map(p => p.x);
  const ys = used.map(p => (form === 'exponential' ? Math.log(p.y) : p.y));
  const coefficients = leastSquares(xs, ys, terms);
  if (!coefficients) return null;
  const estimate = (c: number[], x: number) => estimateBy({ form, coefficients: c }, x);
  const withoutOne = used.map((_, i) =>
    leastSquares(
      xs.filter((__, j) => j !== i),
      ys.filter((__, j) => j !== i),
      terms,
    ),
  );
  return {
    form,
    coefficients,
    count: used.length,
    r2:
      squaredCorrelation(
        ys,
        xs.map(x => polynomial(coefficients, x)),
      ) ?? 0,
    fit: agreementOf(used.map(p => ({ measured: p.y, estimate: estimate(coefficients, p.x) }))),
    leftOut: agreementOf(
      used.flatMap((p, i) => {
        const c = withoutOne[i];
        return c ? [{ measured: p.y, estimate: estimate(c, p.x) }] : [];
      }),
    ),
    range: { min: Math.min(...xs), max: Math.max(...xs) },
  };
}

/** What a regression says where the index is x. */
export function estimateBy(
  { form, coefficients }: Pick<Regression, 'form' | 'coefficients'>,
  x: number,
): number {
  const y = polynomial(coefficients, x);
  return form === 'exponential' ? Math.exp(y) : y;
}

/** The regression as a formula over bands, so that it can be shown, tallied and written like any index. */
export function regressionFormula(
  { form, coefficients }: Pick<Regression, 'form' | 'coefficients'>,
  indexFormula: string,
): string {
  const number = (n: number) => {
    const text = String(Number(n.toPrecision(8)));
    const plain = text.includes('e') ? Number(text).toFixed(20).replace(/0+$/, '') : text;
    return n < 0 ? `(0 - ${plain.slice(1)})` : plain;
  };
  const [a, b, c] = coefficients;
  const x = `(${indexFormula})`;
  const sum = `${number(a)} + ${number(b)} * ${x}${c === undefined ? '' : ` + ${number(c)} * ${x} * ${x}`}`;
  return form === 'exponential' ? `exp(${sum})` : sum;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, c) => sum * x + c, 0);

/** Coefficients by the normal equations of centred and scaled x; null where they have no single answer. */
function leastSquares(xs: readonly number[], ys: readonly number[], terms: number): number[] | null {
  const n = xs.length;
  const middle = xs.reduce((a, b) => a + b, 0) / n;
  const spread = Math.sqrt(xs.reduce((a, x) => a + (x - middle) ** 2, 0) / n);
  if (!(spread > 0) || n < terms) return null;
  const rows = Array.from({ length: terms }, () => new Array<number>(terms + 1).fill(0));
  for (let i = 0; i < n; i++) {
    const u = (xs[i] - middle) / spread;
    for (let r = 0; r < terms; r++) {
      for (let c = 0; c < terms; c++) rows[r][c] += u ** (r + c);
      rows[r][terms] += u ** r * ys[i];
    }
  }
  const solved = solve(rows);
  if (!solved) return null;
  // Back from u = (x − middle) / spread to x.
  const [p, q, s = 0] = solved;
  const b = q / spread;
  const c = s / spread ** 2;
  const out = [p - b * middle + c * middle ** 2, b - 2 * c * middle, c];
  return out.slice(0, terms);
}

/** Gaussian elimination with the largest pivot; null for a singular matrix. */
function solve(rows: number[][]): number[] | null {
  const n = rows.length;
  for (let col = 0; col < n; col++) {
    let best = col;
    for (let row = col + 1; row < n; row++)
      if (Math.abs(rows[row][col]) > Math.abs(rows[best][col])) best = row;
    if (Math.abs(rows[best][col]) < 1e-12) return null;
    [rows[col], rows[best]] = [rows[best], rows[col]];
    for (let row = 0; row < n; row++) {
      if (row === col) continue;
      const factor = rows[row][col] / rows[col][col];
      for (let k = col; k <= n; k++) rows[row][k] -= factor * rows[col][k];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}
