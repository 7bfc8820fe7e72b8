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
  for (let row = 1; row < height - 1; row++) {
    next: for (let col = 1; col < width - 1; col++) {
      const at = row * width + col;
      if (!(inside[at] > 0.5)) continue;
      for (let r = -width; r <= width; r += width)
        for (let c = -1; c <= 1; c++)
          if (validity[at + r + c] !== 0 || !(inside[at + r + c] > 0.5)) continue next;
      const bin = Math.floor((values[at] - range.min) / range.step);
      if (bin < 0 || bin >= bins) continue;
      const v = (r: number, c: number) => values[at + r * width + c];
      const x = (v(-1, 1) + 2 * v(0, 1) + v(1, 1) - v(-1, -1) - 2 * v(0, -1) - v(1, -1)) / 8;
      const y = (v(1, -1) + 2 * v(1, 0) + v(1, 1) - v(-1, -1) - 2 * v(-1, 0) - v(-1, 1)) / 8;
      counts[slopeClass(Math.hypot(x, y), range.step) * bins + bin]++;
    }
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
  for (let slope = slopeClasses - 1; slope > 0 && edgePixels < pixels * share; slope--)
    for (let bin = 0; bin < bins; bin++) {
      const count = counts[slope * bins + bin];
      edgePixels += count;
      moment += count * (bin + 0.5);
    }
  if (edgePixels === 0) return null;
  return { threshold: binEdge(range, Math.round(moment / edgePixels)), edgePixels, pixels };
}
