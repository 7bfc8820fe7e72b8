import { undoFloatDifferences32 } from '#core/wasm/float-predictor.ts';
import { scratch } from '#core/wasm/scratch.ts';
import type { Words } from '#host/raster/tiff/directory/words.ts';

/**
 * Undoes predictor 2 in place: each word was stored as the difference from the one `stride` before it in its row.
 * Floats are differences of their bit patterns.
 */
export function undoHorizontalPredictor(all: Words, rows: number, perRow: number, stride: number): void {
  if (all instanceof BigUint64Array || all instanceof BigInt64Array) addBig(all, rows, perRow, stride);
  else if (all instanceof Float64Array)
    addBig(new BigUint64Array(all.buffer, all.byteOffset, all.length), rows, perRow, stride);
  else if (stride > 1) add(bitsOf(all), rows, perRow, stride);
  else {
    const words = bitsOf(all);
    pickSample(words, words, { rows, perRow, inBlock: 1, sample: 0 }, true);
  }
}

export type Bits = Uint8Array | Uint16Array | Uint32Array;

/** The bit patterns of words of 8, 16 or 32 bits. */
export function bitsOf({ buffer, byteOffset, length, BYTES_PER_ELEMENT: size }: Words): Bits {
  if (size === 1) return new Uint8Array(buffer, byteOffset, length);
  if (size === 2) return new Uint16Array(buffer, byteOffset, length);
  return new Uint32Array(buffer, byteOffset, length);
}

/** Copies sample `sample` of `inBlock` that lie side by side; with `differences` predictor 2 is undone on the way. */
export function pickSample(
  words: Bits,
  output: Bits,
  layout: { rows: number; perRow: number; inBlock: number; sample: number },
  differences: boolean,
): void {
  const { rows, perRow, inBlock, sample } = layout;
  for (let row = 0, from = sample, to = 0; row < rows; row++) {
    const end = to + perRow;
    // A sum that is held is several times as fast as one that is read back from the row.
    if (differences)
      for (let sum = 0; to < end; to++, from += inBlock) output[to] = sum = (sum + words[from]) | 0;
    else for (; to < end; to++, from += inBlock) output[to] = words[from];
  }
}

function add(words: Bits, rows: number, perRow: number, stride: number): void {
  for (let row = 0; row < rows; row++)
    for (let i = row * perRow + stride, end = (row + 1) * perRow; i < end; i++) words[i] += words[i - stride];
}

function addBig(words: BigUint64Array | BigInt64Array, rows: number, perRow: number, stride: number): void {
  for (let row = 0; row < rows; row++)
    for (let i = row * perRow + stride, end = (row + 1) * perRow; i < end; i++) words[i] += words[i - stride];
}

/** Applies predictor 2 in place: from the end of each row, so that every difference sees stored neighbours. */
export function applyHorizontalPredictor(all: Words, rows: number, perRow: number, stride: number): void {
  if (all instanceof Float64Array)
    return applyHorizontalPredictor(
      new BigUint64Array(all.buffer, all.byteOffset, all.length),
      rows,
      perRow,
      stride,
    );
  if (all instanceof Float32Array)
    return applyHorizontalPredictor(
      new Uint32Array(all.buffer, all.byteOffset, all.length),
      rows,
      perRow,
      stride,
    );
  if (all instanceof Uint16Array) return subtract16(all, rows, perRow, stride);
  const words = all as Uint32Array;
  for (let row = 0; row < rows; row++)
    for (let i = (row + 1) * perRow - 1, first = row * perRow + stride; i >= first; i--)
      words[i] -= words[i - stride];
}

function subtract16(words: Uint16Array, rows: number, perRow: number, stride: number): void {
  for (let row = 0; row < rows; row++)
    for (let i = (row + 1) * perRow - 1, first = row * perRow + stride; i >= first; i--)
      words[i] -= words[i - stride];
}

/**
 * Undoes predictor 3: bytes of a row were split by significance (most significant first) and differenced. Gives
 * little-endian words of `size` bytes, in `into` where it can, else in place or in scratch memory that is taken.
 * Changes `bytes`.
 */
export function undoFloatPredictor(
  bytes: Uint8Array,
  rows: number,
  words: number,
  stride: number,
  size: number,
  into?: Uint8Array,
): Uint8Array {
  if (stride === 1 && size === 4 && words % 16 === 0 && scratch.holds(bytes)) {
    const output = into ?? scratch.take(bytes.length);
    undoFloatDifferences32(bytes, output, rows, words);
    return output;
  }
  const rowLength = words * size;
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(row * rowLength, (row + 1) * rowLength);
    undoHorizontalPredictor(line, 1, rowLength, stride);
    const planes = line.slice();
    for (let byte = 0; byte < size; byte++)
      for (let i = 0, to = size - 1 - byte; i < words; i++, to += size) line[to] = planes[byte * words + i];
  }
  return bytes;
}

/** Applies predictor 3 in place to little-endian words of `size` bytes. */
export function applyFloatPredictor(
  bytes: Uint8Array,
  rows: number,
  words: number,
  stride: number,
  size: number,
): void {
  const rowLength = words * size;
  const planes = new Uint8Array(rowLength);
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(row * rowLength, (row + 1) * rowLength);
    for (let byte = 0; byte < size; byte++)
      for (let i = 0, from = size - 1 - byte; i < words; i++, from += size)
        planes[byte * words + i] = line[from];
    line.set(planes.subarray(0, stride));
    for (let i = stride; i < rowLength; i++) line[i] = planes[i] - planes[i - stride];
  }
}
