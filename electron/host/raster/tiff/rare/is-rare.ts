import { blockTable } from '#host/raster/tiff/codec/block-table.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';

/** CCITT rows, Group 3, Group 4, rows at words; LZMA. */
const rareCodecs = new Set([2, 3, 4, 32771, 34925]);
const lzw = 5;
const known = new WeakMap<Image, boolean>();

/** True where blocks are decoded by `rare/`, whose decoders are loaded when first needed. */
export function isRare(image: Image): boolean {
  let rare = known.get(image);
  if (rare === undefined) {
    rare = rareCodecs.has(image.compression) || (image.compression === lzw && beginsAsOldLzw(image));
    known.set(image, rare);
  }
  return rare;
}

/** Codes of nine bits, the first one 256: packed from the least significant bit on in files from before 1988. */
function beginsAsOldLzw(image: Image): boolean {
  const { offsets, counts } = blockTable(image);
  const { source } = image.header;
  const lowest = image.fillOrder === 2 ? 0x80 : 1;
  for (let block = 0; block < offsets.length; block++)
    if (offsets[block] > 0 && counts[block] >= 2 && offsets[block] + 2 <= source.bytes) {
      const [first, second] = source.read(offsets[block], 2);
      return first === 0 && (second & lowest) !== 0;
    }
  return false;
}
