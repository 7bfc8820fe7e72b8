import type { BlockGrid } from '#host/raster/blocks/block-grid.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import { partsOf, wordsOf } from '#host/raster/tiff/directory/words.ts';

/** Places [from, to) of a list of pixels that lie in one block. */
export interface Run {
  block: number;
  from: number;
  to: number;
}

/** The places inside of the image, by block, so that each block is decoded once. */
export function runsByBlock(image: BlockGrid, cols: Int32Array, rows: Int32Array): Run[] {
  const { width, height, blockWidth, blockHeight, blocksAcross } = image;
  const runs: Run[] = [];
  let run: Run = { block: -1, from: 0, to: 0 };
  // The pixels of the run's block, so that most places ask for no division.
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (let i = 0; i < cols.length; i++) {
    const col = cols[i];
    const row = rows[i];
    if (col < 0 || row < 0 || col >= width || row >= height) continue;
    const isInside = col >= left && col < right && row >= top && row < bottom;
    if (isInside && run.to === i) {
      run.to++;
      continue;
    }
    left = col - (col % blockWidth);
    top = row - (row % blockHeight);
    [right, bottom] = [left + blockWidth, top + blockHeight];
    run = { block: (top / blockHeight) * blocksAcross + left / blockWidth, from: i, to: i + 1 };
    runs.push(run);
  }
  return runs.sort((a, b) => a.block - b.block || a.from - b.from);
}

/** Copies the pixels of a block to the places of a run. */
export function pickPixels(
  image: BlockGrid,
  plane: Samples,
  { block, from, to }: Run,
  cols: Int32Array,
  rows: Int32Array,
  into: Float64Array,
): void {
  const first = Math.floor(block / image.blocksAcross) * image.blockHeight;
  const left = (block % image.blocksAcross) * image.blockWidth;
  for (let i = from; i < to; i++) into[i] = plane[(rows[i] - first) * image.blockWidth + cols[i] - left];
}

/** Sketches are at most this many pixels wide and high. */
const sketchSide = 2048;

/**
 * Every n-th pixel of one sample of an image without overviews, n a power of two. It fills as blocks are decoded, so
 * that no block is decoded twice for the views that show a large part of the image.
 */
export class Sketch {
  readonly factor: number;
  readonly #width: number;
  readonly #values: Samples;
  readonly #done: Uint8Array;

  constructor(image: Image, factor: number) {
    this.factor = factor;
    this.#width = Math.ceil(image.width / factor);
    const pixels = this.#width * Math.ceil(image.height / factor);
    const Type = partsOf(image.type) === 2 || image.bits === 64 ? Float64Array : wordsOf(image.type);
    this.#values = new (Type as new (length: number) => Samples)(pixels);
    this.#done = new Uint8Array(image.blocksAcross * image.blocksDown);
  }

  get byteLength(): number {
    return this.#values.byteLength + this.#done.byteLength;
  }

  has(block: number): boolean {
    return this.#done[block] !== 0;
  }

  /** Keeps the pixels of a decoded block that belong to the sketch. */
  keep(image: Image, block: number, plane: Samples): void {
    const { blockWidth, blockHeight, blocksAcross } = image;
    const top = Math.floor(block / blocksAcross) * blockHeight;
    const left = (block % blocksAcross) * blockWidth;
    const bottom = Math.min(image.height, top + blockHeight);
    const right = Math.min(image.width, left + blockWidth);
    for (let y = Math.floor(top / this.factor); ; y++) {
      const row = sketchPlace(y, this.factor, image.height);
      if (row >= bottom) break;
      if (row >= top)
        for (let x = Math.floor(left / this.factor); ; x++) {
          const col = sketchPlace(x, this.factor, image.width);
          if (col >= right) break;
          if (col >= left) this.#values[y * this.#width + x] = plane[(row - top) * blockWidth + col - left];
          if (col === image.width - 1) break;
        }
      if (row === image.height - 1) break;
    }
    this.#done[block] = 1;
  }

  /** Copies the pixels at places that were moved onto the sketch. */
  pick({ from, to }: Run, cols: Int32Array, rows: Int32Array, into: Float64Array): void {
    const shift = Math.log2(this.factor);
    for (let i = from; i < to; i++)
      into[i] = this.#values[(rows[i] >> shift) * this.#width + (cols[i] >> shift)];
  }
}

/** The factor of an image's sketch; 1 where it is small enough to be read as it is. */
export function sketchFactor(image: Image): number {
  let factor = 1;
  while (Math.max(image.width, image.height) > sketchSide * factor) factor *= 2;
  return factor;
}

/** Columns or rows moved to the next ones that a sketch holds. */
export function ontoSketch(places: Int32Array, factor: number, size: number): Int32Array {
  return places.map(p => (p < 0 ? p : sketchPlace(Math.floor(p / factor), factor, size)));
}

const sketchPlace = (n: number, factor: number, size: number): number =>
  Math.min(size - 1, n * factor + (factor >> 1));
