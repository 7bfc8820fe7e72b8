import type { Window } from '#core/grid/grid.ts';
import { blockTable } from '#host/raster/tiff/codec/block-table.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';

/** Bytes and blocks that are fetched ahead at most. */
const aheadBytes = 16 * 2 ** 20;
const aheadBlocks = 64;

/** The blocks that a window touches, along rows. */
export function blocksOf(image: Image, { col, row, width, height }: Window): number[] {
  const { blockWidth, blockHeight, blocksAcross } = image;
  const blocks: number[] = [];
  for (let y = Math.floor(row / blockHeight); y * blockHeight < row + height; y++)
    for (let x = Math.floor(col / blockWidth); x * blockWidth < col + width; x++)
      blocks.push(y * blocksAcross + x);
  return blocks;
}

/** Asks the source for the bytes of blocks, before they are read one by one. */
export function prefetchBlocks(image: Image, blocks: readonly number[], wanted: readonly number[]): void {
  const { source } = image.header;
  const { offsets, counts } = blockTable(image);
  const planes = image.interleave === 'band' ? wanted : [0];
  source.prefetch?.(
    planes.flatMap(plane =>
      blocks.flatMap(block => {
        const index = plane * image.blocksAcross * image.blocksDown + block;
        return offsets[index] > 0 ? [[offsets[index], counts[index] ?? 0] as const] : [];
      }),
    ),
  );
}

/** To be called before each block of a list is read: fetches the next ones, some at once. */
export function aheadOf(
  image: Image,
  blocks: readonly number[],
  samples: number,
  fetch: (blocks: readonly number[]) => void,
): () => void {
  if (!image.header.source.prefetch || blocks.length === 0) return () => {};
  const { counts } = blockTable(image);
  const each = Math.max(1, counts[blocks[0]] ?? 1) * (image.interleave === 'band' ? samples : 1);
  const atOnce = Math.max(1, Math.min(aheadBlocks, Math.floor(aheadBytes / each)));
  let at = 0;
  return () => {
    if (at % atOnce === 0) fetch(blocks.slice(at, at + atOnce));
    at++;
  };
}
