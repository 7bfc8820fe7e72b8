import type { Window } from '#core/grid/grid.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { blockTable } from '#host/raster/tiff/codec/block-table.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import type { Run } from './sample-pixels.ts';
import { toSamples, type Samples } from '#host/raster/tiff/codec/samples.ts';
import { partsOf, wordsOf, type Words } from '#host/raster/tiff/directory/words.ts';

/**
 * A window of an uncompressed image, read row by row and nothing beside it; row-major, one array per wanted sample.
 * Null where the bytes do not lie as they are (compression, predictor, packed bits, blocks that were never written).
 */
export function readRawWindow(image: Image, window: Window, wanted: readonly number[]): Samples[] | null {
  const { bits, interleave, samples } = image;
  const together = interleave === 'pixel';
  const pixel = (bits / 8) * (together ? samples : 1);
  const bytes = window.width * window.height * pixel;
  if (!isRaw(image) || bytes > mostBytes) return null;
  const asBlock: Image = { ...image, blockWidth: window.width };
  const planes: Samples[] = [];
  for (const plane of together ? [0] : wanted) {
    const inPlane = together ? wanted : [0];
    // The bytes, another copy of them at most, and the samples that are picked out.
    const room = 2 * bytes + inPlane.length * window.width * window.height * 8;
    const read = scratch.use(room, 3 + inPlane.length, () => {
      const raw = scratch.take(bytes);
      if (!readPlane(image, window, plane, pixel, raw)) return null;
      const picked = toSamples(asBlock, raw, window.height, together ? samples : 1, inPlane);
      return picked.map(p => (scratch.holds(p) ? p.slice() : p));
    });
    if (!read) return null;
    planes.push(...read);
  }
  return planes;
}

/** Larger windows are read block by block. */
const mostBytes = 2 ** 27;

/** True where pixels stand in the file as they are in memory, but for the order of their bytes. */
const isRaw = ({ compression, predictor, bits, fillOrder }: Image): boolean =>
  compression === 1 && predictor === 1 && bits % 8 === 0 && fillOrder === 1;

/**
 * Reads only the rows of an uncompressed image that places lie on. Answers false, with nothing read, where pixels do
 * not stand in the file as typed arrays hold them.
 */
export function sampleRawRows(
  image: Image,
  runs: readonly Run[],
  cols: Int32Array,
  rows: Int32Array,
  wanted: readonly number[],
  out: readonly Float64Array[],
): boolean {
  const { type, blockWidth, blockHeight, blocksAcross, blocksDown, samples, interleave } = image;
  const plain =
    image.header.little && partsOf(type) === 1 && ![24, 64].includes(image.bits) && type !== 'Float16';
  if (!isRaw(image) || !plain) return false;
  const { offsets, counts } = blockTable(image);
  const together = interleave === 'pixel';
  const stride = together ? samples : 1;
  const row = new (wordsOf(type))(blockWidth * stride) as Exclude<Words, BigInt64Array | BigUint64Array>;
  const bytes = new Uint8Array(row.buffer);
  const rowLength = bytes.length;
  const planes = together ? [0] : wanted;
  const indexOf = (block: number, plane: number) => plane * blocksAcross * blocksDown + block;
  for (const { block } of runs)
    for (const plane of planes) {
      const index = indexOf(block, plane);
      if (!(offsets[index] > 0) || (counts[index] !== undefined && counts[index] < rowLength)) return false;
    }
  for (const { block, from, to } of runs) {
    const top = Math.floor(block / blocksAcross) * blockHeight;
    const left = (block % blocksAcross) * blockWidth;
    for (let i = from, end = from; i < to; i = end) {
      while (end < to && rows[end] === rows[i]) end++;
      for (const plane of planes) {
        const at = offsets[indexOf(block, plane)] + (rows[i] - top) * rowLength;
        image.header.source.read(at, rowLength, bytes);
        wanted.forEach((sample, w) => {
          if (together) pickFromRow(row, stride, left * stride - sample, cols, i, end, out[w]);
          else if (sample === plane) pickFromRow(row, stride, left, cols, i, end, out[w]);
        });
      }
    }
  }
  return true;
}

/** Pieces that follow each other in the file are read at once. */
function readPlane(image: Image, window: Window, plane: number, pixel: number, bytes: Uint8Array): boolean {
  const { blockWidth, blockHeight, blocksAcross, blocksDown, height } = image;
  const { offsets, counts } = blockTable(image);
  const { source } = image.header;
  const right = window.col + window.width;
  const pieces: [number, number][] = [];
  let last: [number, number] = [-1, 0];
  for (let row = window.row; row < window.row + window.height; row++) {
    const by = Math.floor(row / blockHeight);
    const inRow = row - by * blockHeight;
    const rows = image.tiled ? blockHeight : Math.min(blockHeight, height - by * blockHeight);
    for (let col = window.col; col < right;) {
      const bx = Math.floor(col / blockWidth);
      const index = (plane * blocksDown + by) * blocksAcross + bx;
      const whole = rows * blockWidth * pixel;
      if (!(offsets[index] > 0) || (counts[index] ?? whole) < whole) return false;
      const end = Math.min(right, (bx + 1) * blockWidth);
      const start = offsets[index] + (inRow * blockWidth + col - bx * blockWidth) * pixel;
      if (start === last[0] + last[1]) last[1] += (end - col) * pixel;
      else pieces.push((last = [start, (end - col) * pixel]));
      col = end;
    }
  }
  source.prefetch?.(pieces);
  let at = 0;
  for (const [from, length] of pieces) {
    source.read(from, length, bytes.subarray(at, at + length));
    at += length;
  }
  return true;
}

/** Places [from, to) of one row; `first` is what the place in the row is counted from. */
function pickFromRow(
  row: ArrayLike<number>,
  stride: number,
  first: number,
  cols: Int32Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  for (let i = from; i < to; i++) into[i] = row[cols[i] * stride - first];
}
