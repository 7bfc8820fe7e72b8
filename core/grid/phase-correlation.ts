/** Two windows of one size, row-major, square; where `valid` is 0 neither counts. */
export interface WindowPair {
  /** A power of two. */
  side: number;
  before: ArrayLike<number>;
  after: ArrayLike<number>;
  valid: Uint8Array;
}

/** Least height of the peak in standard deviations of the surface: noise reaches 5. */
const leastPeak = 8;
/** Frequencies above this part of the sampling rate tell noise. */
const softest = 0.12;
const leastValid = 0.4;

/**
 * The whole-pixel shift of a window by phase correlation (Kuglin and Hines 1975): the second's content lies [dx, dy]
 * right and down of the first's, up to half a side. Null where no peak stands out.
 */
export function phaseShift({ side, before, after, valid }: WindowPair): [number, number] | null {
  let seen = 0;
  for (const v of valid) seen += v;
  if (seen < leastValid * valid.length) return null;
  const [a, b] = [before, after].map(values => spectrum(values, valid, side, seen));
  const re = new Float64Array(side * side);
  const im = new Float64Array(side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const i = y * side + x;
      const [r, m] = [b.re[i] * a.re[i] + b.im[i] * a.im[i], b.im[i] * a.re[i] - b.re[i] * a.im[i]];
      const length = Math.hypot(r, m);
      if (!(length > 0)) continue;
      const [fx, fy] = [Math.min(x, side - x) / side, Math.min(y, side - y) / side];
      const weight = Math.exp(-(fx * fx + fy * fy) / (2 * softest * softest)) / length;
      re[i] = r * weight;
      im[i] = m * weight;
    }
  // The inverse but for a factor: the peak lies at the shift.
  transform(re, im, side, 1);
  let best = 0;
  let squares = 0;
  for (let i = 0; i < re.length; i++) {
    squares += re[i] * re[i];
    if (re[i] > re[best]) best = i;
  }
  if (!(re[best] > leastPeak * Math.sqrt(squares / re.length))) return null;
  const signed = (n: number) => (n > side / 2 ? n - side : n);
  return [signed(best % side), signed(Math.floor(best / side))];
}

/** Of the values without their mean, faded out towards the edges (Hann). */
function spectrum(values: ArrayLike<number>, valid: Uint8Array, side: number, seen: number) {
  let sum = 0;
  for (let i = 0; i < valid.length; i++) if (valid[i]) sum += values[i];
  const mean = sum / seen;
  const hann = Float64Array.from({ length: side }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / side) ** 2);
  const re = new Float64Array(side * side);
  const im = new Float64Array(side * side);
  for (let i = 0; i < re.length; i++)
    if (valid[i]) re[i] = (values[i] - mean) * hann[i % side] * hann[Math.floor(i / side)];
  transform(re, im, side, -1);
  return { re, im };
}

/** The discrete Fourier transform of rows, then of columns; sign −1 forward, 1 back. */
function transform(re: Float64Array, im: Float64Array, side: number, sign: 1 | -1): void {
  const line = [new Float64Array(side), new Float64Array(side)];
  for (const [step, next] of [
    [1, side],
    [side, 1],
  ])
    for (let n = 0; n < side; n++) {
      for (let i = 0; i < side; i++)
        [line[0][i], line[1][i]] = [re[n * next + i * step], im[n * next + i * step]];
      fourier(line[0], line[1], sign);
      for (let i = 0; i < side; i++)
        [re[n * next + i * step], im[n * next + i * step]] = [line[0][i], line[1][i]];
    }
}

/** Cooley and Tukey, radix 2, in place. */
function fourier(re: Float64Array, im: Float64Array, sign: 1 | -1): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let length = 2; length <= n; length *= 2) {
    const half = length / 2;
    for (let k = 0; k < half; k++) {
      const angle = (sign * 2 * Math.PI * k) / length;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      for (let i = k; i < n; i += length) {
        const j = i + half;
        const r = re[j] * c - im[j] * s;
        const m = re[j] * s + im[j] * c;
        re[j] = re[i] - r;
        im[j] = im[i] - m;
        re[i] += r;
        im[i] += m;
      }
    }
  }
}
