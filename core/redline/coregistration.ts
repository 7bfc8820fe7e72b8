/** A window of both dates on one grid, row-major; `valid` is 1 where both can be used. */
export interface RegistrationWindow {
  width: number;
  height: number;
  before: Float64Array;
  after: Float64Array;
  valid: Uint8Array;
}

/** Shift of one window in pixels: the second date's content lies this far right (dx) and down (dy) of the first's. */
export interface WindowShift {
  dx: number;
  dy: number;
  /** Correlation of the windows laid on each other, 0–1. */
  correlation: number;
}

/** Shift between two dates. */
export interface Coregistration {
  /** Layer that was compared. */
  layer: string;
  /** Pixels of the first date's grid; null where it could not be determined. */
  dx: number | null;
  dy: number | null;
  /** Length, in pixels and metres on the ground. */
  shiftPx: number | null;
  shiftM: number | null;
  /** Median distance of the windows' shifts from it, pixels. */
  spreadPx: number | null;
  /** Median correlation of the windows that were used. */
  correlation: number | null;
  /** Windows that were looked at, and those that could be used. */
  windows: number;
  used: number;
}

/** Shifts up to this many pixels are looked for. */
export const largestShift = 6;
const leastValid = 0.6;
const leastCorrelation = 0.15;
const fewestWindows = 3;
const iterations = 30;

/**
 * The sub-pixel shift of a window: the whole pixel of the highest normalised cross-correlation over valid pixels, then
 * least-squares matching with gain and offset (Gruen 1985) on bicubic values. Null where little is valid or there is no
 * texture, or the windows do not match.
 */
export function windowShift(window: RegistrationWindow): WindowShift | null {
  const { width, height, valid } = window;
  const margin = largestShift + 2;
  if (width <= 2 * margin + 8 || height <= 2 * margin + 8) return null;
  let seen = 0;
  for (const v of valid) seen += v;
  if (seen < leastValid * valid.length) return null;
  const textured = {
    ...window,
    before: normalised(window, window.before),
    after: normalised(window, window.after),
  };
  let best = { dx: 0, dy: 0, correlation: -1 };
  for (let dy = -largestShift; dy <= largestShift; dy++)
    for (let dx = -largestShift; dx <= largestShift; dx++) {
      const correlation = correlationAt(textured, dx, dy, margin);
      if (correlation > best.correlation) best = { dx, dy, correlation };
    }
  if (!(best.correlation >= leastCorrelation)) return null;
  if (Math.abs(best.dx) === largestShift || Math.abs(best.dy) === largestShift) return null;
  return refine(textured, best, margin);
}

/** Radius of the surroundings that a pixel is compared with. */
const around = 4;

/**
 * Each pixel against its surroundings, in their standard deviations: what changed in brightness as a whole drops out.
 */
function normalised({ width, height, valid }: RegistrationWindow, values: Float64Array): Float64Array {
  const stride = width + 1;
  const [n, s, q] = [0, 1, 2].map(() => new Float64Array(stride * (height + 1)));
  for (let row = 0; row < height; row++)
    for (let col = 0; col < width; col++) {
      const at = (row + 1) * stride + col + 1;
      const i = row * width + col;
      const value = valid[i] ? values[i] : 0;
      const add = (sums: Float64Array, x: number) =>
        (sums[at] = x + sums[at - 1] + sums[at - stride] - sums[at - stride - 1]);
      add(n, valid[i]);
      add(s, value);
      add(q, value * value);
    }
  const out = new Float64Array(values.length);
  for (let row = 0; row < height; row++)
    for (let col = 0; col < width; col++) {
      const [top, bottom] = [Math.max(0, row - around), Math.min(height, row + around + 1)];
      const [left, right] = [Math.max(0, col - around), Math.min(width, col + around + 1)];
      const box = (sums: Float64Array) =>
        sums[bottom * stride + right] -
        sums[top * stride + right] -
        sums[bottom * stride + left] +
        sums[top * stride + left];
      const count = box(n);
      const mean = box(s) / count;
      const variance = box(q) / count - mean * mean;
      const i = row * width + col;
      if (valid[i] && variance > 1e-12 * Math.max(1e-12, mean * mean))
        out[i] = (values[i] - mean) / Math.sqrt(variance);
    }
  return smoothed(out, width, height);
}

/**
 * A binomial filter of five by five. Without it the interpolation of the matching, which smooths between pixels only,
 * would draw noisy windows towards half pixels.
 */
function smoothed(values: Float64Array, width: number, height: number): Float64Array {
  const weights = [1, 4, 6, 4, 1].map(w => w / 16);
  const along = (from: Float64Array, step: number, limit: number, placeOf: (i: number) => number) =>
    from.map((_, i) => {
      let sum = 0;
      for (let k = -2; k <= 2; k++) {
        const place = placeOf(i) + k;
        sum += weights[k + 2] * from[i + step * (Math.max(0, Math.min(limit - 1, place)) - placeOf(i))];
      }
      return sum;
    });
  const rows = along(values, 1, width, i => i % width);
  return along(rows, width, height, i => Math.floor(i / width));
}

function correlationAt(
  { width, height, before, after, valid }: RegistrationWindow,
  dx: number,
  dy: number,
  margin: number,
): number {
  let [n, sb, sa, sbb, saa, sab] = [0, 0, 0, 0, 0, 0];
  for (let row = margin; row < height - margin; row++) {
    const at = row * width;
    const to = (row + dy) * width + dx;
    for (let col = margin; col < width - margin; col++) {
      if (valid[at + col] === 0 || valid[to + col] === 0) continue;
      const b = before[at + col];
      const a = after[to + col];
      n++;
      sb += b;
      sa += a;
      sbb += b * b;
      saa += a * a;
      sab += a * b;
    }
  }
  const [vb, va] = [sbb - (sb * sb) / n, saa - (sa * sa) / n];
  return n > 50 && vb > 1e-12 * sbb && va > 1e-12 * saa ? (sab - (sa * sb) / n) / Math.sqrt(va * vb) : -1;
}

