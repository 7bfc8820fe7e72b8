import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { rowBytes } from './samples.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';

/**
 * Where the blocks of an image are: offset and length in bytes, planes of a band-separate image one after the other.
 */
export interface BlockTable {
  offsets: ArrayLike<number>;
  counts: ArrayLike<number>;
}

const tables = new WeakMap<Image, BlockTable>();

/** Read once per image. Throws `tiff-damaged` where it has fewer entries than the size asks for. */
export function blockTable(image: Image): BlockTable {
  let table = tables.get(image);
  if (!table) {
    table = image.chopped ? choppedTable(image) : readTable(image);
    tables.set(image, table);
  }
  return table;
}

function tagsOf(image: Image): [number, number] {
  return image.tiled ? [tag.tileOffsets, tag.tileByteCounts] : [tag.stripOffsets, tag.stripByteCounts];
}

function readTable(image: Image): BlockTable {
  const [offsetsTag, countsTag] = tagsOf(image);
  const planes = image.interleave === 'band' ? image.samples : 1;
  const blocks = image.blocksAcross * image.blocksDown * planes;
  const found = image.directory.count(offsetsTag);
  if (found < blocks)
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      say('tiff.block-offsets', { count: blocks, tag: offsetsTag, found }),
    );
  return { offsets: image.directory.numbers(offsetsTag), counts: image.directory.numbers(countsTag) };
}

/** One long strip per plane, as the short strips that it is read in. */
function choppedTable(image: Image): BlockTable {
  const [offsetsTag] = tagsOf(image);
  const planes = image.interleave === 'band' ? image.samples : 1;
  const starts = image.directory.numbers(offsetsTag);
  if (starts.length < planes)
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      say('tiff.strip-offsets', { count: planes, tag: offsetsTag, found: starts.length }),
    );
  const perRow = rowBytes(image, image.interleave === 'band' ? 1 : image.samples);
  const down = image.blocksDown;
  if (down * planes > 2 ** 26)
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      say('tiff.long-strip', { rows: image.height }),
    );
  const offsets = new Float64Array(planes * down);
  const counts = new Float64Array(planes * down);
  for (let i = 0; i < offsets.length; i++) {
    const first = (i % down) * image.blockHeight;
    const start = starts[Math.floor(i / down)];
    offsets[i] = start === 0 ? 0 : start + first * perRow;
    counts[i] = Math.min(image.blockHeight, image.height - first) * perRow;
  }
  return { offsets, counts };
}
