import type { PixelType } from '#core/scene/scene.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** Types that arrays of numbers are stored in, and their bytes. */
export const numberTypes = {
  Byte: { bytes: 1, make: (n: number) => new Uint8Array(n) },
  Int8: { bytes: 1, make: (n: number) => new Int8Array(n) },
  UInt16: { bytes: 2, make: (n: number) => new Uint16Array(n) },
  Int16: { bytes: 2, make: (n: number) => new Int16Array(n) },
  UInt32: { bytes: 4, make: (n: number) => new Uint32Array(n) },
  Int32: { bytes: 4, make: (n: number) => new Int32Array(n) },
  UInt64: { bytes: 8, make: (n: number) => new Float64Array(n) },
  Int64: { bytes: 8, make: (n: number) => new Float64Array(n) },
  Float32: { bytes: 4, make: (n: number) => new Float32Array(n) },
  Float64: { bytes: 8, make: (n: number) => new Float64Array(n) },
} as const satisfies Partial<Record<PixelType, { bytes: number; make: (n: number) => Samples }>>;

export type NumberType = keyof typeof numberTypes;

const getters: Record<NumberType, (view: DataView, at: number, little: boolean) => number> = {
  Byte: (view, at) => view.getUint8(at),
  Int8: (view, at) => view.getInt8(at),
  UInt16: (view, at, little) => view.getUint16(at, little),
  Int16: (view, at, little) => view.getInt16(at, little),
  UInt32: (view, at, little) => view.getUint32(at, little),
  Int32: (view, at, little) => view.getInt32(at, little),
  UInt64: (view, at, little) => Number(view.getBigUint64(at, little)),
  Int64: (view, at, little) => Number(view.getBigInt64(at, little)),
  Float32: (view, at, little) => view.getFloat32(at, little),
  Float64: (view, at, little) => view.getFloat64(at, little),
};

/** `count` numbers out of bytes, `step` bytes apart from `at` on. */
export function takeNumbers(
  bytes: Uint8Array,
  type: NumberType,
  little: boolean,
  count = Math.floor(bytes.length / numberTypes[type].bytes),
  at = 0,
  step: number = numberTypes[type].bytes,
): Samples {
  const out = numberTypes[type].make(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const get = getters[type];
  for (let i = 0; i < count; i++) out[i] = get(view, at + i * step, little);
  return out;
}

/** Copies the box that two boxes of an array have in common from one to the other; each has its start and its shape. */
export function copyBox(
  from: { values: Samples; start: readonly number[]; shape: readonly number[] },
  to: { values: Samples; start: readonly number[]; shape: readonly number[] },
): void {
  const rank = from.shape.length;
  const low = from.start.map((s, d) => Math.max(s, to.start[d]));
  const high = from.start.map((s, d) => Math.min(s + from.shape[d], to.start[d] + to.shape[d]));
  if (low.some((l, d) => l >= high[d])) return;
  const offset = (box: typeof from, at: readonly number[]) =>
    at.reduce((sum, a, d) => sum * box.shape[d] + a - box.start[d], 0);
  const run = rank === 0 ? 1 : high[rank - 1] - low[rank - 1];
  const at = [...low];
  for (;;) {
    const source = offset(from, at);
    to.values.set(from.values.subarray(source, source + run) as never, offset(to, at));
    let d = rank - 2;
    while (d >= 0 && ++at[d] === high[d]) {
      at[d] = low[d];
      d--;
    }
    if (d < 0) return;
  }
}
