import { binCount, binEdge, type BinRange } from '#core/tally/tally.ts';

/** Classes of slope: each begins a sixty-fourth of an octave above the one before. */
const perOctave = 64;
const octaves = 20;
export const slopeClasses = perOctave * octaves;

/** How often each value occurs on each slope: counts by slope class and value bin, [slope · bins + bin]. */
export interface GradientCounts {
  range: BinRange;
  counts: Uint32Array<ArrayBuffer>;
}

export const emptyGradientCounts = (range: BinRange): GradientCounts => ({
  range,
  counts: new Uint32Array(slopeClasses * binCount(range)),
});

/**
 * Adds the pixels of a window of an index: the slope of each inner pixel is the length of its Sobel gradient, in
 * index units per pixel, where all nine pixels are valid and inside (coverage above one half): the shore is no edge
 * of a bloom. The outermost ring of the window only lends its values.
 */
export function addGradients(
  into: GradientCounts,
  values: ArrayLike<number>,
  validity: ArrayLike<number>,
  inside: ArrayLike<number>,
  width: number,
  height: number,
): void {
  const { range, counts } = into;
  const bins = binCount(range);
  forSlopes(values, validity, inside, width, height, (at, slope) => {
    const bin = Math.floor((values[at] - range.min) / range.step);
    if (bin >= 0 && bin < bins) counts[slopeClass(slope, range.step) * bins + bin]++;
  });
}

function forSlopes(
  values: ArrayLike<number>,
  validity: ArrayLike<number>,
  inside: ArrayLike<number>,
  width: number,
  height: number,
  visit: (at: number, slope: number) => void,
): void {
  for (let row = 1; row < height - 1; row++) {
    next: for (let col = 1; col < width - 1; col++) {
      const at = row * width + col;
      if (!(inside[at] > 0.5)) continue;
      for (let r = -width; r <= width; r += width)
        for (let c = -1; c <= 1; c++)
          if (validity[at + r + c] !== 0 || !(inside[at + r + c] > 0.5)) continue next;
      const v = (r: number, c: number) => values[at + r * width + c];
      const x = (v(-1, 1) + 2 * v(0, 1) + v(1, 1) - v(-1, -1) - 2 * v(0, -1) - v(1, -1)) / 8;
      const y = (v(1, -1) + 2 * v(1, 0) + v(1, 1) - v(-1, -1) - 2 * v(-1, 0) - v(-1, 1)) / 8;
      visit(at, Math.hypot(x, y));
    }
  }
}

/** Pixels around a candidate edge that belong to its band, on each side. */
export const bandReach = 3;

/**
 * Counts, by value bin, the pixels in a band around candidate edges: those whose slope is in a class of `slopeFrom` or
 * steeper. There are about as many of either class there, however small a bloom is (Donchyts et al. 2016,
 * doi:10.3390/rs8050386). Of the window, the ring of `bandReach` + 1 pixels only lends its values.
 */
export function addEdgeBand(
  into: { range: BinRange; counts: Uint32Array<ArrayBuffer> },
  slopeFrom: number,
  values: ArrayLike<number>,
  validity: ArrayLike<number>,
  inside: ArrayLike<number>,
  window: {
    width: number;
    height: number;
    ring: { left: number; top: number; right: number; bottom: number };
  },
): void {
  const { range, counts } = into;
  const { width, height, ring } = window;
  const inBand = new Uint8Array(width * height);
  forSlopes(values, validity, inside, width, height, (at, slope) => {
    if (slopeClass(slope, range.step) < slopeFrom) return;
    const [row, col] = [Math.floor(at / width), at % width];
    const [left, right] = [Math.max(0, col - bandReach), Math.min(width, col + bandReach + 1)];
    for (let r = Math.max(0, row - bandReach); r < Math.min(height, row + bandReach + 1); r++)
      inBand.fill(1, r * width + left, r * width + right);
  });
  for (let row = ring.top; row < height - ring.bottom; row++)
    for (let col = ring.left; col < width - ring.right; col++) {
      const at = row * width + col;
      if (!inBand[at] || validity[at] !== 0 || !(inside[at] > 0.5)) continue;
      const bin = Math.floor((values[at] - range.min) / range.step);
      if (bin >= 0 && bin < counts.length) counts[bin]++;
    }
}

/** Slope class 0 is anything below a sixteenth of a step. */
function slopeClass(slope: number, step: number): number {
  const octave = Math.log2((slope / step) * 16);
  return Math.max(0, Math.min(slopeClasses - 1, Math.floor(octave * perOctave)));
}

export interface GradientThreshold {
  threshold: number;
  /** Pixels on the edges that it was taken from, and all that were looked at. */
  edgePixels: number;
  pixels: number;
  /** The slope class from which on pixels count as edge. */
  slopeFrom: number;
}

/**
 * The mean value of the steepest pixels, those on the edges between bloom and water (after Hu et al. 2010, who take
 * the FAI of the pixels of maximum gradient). `share` of all pixels is taken, the steepest class first, whole classes
 * only. Answers a bin edge; null where everything is flat.
 */
export function gradientThreshold(
  { range, counts }: GradientCounts,
  share: number,
): GradientThreshold | null {
  const bins = binCount(range);
  let pixels = 0;
  for (const count of counts) pixels += count;
  let edgePixels = 0;
  let moment = 0;
  let slopeFrom = slopeClasses;
  for (let slope = slopeClasses - 1; slope > 0 && edgePixels < pixels * share; slope--, slopeFrom--)
    for (let bin = 0; bin < bins; bin++) {
      const count = counts[slope * bins + bin];
      edgePixels += count;
      moment += count * (bin + 0.5);
    }
  if (edgePixels === 0) return null;
  return { threshold: binEdge(range, Math.round(moment / edgePixels)), edgePixels, pixels, slopeFrom };
}
