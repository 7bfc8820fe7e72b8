import { partsOf, type Words } from '#host/raster/tiff/directory/words.ts';
import type { PixelType } from '#core/scene/scene.ts';

/**
 * How four pixels become one of the next overview. `average` falls back to `nearest` for complex and 64-bit numbers.
 */
export type Halving = 'average' | 'mode' | 'nearest';

/** Rows of one sample, `width` pixels each, and which of them are valid. */
export interface Strip {
  width: number;
  rows: number;
  type: PixelType;
  /** Pixels equal to it, or NaN, do not count; null where there is none. */
  nodata: number | null;
  /** 0 where a pixel does not count; null where every pixel may. */
  mask: Uint8Array | null;
}

/**
 * Writes the half-size picture of `source` into `target`: ⌈width / 2⌉ × ⌈rows / 2⌉ pixels, each from the two by two (at
 * the right and lower edge fewer) valid pixels above it; where none is valid, the first pixel as it is. Integers are
 * rounded half up.
 */
export function halve(source: Words, target: Words, strip: Strip, how: Halving): void {
  const { width, rows, type, nodata, mask } = strip;
  const isWide = source instanceof BigInt64Array || source instanceof BigUint64Array;
  const floats = source instanceof Float32Array || source instanceof Float64Array;
  if (how === 'average' && !mask) {
    if (source instanceof Uint16Array || source instanceof Uint8Array || source instanceof Int16Array)
      return averageIntegers(source as Uint16Array, target as Uint16Array, width, rows, nodata ?? NaN);
    if (source instanceof Float32Array)
      return averageFloats(source, target as Float32Array, width, rows, nodata ?? NaN);
  }
  const nearest = how === 'nearest' || partsOf(type) === 2 || isWide;
  const parts = partsOf(type);
  const input = source as Float64Array;
  const output = target as Float64Array;
  const across = (width + 1) >> 1;
  const down = (rows + 1) >> 1;
  const values = new Float64Array(4);
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const to = (y * across + x) * parts;
      const first = 2 * y * width + 2 * x;
      const lastX = 2 * x + 1 < width ? 1 : 0;
      const lastY = 2 * y + 1 < rows ? 1 : 0;
      let count = 0;
      let sum = 0;
      let chosen = first;
      for (let dy = 0; dy <= lastY; dy++)
        for (let dx = 0; dx <= lastX; dx++) {
          const i = first + dy * width + dx;
          if (mask && mask[i] === 0) continue;
          const value = input[i * parts];
          if (value !== value || (nodata !== null && Number(value) === nodata)) continue;
          if (count === 0) chosen = i;
          if (nearest) {
            count = 4;
            continue;
          }
          values[count++] = value;
          sum += value;
        }
      if (nearest || count === 0) {
        for (let part = 0; part < parts; part++) output[to + part] = input[chosen * parts + part];
        continue;
      }
      let value = how === 'mode' ? mostFrequent(values, count) : sum / count;
      if (how === 'average' && !floats) value = Math.floor(value + 0.5);
      // An average that happens to be the nodata value would lose the pixel.
      output[to] = value === nodata ? input[chosen] : value;
    }
}

/** Whole numbers of at most 16 bits without a mask, the common case; a nodata of NaN is none. */
function averageIntegers(
  source: Uint16Array,
  target: Uint16Array,
  width: number,
  rows: number,
  nodata: number,
): void {
  const across = (width + 1) >> 1;
  const whole = width >> 1;
  const some = nodata === nodata;
  for (let y = 0; y < (rows + 1) >> 1; y++) {
    let i = 2 * y * width;
    let j = 2 * y + 1 < rows ? i + width : i;
    let to = y * across;
    for (let end = to + whole; to < end; to++, i += 2, j += 2) {
      const a = source[i];
      const b = source[i + 1];
      const c = source[j];
      const d = source[j + 1];
      const value = (a + b + c + d + 2) >> 2;
      if (some && (a === nodata || b === nodata || c === nodata || d === nodata || value === nodata))
        target[to] = averageOf(a, b, c, d, nodata);
      else target[to] = value;
    }
    // At an edge a pixel stands twice, which leaves the average as it is.
    if (whole < across) target[to] = averageOf(source[i], source[i], source[j], source[j], nodata);
  }
}

/** Of four whole numbers those that are no nodata; the first of them where that would give nodata. */
function averageOf(a: number, b: number, c: number, d: number, nodata: number): number {
  let sum = 0;
  let count = 0;
  let first = a;
  if (d !== nodata) [sum, count, first] = [d, 1, d];
  if (c !== nodata) [sum, count, first] = [sum + c, count + 1, c];
  if (b !== nodata) [sum, count, first] = [sum + b, count + 1, b];
  if (a !== nodata) [sum, count, first] = [sum + a, count + 1, a];
  const value = count > 0 ? Math.floor(sum / count + 0.5) : a;
  return value === nodata ? first : value;
}

/** Single floats without a mask; NaN and nodata do not count. */
function averageFloats(
  source: Float32Array,
  target: Float32Array,
  width: number,
  rows: number,
  nodata: number,
): void {
  const across = (width + 1) >> 1;
  for (let y = 0; y < (rows + 1) >> 1; y++) {
    const upper = 2 * y * width;
    const lower = 2 * y + 1 < rows ? upper + width : upper;
    for (let x = 0, to = y * across; x < across; x++, to++) {
      const right = 2 * x + 1 < width ? 1 : 0;
      const i = upper + 2 * x;
      const j = lower + 2 * x;
      const a = source[i];
      const b = source[i + right];
      const c = source[j];
      const d = source[j + right];
      let value = (a + b + c + d) / 4;
      let first = a;
      if (value !== value || a === nodata || b === nodata || c === nodata || d === nodata) {
        let sum = 0;
        let count = 0;
        for (const v of [a, b, c, d])
          if (v === v && v !== nodata) {
            if (count === 0) first = v;
            sum += v;
            count++;
          }
        value = count ? sum / count : a;
      }
      target[to] = value === nodata ? first : value;
    }
  }
}

/** The value met most often; of equals the first. */
function mostFrequent(values: Float64Array, count: number): number {
  let best = values[0];
  let most = 0;
  for (let i = 0; i < count; i++) {
    let same = 0;
    for (let j = 0; j < count; j++) if (values[j] === values[i]) same++;
    if (same > most) {
      most = same;
      best = values[i];
    }
  }
  return best;
}

/** A mask at half size: valid where any of the four pixels is. */
export function halveMask(source: Uint8Array, target: Uint8Array, width: number, rows: number): void {
  const across = (width + 1) >> 1;
  for (let y = 0; y < (rows + 1) >> 1; y++)
    for (let x = 0; x < across; x++) {
      const i = 2 * y * width + 2 * x;
      const right = 2 * x + 1 < width ? 1 : 0;
      const below = 2 * y + 1 < rows ? width : 0;
      target[y * across + x] = source[i] | source[i + right] | source[i + below] | source[i + right + below];
    }
}
