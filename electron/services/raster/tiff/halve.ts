import { partsOf, type Words } from './words.ts';
import type { PixelType } from '#core/scene/scene.ts';

/** How four pixels become one of the next overview. `average` falls back to `nearest` for complex and 64-bit numbers. */
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
  if (how === 'average' && source instanceof Uint16Array && nodata === null && !mask)
    return averagePlain(source, target as Uint16Array, width, rows);
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

/** Unsigned 16-bit numbers without nodata: the common case. */
function averagePlain(source: Uint16Array, target: Uint16Array, width: number, rows: number): void {
  const across = (width + 1) >> 1;
  const whole = width >> 1;
  for (let y = 0; y < (rows + 1) >> 1; y++) {
    const a = 2 * y * width;
    const b = 2 * y + 1 < rows ? a + width : a;
    const to = y * across;
    for (let x = 0, i = 0; x < whole; x++, i += 2)
      target[to + x] = (source[a + i] + source[a + i + 1] + source[b + i] + source[b + i + 1] + 2) >> 2;
    if (whole < across) target[to + whole] = (source[a + width - 1] + source[b + width - 1] + 1) >> 1;
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
