import { BloomlineError } from '#core/foundation/errors.ts';
import { checkRange } from '#host/raster/tiff/source/check-range.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { say } from '#core/words/said.ts';
import { blockTable } from './block-table.ts';
import { decodeByLibrary } from './decode-by-library.ts';
import { decompress, decompressRare, needsLibrary, refuseImplausible } from './decompress.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { isRare } from '#host/raster/tiff/rare/is-rare.ts';
import { rowBytes } from './samples.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { bytesOf, fillWords, partsOf, wordsOf, type Words } from '#host/raster/tiff/directory/words.ts';

/**
 * Largest block that is decoded: a file that is one compressed strip above this size is refused rather than
 * swallowed.
 */
const maxBlockBytes = 2 ** 29;

/**
 * `toSamples` for numbers to compute with, `toPlanes` for numbers as stored. Works within `scratch.use` and may change
 * `bytes`; planes may lie there. It may write them to `into` where that is given.
 */
export type Split<T extends Words> = (
  image: Image,
  bytes: Uint8Array,
  rows: number,
  inBlock: number,
  wanted: readonly number[],
  into?: readonly T[],
) => T[];

/** A block of one plane: samples side by side, or one of a band-separate image. */
export interface PlaneBlock {
  /** Place in the tables of offsets and byte counts. */
  index: number;
  rows: number;
  /** Samples side by side in it. */
  inBlock: number;
  /** Which of these are wanted, from 0. */
  wanted: readonly number[];
}

/** Rows that a block really has: the last strip ends with the image, tiles are always whole. */
export function rowsOfBlock(image: Image, block: number): number {
  if (image.tiled) return image.blockHeight;
  return Math.min(
    image.blockHeight,
    image.height - Math.floor(block / image.blocksAcross) * image.blockHeight,
  );
}

/** What must be decoded for the wanted samples (from 0) of block `block`, counted along rows. */
export function planeBlocks(image: Image, block: number, wanted: readonly number[]): PlaneBlock[] {
  const rows = rowsOfBlock(image, block);
  if (image.interleave === 'pixel') return [{ index: block, rows, inBlock: image.samples, wanted }];
  const perPlane = image.blocksAcross * image.blocksDown;
  return wanted.map(sample => ({ index: block + sample * perPlane, rows, inBlock: 1, wanted: [0] }));
}

/**
 * Offset and bytes in the file, and bytes when decompressed. Throws `tiff-unsupported` above what is decoded,
 * `tiff-damaged` where it is a lie.
 */
export function placeOf(image: Image, { index, rows, inBlock }: PlaneBlock) {
  const { offsets, counts } = blockTable(image);
  const expected = rowBytes(image, inBlock) * rows;
  if (!(expected <= maxBlockBytes))
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      say('tiff.large-block', { bytes: expected, limit: maxBlockBytes }),
    );
  // Uncompressed strips may omit their byte counts.
  const count = counts[index] ?? (image.compression === 1 ? expected : 0);
  const offset = offsets[index] ?? 0;
  if (offset !== 0 && count !== 0) refuseImplausible(image, count, expected);
  const stored = image.compression === 1 ? Math.min(count, expected) : count;
  // Before room is made for it: the count may be a lie of gigabytes.
  if (offset !== 0) checkRange(image.header.source, offset, stored);
  return { offset, count: stored, expected };
}

/** Bytes of scratch memory that decoding a block takes at most, beside where its planes go. */
export const roomFor = ({ count, expected }: ReturnType<typeof placeOf>): number => count + 2 * expected;

/** Arrays that decoding takes from the scratch memory at most, beside the planes. */
export const decodingArrays = 3;

/** True for images whose decoders are loaded when they are needed: their blocks come later. */
export const isLoadedLater = (image: Image): boolean => needsLibrary(image.compression) || isRare(image);

/** One array per wanted sample of block `block` of the image, counted along rows. Arrays are the caller's own. */
export function decodeBlock<T extends Words>(
  image: Image,
  block: number,
  wanted: readonly number[],
  split: Split<T>,
): T[] | Promise<T[]> {
  const planes = planeBlocks(image, block, wanted).map(plane => decodePlane(image, plane, split));
  return planes.some(p => p instanceof Promise)
    ? Promise.all(planes).then(all => all.flat())
    : (planes as T[][]).flat();
}

function decodePlane<T extends Words>(image: Image, block: PlaneBlock, split: Split<T>): T[] | Promise<T[]> {
  const place = placeOf(image, block);
  const { offset, count, expected } = place;
  const planeBytes =
    block.rows * image.blockWidth * wordsOf(image.type).BYTES_PER_ELEMENT * partsOf(image.type);
  const here = (work: () => T[]) =>
    scratch.use(roomFor(place) + planeBytes * block.wanted.length, decodingArrays + block.wanted.length, () =>
      work().map(plane => (scratch.holds(plane) ? plane.slice() : plane) as T),
    );
  if (offset !== 0 && count !== 0 && isLoadedLater(image)) {
    const stored = image.header.source.read(offset, count);
    const decoded = needsLibrary(image.compression)
      ? decodeByLibrary(image, stored, expected, block.rows)
      : decompressRare(image, stored, expected);
    return decoded.then(bytes =>
      here(() => split(image, inWorkspace(bytes), block.rows, block.inBlock, block.wanted)),
    );
  }
  return here(() => decodeHere(image, block, split));
}

function inWorkspace(bytes: Uint8Array): Uint8Array {
  const copy = scratch.take(bytes.length);
  copy.set(bytes);
  return copy;
}

/**
 * As `decodeBlock` for one plane, within `scratch.use` with at least `roomFor` it: planes may lie in the scratch
 * memory, in `into` where they can come to lie there. `stored` are its bytes where they are read already. Not for
 * images that are `isLoadedLater`.
 */
export function decodeHere<T extends Words>(
  image: Image,
  block: PlaneBlock,
  split: Split<T>,
  into?: readonly T[],
  stored?: Uint8Array,
): T[] {
  const { offset, count, expected } = placeOf(image, block);
  const { rows, inBlock, wanted } = block;
  // A block that was never written has no place in the file: it is all nodata, or zero.
  if (offset === 0 || count === 0) return sparse(image, rows, wanted, split);
  const input = stored ?? image.header.source.read(offset, count, scratch.take(count));
  const whole = into && inBlock === 1 && into[0].byteLength === expected && image.predictor !== 3;
  const output = whole ? bytesOf(into[0]) : null;
  const bytes = decompress(image, input, expected, output);
  return split(image, bytes, rows, inBlock, wanted, into);
}

function sparse<T extends Words>(
  image: Image,
  rows: number,
  wanted: readonly number[],
  split: Split<T>,
): T[] {
  const words = new (wordsOf(image.type))(rows * image.blockWidth * partsOf(image.type));
  const text = (image.directory.text(tag.gdalNodata) ?? '').trim();
  const value = Number(/^[-+]?nan$/i.test(text) ? NaN : text);
  if (text !== '' && !(Number.isNaN(value) && !/nan/i.test(text))) fillWords(words, value);
  // As a block of one stored plane, so that it takes the same way to numbers as any other.
  const plain: Image = {
    ...image,
    bits: words.BYTES_PER_ELEMENT * 8 * partsOf(image.type),
    type: image.type === 'Float16' ? 'Float32' : image.type,
    sampleFormat: image.type === 'Float16' ? 3 : image.sampleFormat,
    predictor: 1,
    header: { ...image.header, little: true },
  };
  const bytes = new Uint8Array(words.buffer);
  return wanted.map(() => split(plain, bytes, rows, 1, [0])[0]);
}
