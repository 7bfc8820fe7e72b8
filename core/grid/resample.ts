/** How pixels of a target grid are made from those of a source grid. */
export const resamplings = ['nearest', 'bilinear', 'cubic', 'average', 'mode'] as const;
export type Resampling = (typeof resamplings)[number];

/** A piece of a source band as numbers, with its place in the source grid. */
export interface SourcePiece {
  /** Row-major. */
  values: ArrayLike<number>;
  /** 1 where a pixel holds data. */
  valid: Uint8Array;
  col: number;
  row: number;
  width: number;
  height: number;
}

/**
 * Pixels beyond the window's edge that a kernel may touch, for a source pixel `scale` times finer than the target's.
 */
export function reachOf(how: Resampling, scale: number): number {
  if (how === 'nearest') return 1;
  const wide = Math.max(1, scale);
  return Math.ceil((how === 'bilinear' ? 1 : how === 'cubic' ? 2 : 1) * wide) + 1;
}

/**
 * The value at a place of the source, in columns and rows (a pixel's centre is at .5), or NaN where nothing valid lies
 * under the kernel. Kernels widen with `scaleX` and `scaleY` (source pixels per target pixel, at least 1 counts), as in
 * GDAL's warper; their weights are spread over valid pixels only.
 */
export function sampleAt(
  source: SourcePiece,
  col: number,
  row: number,
  how: 'nearest' | 'bilinear' | 'cubic',
  scaleX = 1,
  scaleY = 1,
): number {
  if (how === 'nearest') return nearest(source, col, row);
  if (how === 'bilinear' && scaleX <= 1 && scaleY <= 1) {
    const value = amongFour(source, col - 0.5, row - 0.5);
    if (value === value) return value;
  }
  // An unwidened cubic needs all its sixteen pixels; without one of them it is the bilinear one.
  if (how === 'cubic' && scaleX <= 1 && scaleY <= 1 && !isWhole(source, col, row))
    return kernel(source, col, row, 1, 1, 1);
  return kernel(source, col, row, how === 'bilinear' ? 1 : 2, Math.max(1, scaleX), Math.max(1, scaleY));
}

/**
 * `count` values of the bilinear kernel, not widened, at places along a row of the target, into `out` from
 * `first`: what `sampleAt` gives for each, several times as fast.
 */
export function bilinearRow(
  source: SourcePiece,
  cols: Float64Array,
  rows: Float64Array,
  count: number,
  out: Float64Array,
  first: number,
): void {
  const { values, valid, width, height } = source;
  const [lastCol, lastRow] = [width - 1, height - 1];
  const [left, top] = [source.col + 0.5, source.row + 0.5];
  for (let x = 0; x < count; x++) {
    const u = cols[x] - left;
    const v = rows[x] - top;
    if (u >= 0 && v >= 0 && u < lastCol && v < lastRow) {
      const c = Math.trunc(u);
      const r = Math.trunc(v);
      const i = r * width + c;
      const j = i + width;
      if (valid[i] & valid[i + 1] & valid[j] & valid[j + 1]) {
        const right = u - c;
        const low = v - r;
        const upper = values[i] + (values[i + 1] - values[i]) * right;
        const lower = values[j] + (values[j + 1] - values[j]) * right;
        out[first + x] = upper + (lower - upper) * low;
        continue;
      }
    } else if (!(u >= -1 && v >= -1 && u <= width && v <= height)) continue;
    out[first + x] = kernel(source, cols[x], rows[x], 1, 1, 1);
  }
}

function nearest(source: SourcePiece, col: number, row: number): number {
  // GDAL's half-open pixels: a place on the edge between two belongs to the right or lower one, but for rounding.
  const c = Math.floor(col + 1e-10) - source.col;
  const r = Math.floor(row + 1e-10) - source.row;
  if (c < 0 || r < 0 || c >= source.width || r >= source.height) return NaN;
  const i = r * source.width + c;
  return source.valid[i] ? source.values[i] : NaN;
}

function isWhole(source: SourcePiece, col: number, row: number): boolean {
  const c = Math.floor(col - 0.5) - source.col;
  const r = Math.floor(row - 0.5) - source.row;
  if (c < 1 || r < 1 || c + 2 >= source.width || r + 2 >= source.height) return false;
  for (let y = r - 1; y <= r + 2; y++)
    for (let x = c - 1; x <= c + 2; x++) if (!source.valid[y * source.width + x]) return false;
  return true;
}

