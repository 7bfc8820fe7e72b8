import { undoDifferences16, undoFloatDifferences32 } from './undo-predictor.ts';
import type { Words } from './words.ts';

/** Undoes predictor 2: each word was stored as the difference from the one `stride` before it in its row. */
export function undoHorizontalPredictor(all: Words, rows: number, perRow: number, stride: number): void {
  if (all instanceof BigUint64Array || all instanceof BigInt64Array) addBig(all, rows, perRow, stride);
  else if (all instanceof Float64Array)
    addBig(new BigUint64Array(all.buffer, all.byteOffset, all.length), rows, perRow, stride);
  // Float samples with predictor 2 are differences of their bit patterns.
  else if (all instanceof Float32Array)
    add(new Uint32Array(all.buffer, all.byteOffset, all.length), rows, perRow, stride);
  else if ((all instanceof Uint16Array || all instanceof Int16Array) && stride === 1 && perRow % 8 === 0)
    undoDifferences16(all, rows, perRow);
  else if (all instanceof Uint16Array) add16(all, rows, perRow, stride);
  else add(all as Uint32Array, rows, perRow, stride);
}

function add(words: Uint32Array, rows: number, perRow: number, stride: number): void {
  for (let row = 0; row < rows; row++)
    for (let i = row * perRow + stride, end = (row + 1) * perRow; i < end; i++) words[i] += words[i - stride];
}

/** The common case, kept monomorphic. */
function add16(words: Uint16Array, rows: number, perRow: number, stride: number): void {
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
 * Undoes predictor 3 in place: bytes of a row were split by significance (most significant first) and differenced.
 * Leaves little-endian words of `size` bytes.
 */
export function undoFloatPredictor(
  bytes: Uint8Array,
  rows: number,
  words: number,
  stride: number,
  size: number,
): void {
  if (stride === 1 && size === 4 && words % 16 === 0) return undoFloatDifferences32(bytes, rows, words);
  const rowLength = words * size;
  const copy = new Uint8Array(rowLength);
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(row * rowLength, (row + 1) * rowLength);
    for (let i = stride; i < rowLength; i++) line[i] += line[i - stride];
    copy.set(line);
    for (let byte = 0; byte < size; byte++) {
      const from = byte * words;
      for (let i = 0, to = size - 1 - byte; i < words; i++, to += size) line[to] = copy[from + i];
    }
  }
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
  const copy = new Uint8Array(rowLength);
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(row * rowLength, (row + 1) * rowLength);
    copy.set(line);
    for (let byte = 0; byte < size; byte++) {
      const to = byte * words;
      for (let i = 0, from = size - 1 - byte; i < words; i++, from += size) line[to + i] = copy[from];
    }
    for (let i = rowLength - 1; i >= stride; i--) line[i] -= line[i - stride];
  }
}
