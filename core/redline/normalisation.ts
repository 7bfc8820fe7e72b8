/** first date = gain × second date + offset. */
export interface LinearFit {
  gain: number;
  offset: number;
}

/** How one layer of the second date was brought to the first. */
export interface LayerFit extends LinearFit {
  layer: string;
  /** Pixels that were taken for unchanged, and pixels that were looked at. */
  invariant: number;
  pixels: number;
  /** Correlation² and root mean square difference over the unchanged pixels, the latter after the fit. */
  r2: number;
  rmse: number;
}

/** Differences beyond this many robust standard deviations are change. */
const cut = 2.5;
const rounds = 20;
const fewest = 30;

/**
 * Relative normalisation on pseudo-invariant pixels: means and standard deviations of the unchanged pixels are made
 * equal, layer by layer. Starts from medians and median deviations of all pixels; a pixel is unchanged where it lies
 * near the fit in every layer; repeated until the pixels stay the same. Arrays by layer, all of the same length,
 * physical values. Null where too few pixels are left or a layer is flat.
 */
export function fitInvariant(
  layers: readonly string[],
  before: readonly Float64Array[],
  after: readonly Float64Array[],
): LayerFit[] | null {
  const count = before[0]?.length ?? 0;
  if (count < fewest) return null;
  let fits = layers.map((_, i): LinearFit | null => {
    const [b, a] = [spread(before[i]), spread(after[i])];
    return b.deviation > 0 && a.deviation > 0
      ? { gain: b.deviation / a.deviation, offset: b.median - (b.deviation / a.deviation) * a.median }
      : null;
  });
  let kept = new Uint8Array(count);
  for (let round = 0; round < rounds; round++) {
    if (fits.some(fit => fit === null)) return null;
    const next = new Uint8Array(count).fill(1);
    for (const [i, fit] of (fits as LinearFit[]).entries()) {
      const residuals = before[i].map((b, p) => b - fit.gain * after[i][p] - fit.offset);
      const { median, deviation } = spread(residuals);
      const limit = Math.max(cut * 1.4826 * deviation, 1e-9);
      for (let p = 0; p < count; p++) if (!(Math.abs(residuals[p] - median) <= limit)) next[p] = 0;
    }
    const same = next.every((value, p) => value === kept[p]);
    kept = next;
    if (kept.reduce((sum, k) => sum + k, 0) < fewest) return null;
    fits = layers.map((_, i) => equalMoments(before[i], after[i], kept));
    if (same) break;
  }
  if (fits.some(fit => fit === null)) return null;
  const invariant = kept.reduce((sum, k) => sum + k, 0);
  return layers.map((layer, i) => ({
    layer,
    ...fits[i]!,
    invariant,
    pixels: count,
    ...agreement(before[i], after[i], fits[i]!, kept),
  }));
}

/** Median, and median distance from it. */
function spread(values: Float64Array): { median: number; deviation: number } {
  const sorted = values.slice().sort();
  const median = sorted[sorted.length >> 1];
  const distances = values.map(v => Math.abs(v - median)).sort();
  return { median, deviation: distances[distances.length >> 1] };
}

function momentsOf(values: Float64Array, kept: Uint8Array) {
  let [n, sum] = [0, 0];
  for (let p = 0; p < values.length; p++)
    if (kept[p]) {
      n++;
      sum += values[p];
    }
  const mean = sum / n;
  let squares = 0;
  for (let p = 0; p < values.length; p++) if (kept[p]) squares += (values[p] - mean) ** 2;
  return { n, mean, deviation: Math.sqrt(squares / n) };
}

function equalMoments(before: Float64Array, after: Float64Array, kept: Uint8Array): LinearFit | null {
  const [b, a] = [momentsOf(before, kept), momentsOf(after, kept)];
  if (!(a.deviation > 0) || !(b.deviation > 0)) return null;
  const gain = b.deviation / a.deviation;
  return { gain, offset: b.mean - gain * a.mean };
}

function agreement(before: Float64Array, after: Float64Array, fit: LinearFit, kept: Uint8Array) {
  const [b, a] = [momentsOf(before, kept), momentsOf(after, kept)];
  let [product, squares] = [0, 0];
  for (let p = 0; p < before.length; p++)
    if (kept[p]) {
      product += (before[p] - b.mean) * (after[p] - a.mean);
      squares += (before[p] - fit.gain * after[p] - fit.offset) ** 2;
    }
  return {
    r2: (product / b.n / (a.deviation * b.deviation)) ** 2,
    rmse: Math.sqrt(squares / b.n),
  };
}
