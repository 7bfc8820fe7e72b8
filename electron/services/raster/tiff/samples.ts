import { BloomlineError } from '#core/contract/errors.ts';
import type { Image } from './image.ts';

/** Pixels of one sample of one block, row-major. 64-bit integers come as Float64Array, complex as their magnitude. */
export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Bytes of a row of a block with `inBlock` samples per pixel side by side. */
export function rowBytes(image: Image, inBlock: number): number {
  return Math.ceil((image.blockWidth * inBlock * image.bits) / 8);
}

/**
 * Turns a decompressed block into one array per wanted sample: undoes the predictor, swaps bytes, unpacks bits,
 * de-interleaves. `inBlock` samples lie side by side in `bytes`; `wanted` counts among them from 0.
 */
export function toSamples(
  image: Image,
  bytes: Uint8Array,
  rows: number,
  inBlock: number,
  wanted: readonly number[],
): Samples[] {
  const width = image.blockWidth;
  if (image.bits % 8 !== 0 || (image.bits === 24 && image.sampleFormat !== 3))
    return wanted.map(sample => unpackBits(image, bytes, rows, inBlock, sample));

  const size = image.bits / 8;
  const isComplex = image.sampleFormat === 5 || image.sampleFormat === 6;
  const parts = isComplex ? 2 : 1;
  const word = size / parts;
  let little = image.header.little;
  // Library codecs (JPEG, LERC, WebP) give the machine's order.
  if (image.compression === 7 || image.compression === 34887 || image.compression === 50001) little = true;
  const perRow = width * inBlock * parts;

  if (image.predictor === 3) {
    undoFloatPredictor(bytes, rows, width * inBlock, inBlock, size);
    little = true;
  }
  if (!little && word > 1) swapBytes(bytes, word);
  const aligned = bytes.byteOffset % word === 0 ? bytes : bytes.slice();
  const all = view(image, aligned, perRow * rows, word);
  if (image.predictor === 2) undoHorizontalPredictor(all, rows, perRow, inBlock * parts);

  return wanted.map(sample => {
    const plane = isComplex
      ? magnitude(all as Float32Array, rows * width, inBlock, sample)
      : inBlock === 1
        ? all
        : pick(all, rows * width, inBlock, sample);
    return image.type === 'Int64' || image.type === 'UInt64'
      ? wide(plane, image.type === 'Int64')
      : (plane as Samples);
  });
}

type Words = Samples | BigUint64Array | BigInt64Array | Uint16Array;

function view(image: Image, bytes: Uint8Array, count: number, word: number): Words {
  const { buffer, byteOffset } = bytes;
  switch (image.type) {
    case 'Byte':
      return new Uint8Array(buffer, byteOffset, count);
    case 'Int8':
      return new Int8Array(buffer, byteOffset, count);
    case 'UInt16':
      return new Uint16Array(buffer, byteOffset, count);
    case 'Int16':
    case 'CInt16':
      return new Int16Array(buffer, byteOffset, count);
    case 'UInt32':
      return new Uint32Array(buffer, byteOffset, count);
    case 'Int32':
    case 'CInt32':
      return new Int32Array(buffer, byteOffset, count);
    case 'UInt64':
      return new BigUint64Array(buffer, byteOffset, count);
    case 'Int64':
      return new BigInt64Array(buffer, byteOffset, count);
    case 'Float16':
      return halves(new Uint16Array(buffer, byteOffset, count));
    case 'Float64':
    case 'CFloat64':
      return new Float64Array(buffer, byteOffset, count);
    default:
      if (word !== 4)
        throw new BloomlineError(
          'tiff-unsupported',
          image.header.source.path,
          `BitsPerSample (258) is ${image.bits} for floats`,
        );
      return new Float32Array(buffer, byteOffset, count);
  }
}

function pick(all: Words, pixels: number, stride: number, sample: number): Words {
  const Type = all.constructor as new (length: number) => Float64Array;
  const plane = new Type(pixels);
  const source = all as Float64Array;
  for (let i = 0, j = sample; i < pixels; i++, j += stride) plane[i] = source[j];
  return plane;
}