/** Between four valid pixels; NaN where one of them is missing, or a place is on the line between two. */
function amongFour({ values, valid, col, row, width, height }: SourcePiece, x: number, y: number): number {
  const c = Math.floor(x) - col;
  const r = Math.floor(y) - row;
  if (!(c >= 0 && r >= 0 && c + 1 < width && r + 1 < height)) return NaN;
  const i = r * width + c;
  const j = i + width;
  if (!valid[i] || !valid[i + 1] || !valid[j] || !valid[j + 1]) return NaN;
  const u = x - col - c;
  const v = y - row - r;
  const upper = values[i] * (1 - u) + values[i + 1] * u;
  return upper * (1 - v) + (values[j] * (1 - u) + values[j + 1] * u) * v;
}

/** Triangle (radius 1) or Catmull–Rom cubic (radius 2, a = −0.5). */
function weight(radius: 1 | 2, distance: number): number {
  const d = Math.abs(distance);
  if (radius === 1) return d < 1 ? 1 - d : 0;
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

/** Reused from pixel to pixel. */
const rowWeights = new Float64Array(64);

function kernel(
  source: SourcePiece,
  col: number,
  row: number,
  radius: 1 | 2,
  scaleX: number,
  scaleY: number,
): number {
  // The pixel under the place decides whether there is anything, as in GDAL.
  if (Number.isNaN(nearest(source, col, row))) return NaN;
  const x = col - 0.5;
  const y = row - 0.5;
  const firstX = Math.max(source.col, Math.ceil(x - radius * scaleX));
  const lastX = Math.min(source.col + source.width - 1, Math.floor(x + radius * scaleX));
  const firstY = Math.max(source.row, Math.ceil(y - radius * scaleY));
  const lastY = Math.min(source.row + source.height - 1, Math.floor(y + radius * scaleY));
  const { values, valid } = source;
  const across = lastX - firstX + 1;
  const weights = across <= rowWeights.length ? rowWeights : new Float64Array(across);
  for (let i = 0; i < across; i++) weights[i] = weight(radius, (firstX + i - x) / scaleX);
  let sum = 0;
  let total = 0;
  for (let r = firstY; r <= lastY; r++) {
    const wy = weight(radius, (r - y) / scaleY);
    if (wy === 0) continue;
    const from = (r - source.row) * source.width - source.col + firstX;
    for (let i = 0; i < across; i++) {
      if (valid[from + i] === 0) continue;
      const w = wy * weights[i];
      sum += w * values[from + i];
      total += w;
    }
  }
  return Math.abs(total) < 1e-6 ? NaN : sum / total;
}

/**
 * Mean or commonest value of the source pixels under columns [left, right) and rows [top, bottom) of the source, or
 * NaN. The mean weighs each pixel by the part of it that lies inside; the commonest value counts pixels touched, the
 * first of equals.
 */
export function gatherBox(
  source: SourcePiece,
  left: number,
  top: number,
  right: number,
  bottom: number,
  how: 'average' | 'mode',
): number {
  // Edges that fall on pixel borders but for rounding do not touch the neighbour.
  const firstX = Math.max(source.col, Math.floor(left + 1e-10));
  const lastX = Math.min(source.col + source.width, Math.ceil(right - 1e-10));
  const firstY = Math.max(source.row, Math.floor(top + 1e-10));
  const lastY = Math.min(source.row + source.height, Math.ceil(bottom - 1e-10));
  let sum = 0;
  let total = 0;
  const counts = how === 'mode' ? new Map<number, number>() : null;
  let best = NaN;
  let most = 0;
  for (let r = firstY; r < lastY; r++) {
    const wy = Math.min(r + 1, bottom) - Math.max(r, top);
    const from = (r - source.row) * source.width - source.col;
    for (let c = firstX; c < lastX; c++) {
      if (!source.valid[from + c]) continue;
      const value = source.values[from + c];
      if (counts) {
        const n = (counts.get(value) ?? 0) + 1;
        counts.set(value, n);
        if (n > most) {
          most = n;
          best = value;
        }
        continue;
      }
      const w = wy * (Math.min(c + 1, right) - Math.max(c, left));
      sum += w * value;
      total += w;
    }
  }
  if (counts) return best;
  return total > 0 ? sum / total : NaN;
}
