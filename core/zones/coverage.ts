import type { Window } from '#core/grid/grid.ts';

/** A polygon's edges in pixel coordinates: [x0, y0, x1, y1] after one another; horizontal edges are left out. */
export interface Edges {
  coordinates: Float64Array;
  /** Columns and rows that the polygon touches, clipped to nothing. */
  minCol: number;
  minRow: number;
  maxCol: number;
  maxRow: number;
}

/**
 * Fraction of every pixel of the window that lies inside, 0–1, row-major: exact up to rounding. Each edge adds its
 * signed area to the cells it crosses and its height to all cells right of it; a running sum along the row then gives
 * the fraction (the accumulation buffer of font rasterisers). Cost: edges + pixels. Rings must be oriented: outer
 * rings one way, holes the other, no overlaps.
 */
export function coverageFractions(edges: Edges, window: Window): Float64Array {
  const { width, height } = window;
  const stride = width + 1;
  const sums = new Float64Array(stride * height + 1);
  const c = edges.coordinates;
  for (let i = 0; i < c.length; i += 4) {
    const y0 = c[i + 1] - window.row;
    const y1 = c[i + 3] - window.row;
    if (Math.max(y0, y1) <= 0 || Math.min(y0, y1) >= height) continue;
    const x0 = c[i] - window.col;
    const x1 = c[i + 2] - window.col;
    if (Math.min(x0, x1) >= width) continue;
    addEdge(sums, stride, width, height, x0, y0, x1, y1);
  }
  const fractions = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let col = 0; col < width; col++) {
      sum += sums[row * stride + col];
      const covered = Math.abs(sum);
      // Rounding of long sums leaves dust of about 1e-13 where there is nothing, and instead of exactly 1.
      fractions[row * width + col] = covered < 1e-10 ? 0 : covered > 1 - 1e-10 ? 1 : covered;
    }
  }
  return fractions;
}

/**
 * The coverage of a window where it is the same everywhere: 0 or 1 where no edge passes through it and every row is
 * wholly inside or outside, else null and coverageFractions must be asked. Saves a large zone's inner blocks all work.
 */
export function uniformCoverage(edges: Edges, window: Window): 0 | 1 | null {
  const c = edges.coordinates;
  const { row, col, width, height } = window;
  const right = col + width;
  const bottom = row + height;
  /** Signed height of the edges left of the window, by row: what every pixel of the row gets from them. */
  const heights = new Float64Array(height);
  for (let i = 0; i < c.length; i += 4) {
    const y0 = c[i + 1];
    const y1 = c[i + 3];
    const top = Math.max(row, Math.min(y0, y1));
    const end = Math.min(bottom, Math.max(y0, y1));
    if (end <= top) continue;
    if (c[i] >= right && c[i + 2] >= right) continue;
    if (c[i] > col || c[i + 2] > col) return null;
    const direction = y1 > y0 ? 1 : -1;
    for (let r = Math.floor(top); r < end; r++)
      heights[r - row] += direction * (Math.min(end, r + 1) - Math.max(top, r));
  }
  let uniform: 0 | 1 | null = null;
  for (const signed of heights) {
    const covered = Math.abs(signed);
    const here = covered < 1e-10 ? 0 : covered > 1 - 1e-10 ? 1 : null;
    if (here === null || (uniform !== null && uniform !== here)) return null;
    uniform = here;
  }
  return uniform;
}

/** Splits an edge at the window's left and right side and at every row. */
function addEdge(
  sums: Float64Array,
  stride: number,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  const direction = y1 > y0 ? 1 : -1;
  const [xTop, yTop, xBottom, yBottom] = direction > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (xBottom - xTop) / (yBottom - yTop);
  const from = Math.max(yTop, 0);
  const to = Math.min(yBottom, height);
  const firstRow = Math.floor(from);
  const lastRow = Math.min(height - 1, Math.ceil(to) - 1);
  for (let row = firstRow; row <= lastRow; row++) {
    const top = Math.max(from, row);
    const bottom = Math.min(to, row + 1);
    const dy = bottom - top;
    if (dy <= 0) continue;
    // An end point is used as it is, so that neighbouring edges meet exactly.
    const xa = top === yTop ? xTop : xTop + (top - yTop) * slope;
    const xb = bottom === yBottom ? xBottom : xTop + (bottom - yTop) * slope;
    addSpan(sums, row * stride, width, Math.min(xa, xb), Math.max(xa, xb), dy * direction);
  }
}

/** Adds one row's part of an edge: from x `left` to `right` with signed height `d`. */
function addSpan(
  sums: Float64Array,
  base: number,
  width: number,
  left: number,
  right: number,
  d: number,
): void {
  if (left >= width) return;
  if (right <= 0) {
    sums[base] += d;
    return;
  }
  if (left < 0 || right > width) {
    const length = right - left;
    if (left < 0) {
      const part = (-left / length) * d;
      sums[base] += part;
      addSpan(sums, base, width, 0, right, d - part);
    } else {
      addSpan(sums, base, width, left, width, ((width - left) / length) * d);
    }
    return;
  }
  const first = Math.min(Math.floor(left), width - 1);
  const last = Math.floor(right);
  if (last <= first || right === first + 1) {
    // Within one cell: the area to the right of the edge's middle falls into it.
    const beyond = 0.5 * (left + right) - first;
    sums[base + first] += d * (1 - beyond);
    sums[base + first + 1] += d * beyond;
    return;
  }
  const perUnit = d / (right - left);
  let carried = 0;
  for (let cell = first; cell <= last && cell <= width; cell++) {
    const a = Math.max(left, cell);
    const b = Math.min(right, cell + 1);
    const height = (b - a) * perUnit;
    const area = height * (cell + 1 - 0.5 * (a + b));
    sums[base + cell] += carried + area;
    carried = height - area;
  }
  sums[base + Math.min(last + 1, width)] += carried;
}
