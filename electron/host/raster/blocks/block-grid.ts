import type { Window } from '#core/grid/grid.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** How a picture is cut into blocks, counted along rows; all have blockWidth × blockHeight places. */
export interface BlockGrid {
  width: number;
  height: number;
  blockWidth: number;
  blockHeight: number;
  blocksAcross: number;
}

/**
 * The pixels of a window out of the blocks it touches, one array per sample, row-major. `readBlock` gives one array
 * per sample of a block; it is asked once for each, along rows.
 */
export async function windowOfBlocks(
  grid: BlockGrid,
  window: Window,
  readBlock: (block: number) => Samples[] | Promise<Samples[]>,
): Promise<Samples[]> {
  const { blockWidth, blockHeight, blocksAcross } = grid;
  let out: Samples[] | null = null;
  const firstX = Math.floor(window.col / blockWidth);
  const lastX = Math.floor((window.col + window.width - 1) / blockWidth);
  const firstY = Math.floor(window.row / blockHeight);
  const lastY = Math.floor((window.row + window.height - 1) / blockHeight);
  for (let by = firstY; by <= lastY; by++) {
    for (let bx = firstX; bx <= lastX; bx++) {
      const result = readBlock(by * blocksAcross + bx);
      const planes = result instanceof Promise ? await result : result;
      // One whole block is handed on as it is.
      if (
        firstX === lastX &&
        firstY === lastY &&
        window.width === blockWidth &&
        window.width * window.height === planes[0].length
      )
        return planes;
      out ??= planes.map(
        p => new (p.constructor as new (n: number) => Float64Array)(window.width * window.height) as Samples,
      );
      const x0 = Math.max(window.col, bx * blockWidth);
      const x1 = Math.min(window.col + window.width, (bx + 1) * blockWidth);
      const y0 = Math.max(window.row, by * blockHeight);
      const y1 = Math.min(window.row + window.height, (by + 1) * blockHeight);
      planes.forEach((plane, i) => {
        const target = out![i];
        for (let y = y0; y < y1; y++) {
          const from = (y - by * blockHeight) * blockWidth + (x0 - bx * blockWidth);
          target.set(
            plane.subarray(from, from + (x1 - x0)) as never,
            (y - window.row) * window.width + (x0 - window.col),
          );
        }
      });
    }
  }
  return out!;
}