function magnitude(all: Float32Array, pixels: number, stride: number, sample: number): Float64Array {
  const plane = new Float64Array(pixels);
  for (let i = 0, j = sample * 2; i < pixels; i++, j += stride * 2) plane[i] = Math.hypot(all[j], all[j + 1]);
  return plane;
}

function wide(plane: Words, signed: boolean): Float64Array {
  const source = plane as BigInt64Array;
  const values = new Float64Array(source.length);
  for (let i = 0; i < values.length; i++)
    values[i] = Number(signed ? BigInt.asIntN(64, source[i]) : source[i]);
  return values;
}

/** IEEE 754 half precision to single. */
function halves(words: Uint16Array): Float32Array {
  const values = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const h = words[i];
    const sign = h & 0x8000 ? -1 : 1;
    const exponent = (h >> 10) & 31;
    const fraction = h & 1023;
    values[i] =
      exponent === 0
        ? sign * fraction * 2 ** -24
        : exponent === 31
          ? fraction
            ? NaN
            : sign * Infinity
          : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return values;
}

function swapBytes(bytes: Uint8Array, word: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % word));
  if (word === 2) buffer.swap16();
  else if (word === 4) buffer.swap32();
  else if (word === 8) buffer.swap64();
}

/** Each word was stored as the difference from the one `stride` before it in its row. */
function undoHorizontalPredictor(all: Words, rows: number, perRow: number, stride: number): void {
  if (all instanceof BigUint64Array || all instanceof BigInt64Array) {
    for (let row = 0; row < rows; row++)
      for (let i = row * perRow + stride, end = (row + 1) * perRow; i < end; i++) all[i] += all[i - stride];
    return;
  }
  // Float samples with predictor 2 are differences of their bit patterns.
  const words = (
    all instanceof Float32Array
      ? new Uint32Array(all.buffer, all.byteOffset, all.length)
      : all instanceof Float64Array
        ? new BigUint64Array(all.buffer, all.byteOffset, all.length)
        : all
  ) as Uint16Array;
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * perRow;
    for (let i = row * perRow + stride; i < end; i++) words[i] += words[i - stride];
  }
}

/** Predictor 3: bytes of a row were split by significance (most significant first) and differenced. Leaves little endian. */
function undoFloatPredictor(
  bytes: Uint8Array,
  rows: number,
  words: number,
  stride: number,
  size: number,
): void {
  const rowLength = words * size;
  const copy = new Uint8Array(rowLength);
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(row * rowLength, (row + 1) * rowLength);
    for (let i = stride; i < rowLength; i++) line[i] += line[i - stride];
    copy.set(line);
    for (let i = 0; i < words; i++)
      for (let byte = 0; byte < size; byte++) line[i * size + size - 1 - byte] = copy[byte * words + i];
  }
}

/** Samples of 1–31 bits that do not fill bytes, most significant bit first; rows start at whole bytes. */
function unpackBits(image: Image, bytes: Uint8Array, rows: number, inBlock: number, sample: number): Samples {
  const { bits, blockWidth: width } = image;
  if (image.predictor !== 1)
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      `Predictor (317) with ${bits}-bit samples`,
    );
  const values =
    bits <= 8
      ? new Uint8Array(rows * width)
      : bits <= 16
        ? new Uint16Array(rows * width)
        : new Uint32Array(rows * width);
  const perRow = rowBytes(image, inBlock);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < width; col++) {
      let position = (col * inBlock + sample) * bits;
      let value = 0;
      for (let left = bits; left > 0;) {
        const byte = bytes[row * perRow + (position >> 3)];
        const offset = position & 7;
        const take = Math.min(8 - offset, left);
        value = value * 2 ** take + ((byte >> (8 - offset - take)) & ((1 << take) - 1));
        position += take;
        left -= take;
      }
      values[row * width + col] = value;
    }
  }
  return values;
}
