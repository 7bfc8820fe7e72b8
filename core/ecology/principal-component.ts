/** Weighted first and second moments of a few variables; parts merge in any grouping. */
export interface Moments {
  /** Number of variables. */
  size: number;
  weight: number;
  mean: Float64Array;
  /** Σ w (x_i − mean_i)(x_j − mean_j), row-major size × size. */
  products: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

export function emptyMoments(size: number): Moments {
  return {
    size,
    weight: 0,
    mean: new Float64Array(size),
    products: new Float64Array(size * size),
    min: new Float64Array(size).fill(Infinity),
    max: new Float64Array(size).fill(-Infinity),
  };
}

/** Adds one observation of weight w > 0 (West 1979). */
export function addObservation(m: Moments, values: ArrayLike<number>, w: number): void {
  const { size } = m;
  const total = m.weight + w;
  const factor = (m.weight * w) / total;
  for (let i = 0; i < size; i++) {
    const di = values[i] - m.mean[i];
    for (let j = 0; j < size; j++) m.products[i * size + j] += factor * di * (values[j] - m.mean[j]);
    if (values[i] < m.min[i]) m.min[i] = values[i];
    if (values[i] > m.max[i]) m.max[i] = values[i];
  }
  for (let i = 0; i < size; i++) m.mean[i] += ((values[i] - m.mean[i]) * w) / total;
  m.weight = total;
}

/** Adds `part` to `m` (Chan et al.). Throws RangeError for different variables. */
export function mergeMoments(m: Moments, part: Moments): void {
  if (m.size !== part.size) throw new RangeError('moments of different variables do not merge');
  const { size } = m;
  const total = m.weight + part.weight;
  if (part.weight === 0) return;
  const factor = (m.weight * part.weight) / total;
  const difference = Float64Array.from(part.mean, (mean, i) => mean - m.mean[i]);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++)
      m.products[i * size + j] += part.products[i * size + j] + factor * difference[i] * difference[j];
    m.min[i] = Math.min(m.min[i], part.min[i]);
    m.max[i] = Math.max(m.max[i], part.max[i]);
  }
  for (let i = 0; i < size; i++) m.mean[i] += (difference[i] * part.weight) / total;
  m.weight = total;
}

export interface FirstComponent {
  /** Of unit length, one per variable, signed so that the variables of `upward` together load positive. */
  loadings: number[];
  /** All eigenvalues of the covariance of the scaled variables, largest first. */
  eigenvalues: number[];
  /** Share of the first, 0–1. */
  explained: number;
}

/**
 * First principal component of variables that are first scaled to 0–1 by their own minimum and maximum. The sign of a
 * component is arbitrary: it is chosen so that the loadings of `upward` (positions) sum to a positive number. Null
 * where a variable does not vary.
 */
export function firstComponent(m: Moments, upward: readonly number[]): FirstComponent | null {
  const { size } = m;
  const range = Float64Array.from(m.max, (max, i) => max - m.min[i]);
  if (!(m.weight > 0) || range.some(r => !(r > 0))) return null;
  const covariance = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => m.products[i * size + j] / m.weight / (range[i] * range[j])),
  );
  const { values, vectors } = eigen(covariance);
  const order = values.map((_, i) => i).sort((a, b) => values[b] - values[a]);
  const first = vectors.map(row => row[order[0]]);
  const sign = upward.reduce((sum, i) => sum + first[i], 0) < 0 ? -1 : 1;
  const eigenvalues = order.map(i => Math.max(0, values[i]));
  return {
    loadings: first.map(l => sign * l),
    eigenvalues,
    explained: eigenvalues[0] / eigenvalues.reduce((a, b) => a + b, 0),
  };
}

/** Eigenvalues and unit eigenvectors (columns) of a symmetric matrix by cyclic Jacobi rotations. */
export function eigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map(row => [...row]);
  const v: number[][] = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  const scale = Math.max(...a.flat().map(Math.abs), Number.MIN_VALUE);
  for (let sweep = 0; sweep < 64; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off = Math.max(off, Math.abs(a[p][q]));
    if (off <= scale * 1e-16) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (a[p][q] === 0) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++)
          [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
        for (let k = 0; k < n; k++)
          [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
        for (let k = 0; k < n; k++)
          [v[k][p], v[k][q]] = [c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]];
      }
  }
  return { values: a.map((row, i) => row[i]), vectors: v };
}