/** Weights of four neighbours for a place t (0–1) between the middle two (Catmull–Rom), and their slopes. */
function cubic(t: number): { value: number[]; slope: number[] } {
  return {
    value: [
      ((-0.5 * t + 1) * t - 0.5) * t,
      (1.5 * t - 2.5) * t * t + 1,
      ((-1.5 * t + 2) * t + 0.5) * t,
      (0.5 * t - 0.5) * t * t,
    ],
    slope: [(-1.5 * t + 2) * t - 0.5, (4.5 * t - 5) * t, (-4.5 * t + 4) * t + 0.5, (1.5 * t - 1) * t],
  };
}

/** before(x, y) = gain · after(x + dx, y + dy) + offset, solved for all four by Gauss–Newton. */
function refine(window: RegistrationWindow, start: WindowShift, margin: number): WindowShift | null {
  const { width, height, before, after, valid } = window;
  let { dx, dy } = start;
  for (let round = 0; round < iterations; round++) {
    const [col0, row0] = [Math.floor(dx), Math.floor(dy)];
    const [x, y] = [cubic(dx - col0), cubic(dy - row0)];
    // Normal equations of [gain, offset, gain·dx, gain·dy]: the increments divide by the gain.
    const m = new Float64Array(16);
    const v = new Float64Array(4);
    let n = 0;
    let [sb, sbb, sa, saa, sab] = [0, 0, 0, 0, 0];
    for (let row = margin; row < height - margin; row++)
      pixel: for (let col = margin; col < width - margin; col++) {
        const at = row * width + col;
        if (valid[at] === 0) continue;
        let [value, slopeX, slopeY] = [0, 0, 0];
        for (let j = 0; j < 4; j++) {
          const from = (row + row0 - 1 + j) * width + col + col0 - 1;
          let [line, lineSlope] = [0, 0];
          for (let i = 0; i < 4; i++) {
            if (valid[from + i] === 0) continue pixel;
            line += x.value[i] * after[from + i];
            lineSlope += x.slope[i] * after[from + i];
          }
          value += y.value[j] * line;
          slopeX += y.value[j] * lineSlope;
          slopeY += y.slope[j] * line;
        }
        const unknowns = [value, 1, slopeX, slopeY];
        const b = before[at];
        for (let i = 0; i < 4; i++) {
          v[i] += unknowns[i] * b;
          for (let j = 0; j < 4; j++) m[i * 4 + j] += unknowns[i] * unknowns[j];
        }
        n++;
        sb += b;
        sbb += b * b;
        sa += value;
        saa += value * value;
        sab += value * b;
      }
    const solved = n > 50 ? solve(m, v) : null;
    if (!solved || !(solved[0] > 0)) return null;
    const [stepX, stepY] = [solved[2] / solved[0], solved[3] / solved[0]];
    const correlation = (sab - (sa * sb) / n) / Math.sqrt((saa - (sa * sa) / n) * (sbb - (sb * sb) / n));
    dx += Math.max(-0.5, Math.min(0.5, stepX));
    dy += Math.max(-0.5, Math.min(0.5, stepY));
    if (Math.abs(dx - start.dx) > 1.5 || Math.abs(dy - start.dy) > 1.5) return null;
    if (Math.hypot(stepX, stepY) < 1e-4) return { dx, dy, correlation };
  }
  return null;
}

/** Gauss elimination with pivots; null where the matrix is singular (no texture in one direction). */
function solve(matrix: Float64Array, right: Float64Array): number[] | null {
  const size = right.length;
  const rows = Array.from(right, (value, i) => [...matrix.subarray(i * size, (i + 1) * size), value]);
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let r = i + 1; r < size; r++) if (Math.abs(rows[r][i]) > Math.abs(rows[pivot][i])) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    const head = rows[i][i];
    if (!(Math.abs(head) > 1e-12 * Math.max(1e-300, Math.abs(matrix[i * size + i])))) return null;
    for (let r = 0; r < size; r++) {
      if (r === i) continue;
      const factor = rows[r][i] / head;
      for (let c = i; c <= size; c++) rows[r][c] -= factor * rows[i][c];
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** One shift from many windows: their medians. `metres` gives the length of a shift on the ground. */
export function joinShifts(
  layer: string,
  shifts: readonly (WindowShift | null)[],
  metres: (dx: number, dy: number) => number,
): Coregistration {
  const used = shifts.filter(shift => shift !== null);
  const none = {
    layer,
    dx: null,
    dy: null,
    shiftPx: null,
    shiftM: null,
    spreadPx: null,
    correlation: null,
    windows: shifts.length,
    used: used.length,
  };
  if (used.length < Math.min(fewestWindows, shifts.length) || used.length === 0) return none;
  const dx = medianOf(used.map(s => s.dx));
  const dy = medianOf(used.map(s => s.dy));
  return {
    ...none,
    dx,
    dy,
    shiftPx: Math.hypot(dx, dy),
    shiftM: metres(dx, dy),
    spreadPx: medianOf(used.map(s => Math.hypot(s.dx - dx, s.dy - dy))),
    correlation: medianOf(used.map(s => s.correlation)),
  };
}
