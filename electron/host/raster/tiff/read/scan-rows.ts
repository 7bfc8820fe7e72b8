import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { decodeBlock, rowsOfBlock } from '#host/raster/tiff/codec/decode-block.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { toPlanes } from '#host/raster/tiff/codec/samples.ts';
import { partsOf, pixelBytes, wordsOf, type Words } from '#host/raster/tiff/directory/words.ts';

/** Rows [row, row + rows) of an image: one array per wanted sample, as stored, row-major, `width` pixels per row. */
export interface RowBand {
  row: number;
  rows: number;
  planes: Words[];
}

/** Memory that one band of rows may take. */
const maxBandBytes = 2 ** 30;

/**
 * The image from top to bottom, one row of blocks at a time, every block decoded once. The arrays are reused for the
 * next band: what is to be kept must be copied.
 */
export async function* scanRows(image: Image, wanted: readonly number[]): AsyncGenerator<RowBand> {
  const { width, height, blockWidth, blockHeight, blocksAcross } = image;
  const parts = partsOf(image.type);
  const bytes = bandBytes(image, wanted.length);
  if (bytes > maxBandBytes)
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      say('tiff.long-row', { bytes, limit: maxBandBytes }),
    );
  const single = blocksAcross === 1 && blockWidth === width;
  const Type = wordsOf(image.type);
  const buffers = single
    ? []
    : wanted.map(() => new Type(width * Math.min(blockHeight, height) * parts) as Float64Array);
  for (let by = 0; by < image.blocksDown; by++) {
    const row = by * blockHeight;
    const rows = Math.min(blockHeight, height - row);
    if (single) {
      const planes = await decodeBlock(image, by, wanted, toPlanes);
      yield { row, rows, planes: planes.map(p => p.subarray(0, rows * width * parts) as Words) };
      continue;
    }
    for (let bx = 0; bx < blocksAcross; bx++) {
      const block = by * blocksAcross + bx;
      const result = decodeBlock(image, block, wanted, toPlanes);
      const planes = result instanceof Promise ? await result : result;
      const cols = Math.min(blockWidth, width - bx * blockWidth) * parts;
      const usable = Math.min(rows, rowsOfBlock(image, block));
      planes.forEach((plane, i) => {
        const target = buffers[i];
        const source = plane as Float64Array;
        for (let y = 0; y < usable; y++) {
          const from = y * blockWidth * parts;
          target.set(source.subarray(from, from + cols), (y * width + bx * blockWidth) * parts);
        }
      });
    }
    yield { row, rows, planes: buffers.map(b => b.subarray(0, rows * width * parts)) };
  }
}

/** Bytes of a row of blocks with `samples` samples, decoded. */
export function bandBytes(image: Image, samples: number): number {
  return image.width * Math.min(image.blockHeight, image.height) * samples * pixelBytes(image.type);
}
