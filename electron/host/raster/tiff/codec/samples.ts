import { BloomlineError } from '#core/foundation/errors.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { say } from '#core/words/said.ts';
import { needsLibrary } from './decompress.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { bitsOf, pickSample, undoFloatPredictor, undoHorizontalPredictor } from './predictor.ts';
import { float24ToSingles, halvesToSingles, unpackBits } from './unpack-bits.ts';
import { bytesOf, partsOf, wordsOf, type Words } from '#host/raster/tiff/directory/words.ts';

/** Pixels of one sample of one block, row-major. 64-bit integers come as Float64Array, complex as their magnitude. */
export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Bytes of a row of a block with `inBlock` samples per pixel side by side. */
export function rowBytes(image: Image, inBlock: number): number {
  return Math.ceil((image.blockWidth * inBlock * image.bits) / 8);
}

/**
 * Turns a decompressed block into one array per wanted sample: undoes the predictor, swaps bytes, unpacks bits,
 * de-interleaves. `inBlock` samples lie side by side in `bytes`; `wanted` counts among them from 0. Within
 * `scratch.use`: may change `bytes`, and what it gives may lie in the scratch memory, in `into` where it can.
 */
export function toSamples(
  image: Image,
  bytes: Uint8Array,
  rows: number,
  inBlock: number,
  wanted: readonly number[],
  into?: readonly Samples[],
): Samples[] {
  return toPlanes(image, bytes, rows, inBlock, wanted, into).map(plane => numbersOf(image, plane));
}

/** As `toSamples`, but numbers stay as they are stored: bigint for 64 bits, pairs for complex. */
export function toPlanes(
  image: Image,
  bytes: Uint8Array,
  rows: number,
  inBlock: number,
  wanted: readonly number[],
  into?: readonly Words[],
): Words[] {
  if (inBlock > 1 && isPlain(image) && image.predictor <= 2)
    return wanted.map((sample, i) => pickPlain(image, bytes, rows, inBlock, sample, into?.[i]));
  const all = toWords(image, bytes, rows, inBlock, into?.[0]);
  return wanted.map(sample => pick(image, all, rows, inBlock, sample));
}

/** True for words of 8, 16 or 32 bits in the machine's order. */
export function isPlain(image: Image): boolean {
  const { bits, type } = image;
  return (
    (image.header.little || needsLibrary(image.compression) || bits === 8) &&
    (bits === 8 || bits === 16 || bits === 32) &&
    partsOf(type) === 1 &&
    type !== 'Float16'
  );
}

function pickPlain(
  image: Image,
  bytes: Uint8Array,
  rows: number,
  inBlock: number,
  sample: number,
  into?: Words,
): Words {
  const perRow = image.blockWidth;
  const size = image.bits / 8;
  const taken = into ?? viewOf(image, scratch.take(rows * perRow * size));
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const words = bitsOf(viewOf(image, aligned.subarray(0, rows * perRow * inBlock * size)));
  pickSample(words, bitsOf(taken), { rows, perRow, inBlock, sample }, image.predictor === 2);
  return taken;
}

function viewOf(image: Image, { buffer, byteOffset, length }: Uint8Array): Words {
  const Type = wordsOf(image.type);
  return new Type(buffer, byteOffset, length / Type.BYTES_PER_ELEMENT);
}

/** Stored numbers as numbers to compute with: 64-bit integers rounded to doubles, complex as magnitudes. */
export function numbersOf(image: Image, plane: Words): Samples {
  if (plane instanceof BigInt64Array || plane instanceof BigUint64Array) {
    const values = new Float64Array(plane.length);
    for (let i = 0; i < values.length; i++) values[i] = Number(plane[i]);
    return values;
  }
  if (partsOf(image.type) === 1) return plane;
  const values = new Float64Array(plane.length / 2);
  for (let i = 0, j = 0; i < values.length; i++, j += 2) values[i] = Math.hypot(plane[j], plane[j + 1]);
  return values;
}

/**
 * All words of a block as they lie side by side, in the machine's form, without predictor. Works in place on `bytes`,
 * or comes to `into`.
 */
function toWords(image: Image, bytes: Uint8Array, rows: number, inBlock: number, into?: Words): Words {
  const { bits, type, blockWidth: width } = image;
  const isFloat = image.sampleFormat === 3;
  if (bits % 8 !== 0 || (bits === 24 && !isFloat)) {
    if (image.predictor !== 1)
      throw new BloomlineError(
        'tiff-unsupported',
        image.header.source.path,
        say('tiff.predictor-bits', { predictor: image.predictor, bits }),
      );
    return unpackBits(bytes, rows, rowBytes(image, inBlock), width * inBlock, bits);
  }
  const parts = partsOf(type);
  const stored = bits / 8 / parts;
  const perRow = width * inBlock * parts;
  let little = image.header.little || needsLibrary(image.compression);
  if (image.predictor === 3) {
    if (!isFloat)
      throw new BloomlineError(
        'tiff-unsupported',
        image.header.source.path,
        say('tiff.predictor-integer', { format: image.sampleFormat }),
      );
    bytes = undoFloatPredictor(bytes, rows, width * inBlock, inBlock, stored, into && bytesOf(into));
    little = true;
  }
  if (!little && stored > 1) swapBytes(bytes, stored);
  if (stored === 3) return float24ToSingles(bytes.subarray(0, perRow * rows * 3));
  const aligned = bytes.byteOffset % stored === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  if (type === 'Float16') {
    const halves = new Uint16Array(buffer, byteOffset, perRow * rows);
    if (image.predictor === 2) undoHorizontalPredictor(halves, rows, perRow, inBlock);
    return halvesToSingles(halves);
  }
  const all = new (wordsOf(type))(buffer, byteOffset, perRow * rows);
  if (image.predictor === 2) undoHorizontalPredictor(all, rows, perRow, inBlock * parts);
  return all;
}

function pick(image: Image, all: Words, rows: number, inBlock: number, sample: number): Words {
  if (inBlock === 1) return all;
  const pixels = rows * image.blockWidth;
  const Type = all.constructor as new (length: number) => Float64Array;
  const source = all as Float64Array;
  if (partsOf(image.type) === 2) {
    const pairs = new Type(pixels * 2);
    for (let i = 0, j = sample * 2; i < pairs.length; i += 2, j += inBlock * 2) {
      pairs[i] = source[j];
      pairs[i + 1] = source[j + 1];
    }
    return pairs;
  }
  const plane = new Type(pixels);
  for (let i = 0, j = sample; i < pixels; i++, j += inBlock) plane[i] = source[j];
  return plane;
}

function swapBytes(bytes: Uint8Array, word: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % word));
  if (word === 2) buffer.swap16();
  else if (word === 4) buffer.swap32();
  else if (word === 8) buffer.swap64();
  else for (let i = 0; i + 2 < buffer.length; i += 3) [buffer[i], buffer[i + 2]] = [buffer[i + 2], buffer[i]];
}
