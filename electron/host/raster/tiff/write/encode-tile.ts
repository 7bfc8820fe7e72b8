import { constants, deflate, deflateSync, zstdCompress } from 'node:zlib';
import type { PixelType } from '#core/scene/scene.ts';
import { encodeLzw } from '#host/raster/tiff/codec/lzw-encode.ts';
import { applyFloatPredictor, applyHorizontalPredictor } from '#host/raster/tiff/codec/predictor.ts';
import { bytesOf, isComplex, type Words } from '#host/raster/tiff/directory/words.ts';

export const compressions = ['deflate', 'zstd', 'lzw', 'none'] as const;
export type Compression = (typeof compressions)[number];

/** Values of tag 259. */
export const compressionTag: Record<Compression, number> = { deflate: 8, zstd: 50000, lzw: 5, none: 1 };

/**
 * Differences of neighbours for integers, split bytes for floats; none where nothing is compressed or numbers are
 * complex.
 */
export function predictorFor(type: PixelType, compression: Compression): 1 | 2 | 3 {
  if (compression === 'none' || isComplex(type)) return 1;
  return type.startsWith('Float') ? 3 : 2;
}

/**
 * Compresses a tile of `rows` rows of `perRow` words, `stride` samples side by side. Changes `words`. Deflate and
 * ZSTD run in the thread pool.
 */
export function encodeTile(
  words: Words,
  rows: number,
  perRow: number,
  stride: number,
  compression: Compression,
  predictor: 1 | 2 | 3,
): Promise<Uint8Array> {
  return compressBytes(predict(words, rows, perRow, stride, predictor), compression);
}

/** As `encodeTile`, with Deflate, in this thread. */
export function deflateTile(
  words: Words,
  rows: number,
  perRow: number,
  stride: number,
  predictor: 1 | 2 | 3,
): Uint8Array {
  return deflateBytes(predict(words, rows, perRow, stride, predictor));
}

export function deflateBytes(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, deflateOptions(bytes));
}

function predict(
  words: Words,
  rows: number,
  perRow: number,
  stride: number,
  predictor: 1 | 2 | 3,
): Uint8Array {
  if (predictor === 2) applyHorizontalPredictor(words, rows, perRow, stride);
  const bytes = bytesOf(words);
  if (predictor === 3) applyFloatPredictor(bytes, rows, perRow, stride, words.BYTES_PER_ELEMENT);
  return bytes;
}

/** One chunk that holds the result costs one turn of the thread pool. */
const chunkSizeFor = (bytes: Uint8Array) => Math.max(1024, bytes.length + (bytes.length >> 8) + 256);

const deflateOptions = (bytes: Uint8Array) => ({
  chunkSize: chunkSizeFor(bytes),
  level: 6,
  strategy: deflateStrategy(bytes),
});

export function compressBytes(bytes: Uint8Array, compression: Compression): Promise<Uint8Array> {
  if (compression === 'none') return Promise.resolve(bytes);
  if (compression === 'lzw') return Promise.resolve(encodeLzw(bytes));
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: Uint8Array) => (error ? reject(error) : resolve(result));
    if (compression === 'deflate') deflate(bytes, deflateOptions(bytes), done);
    else {
      const params = { [constants.ZSTD_c_compressionLevel]: 3 };
      zstdCompress(bytes, { chunkSize: chunkSizeFor(bytes), params }, done);
    }
  });
}

const sliceBytes = 2048;

/**
 * Differences of measured values hold few repeated strings: looking for runs only is then three times as fast and a few
 * per cent larger at most. Four slices of the tile are tried; the default strategy stays where it gains over 10 %.
 */
function deflateStrategy(bytes: Uint8Array): number {
  if (bytes.length < 16 * sliceBytes) return constants.Z_DEFAULT_STRATEGY;
  const sample = new Uint8Array(4 * sliceBytes);
  for (let i = 0; i < 4; i++) {
    const from = Math.floor(((2 * i + 1) * bytes.length) / 8);
    sample.set(bytes.subarray(from, from + sliceBytes), i * sliceBytes);
  }
  const runs = deflateSync(sample, { strategy: constants.Z_RLE }).length;
  return runs <= 1.1 * deflateSync(sample, { level: 6 }).length
    ? constants.Z_RLE
    : constants.Z_DEFAULT_STRATEGY;
}
