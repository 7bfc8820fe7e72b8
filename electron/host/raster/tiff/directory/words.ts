import type { PixelType } from '#core/scene/scene.ts';

/** Stored numbers in the machine's own form: 64-bit integers as bigint, complex as (real, imaginary) pairs. */
export type Words =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigUint64Array
  | BigInt64Array;

export type WordsConstructor = {
  new (length: number): Words;
  new (buffer: ArrayBufferLike, offset: number, length: number): Words;
  readonly BYTES_PER_ELEMENT: number;
};

const constructors = {
  Byte: Uint8Array,
  Int8: Int8Array,
  UInt16: Uint16Array,
  Int16: Int16Array,
  UInt32: Uint32Array,
  Int32: Int32Array,
  UInt64: BigUint64Array,
  Int64: BigInt64Array,
  Float16: Float32Array,
  Float32: Float32Array,
  Float64: Float64Array,
  CInt16: Int16Array,
  CInt32: Int32Array,
  CFloat32: Float32Array,
  CFloat64: Float64Array,
} as const satisfies Record<PixelType, unknown>;

/** The array that holds a type. Half floats are widened to single, as GDAL does. */
export function wordsOf(type: PixelType): WordsConstructor {
  return constructors[type] as unknown as WordsConstructor;
}

export const isComplex = (type: PixelType): boolean => type.startsWith('C');

/** Words per pixel and sample: 2 for complex types. */
export const partsOf = (type: PixelType): number => (isComplex(type) ? 2 : 1);

/** Bytes of one pixel of one sample once decoded. */
export const pixelBytes = (type: PixelType): number => wordsOf(type).BYTES_PER_ELEMENT * partsOf(type);

/** Sets every word to a number; integers take it rounded towards zero and wrapped, as typed arrays do. */
export function fillWords(words: Words, value: number): void {
  if (words instanceof BigUint64Array || words instanceof BigInt64Array)
    words.fill(Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n);
  else words.fill(value);
}

/** The bytes of an array in its own memory (little endian on every machine this runs on). */
export const bytesOf = (words: Words): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
