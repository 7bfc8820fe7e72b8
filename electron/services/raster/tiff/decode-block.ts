import { BloomlineError } from '#core/contract/errors.ts';
import { blockTable } from './block-table.ts';
import { decompress } from './decompress.ts';
import type { Image } from './image.ts';
import { rowBytes } from './samples.ts';
import { tag } from './tags.ts';
import { fillWords, partsOf, wordsOf, type Words } from './words.ts';

/** Largest block that is decoded: a file that is one compressed strip above this size is refused rather than swallowed. */
const maxBlockBytes = 2 ** 29;

/** `toSamples` for numbers to compute with, `toPlanes` for numbers as stored. */
export type Split<T extends Words> = (
  image: Image,
  bytes: Uint8Array,
  rows: number,
  inBlock: number,
  wanted: readonly number[],
) => T[];

/** Rows that a block really has: the last strip ends with the image, tiles are always whole. */
export function rowsOfBlock(image: Image, block: number): number {
  if (image.tiled) return image.blockHeight;
  return Math.min(
    image.blockHeight,
    image.height - Math.floor(block / image.blocksAcross) * image.blockHeight,
  );
}

/** One array per wanted sample (from 0) of block `block` of the image, counted along rows. */
export function decodeBlock<T extends Words>(
  image: Image,
  block: number,
  wanted: readonly number[],
  split: Split<T>,
): T[] | Promise<T[]> {
  if (image.interleave === 'pixel') return decodePlane(image, block, block, image.samples, wanted, split);
  const planes = wanted.map(sample =>
    decodePlane(image, block, block + sample * image.blocksAcross * image.blocksDown, 1, [0], split),
  );
  return planes.some(p => p instanceof Promise)
    ? Promise.all(planes).then(all => all.map(p => p[0]))
    : planes.map(p => (p as T[])[0]);
}

function decodePlane<T extends Words>(
  image: Image,
  block: number,
  index: number,
  inBlock: number,
  wanted: readonly number[],
  split: Split<T>,
): T[] | Promise<T[]> {
  const { offsets, counts } = blockTable(image);
  const rows = rowsOfBlock(image, block);
  const expected = rowBytes(image, inBlock) * rows;
  if (!(expected <= maxBlockBytes))
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      `one block holds ${expected} bytes; the limit is ${maxBlockBytes}`,
    );
  const offset = offsets[index] ?? 0;
  // Uncompressed strips may omit their byte counts.
  const count = counts[index] ?? (image.compression === 1 ? expected : 0);
  // A block that was never written has no place in the file: it is all nodata, or zero.
  if (offset === 0 || count === 0) return sparse(image, rows, wanted, split);
  const input = image.header.source.read(offset, image.compression === 1 ? Math.min(count, expected) : count);
  const bytes = decompress(image, input, expected, rows);
  return bytes instanceof Promise
    ? bytes.then(b => split(image, b, rows, inBlock, wanted))
    : split(image, bytes, rows, inBlock, wanted);
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
