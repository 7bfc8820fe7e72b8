import {
  applyFloatDifferences32,
  pickSample,
  undoDifferences16,
  undoFloatDifferences32,
} from '#core/wasm/decoders.ts';
import { workspace } from '#core/wasm/workspace.ts';
import { bytesOf, type Words } from '#host/raster/tiff/directory/words.ts';

/**
 * Undoes predictor 2 in place: each word was stored as the difference from the one `stride` before it in its row. Floats
 * are differences of their bit patterns. `all` lies in the workspace.
 */
export function undoHorizontalPredictor(all: Words, rows: number, perRow: number, stride: number): void {
  if (all instanceof BigUint64Array || all instanceof BigInt64Array) addBig(all, rows, perRow, stride);
  else if (all instanceof Float64Array)
    addBig(new BigUint64Array(all.buffer, all.byteOffset, all.length), rows, perRow, stride);
  else if (stride > 1 || !workspace.holds(all)) add(all, rows, perRow, stride);
  else if ((all instanceof Uint16Array || all instanceof Int16Array) && perRow % 8 === 0)
    undoDifferences16(all, rows, perRow);
  else {
    const size = all.BYTES_PER_ELEMENT as 1 | 2 | 4;
    pickSample(bytesOf(all), all, { rows, perRow, inBlock: 1, sample: 0, size }, true);
  }
}

function add(all: Words, rows: number, perRow: number, stride: number): void {
  const words = (
    all instanceof Float32Array ? new Uint32Array(all.buffer, all.byteOffset, all.length) : all
  ) as Uint32Array;
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
 * little-endian words of `size` bytes, in `into` where it can, else in place or in workspace that is taken. Changes `bytes`.
 */
export function undoFloatPredictor(
  bytes: Uint8Array,
  rows: number,
  words: number,
  stride: number,
  size: number,
  into?: Uint8Array,
): Uint8Array {
  if (stride === 1 && size === 4 && words % 16 === 0 && workspace.holds(bytes)) {
    const output = into ?? workspace.take(bytes.length);
    undoFloatDifferences32(bytes, output, rows, words);
    return output;
  }
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
  if (stride === 1 && size === 4 && words % 16 === 0)
    return workspace.use(bytes.length * 2, 2, () => {
      const input = workspace.take(bytes.length);
      const output = workspace.take(bytes.length);
      input.set(bytes);
      applyFloatDifferences32(input, output, rows, words);
      bytes.set(output);
    });
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
