import type { Window } from '#core/grid/grid.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { canDecodeWindow, decodeWindow, planWindow } from '#host/raster/tiff/read/decode-window.ts';
import { deflateBytes, deflateTile, predictorFor } from '#host/raster/tiff/write/encode-tile.ts';
import { halve, halveMask } from '#host/raster/tiff/write/halve.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import { wordsOf } from '#host/raster/tiff/directory/words.ts';
import { nodataOf, type PyramidPlan } from './pyramid-plan.ts';

/** One row of tiles of one level, of some samples. */
export interface PyramidRowInput {
  plan: PyramidPlan;
  /** The source for level 0, else the pyramid itself as far as it is made. */
  path: string;
  level: number;
  row: number;
  samples: number[];
  /** Also the tiles of the mask. */
  withMask: boolean;
}

/** Compressed tiles one after the other: by sample from left to right, then those of the mask. */
export interface PyramidRow {
  bytes: Uint8Array;
  sizes: number[];
}

/** Source pixels of all samples that are worked on at once. */
const regionPixels = 2 ** 21;

/**
 * Makes a row of tiles: reads the image above it region by region, halves and compresses. Memory: the row of tiles, and
 * a region of about two million pixels. `breathe` is called between regions and may throw to stop.
 */
export async function makePyramidRow(
  input: PyramidRowInput,
  cache: BlockCache,
  breathe: () => Promise<void>,
): Promise<PyramidRow> {
  const { plan, level, row, samples, withMask } = input;
  const { tileSide, type } = plan;
  const { width, height } = plan.levels[level];
  const file = new TiffFile(input.path, cache);
  try {
    const image = level === 0 ? file.image : [file.image, ...file.overviews][level - 1];
    const rows = Math.min(tileSide, height - row * tileSide);
    const Type = wordsOf(type);
    const strips = samples.map(() => new Type(rows * width) as Samples);
    const maskStrip = plan.mask === 'mask' && withMask ? new Uint8Array(rows * width) : null;
    const area = {
      col: 0,
      row: 2 * row * tileSide,
      width: image.width,
      height: Math.min(2 * rows, image.height - 2 * row * tileSide),
    };
    for (const region of regionsOf(image, area, samples.length)) {
      await breathe();
      const mask = plan.mask === 'none' ? null : await file.readMask(image, region);
      const place = {
        col: region.col / 2,
        row: (region.row - area.row) / 2,
        width: Math.ceil(region.width / 2),
        height: Math.ceil(region.height / 2),
      };
      const half = new Type(place.width * place.height) as Samples;
      await withPixels(file, image, region, samples, planes =>
        samples.forEach((sample, s) => {
          const strip = {
            width: region.width,
            rows: region.height,
            type,
            nodata: nodataOf(plan, sample),
            mask: sample === plan.alpha ? null : mask,
          };
          halve(planes[s], half, strip, plan.halving[sample]);
          put(half, place, strips[s], width);
        }),
      );
      if (maskStrip && mask) {
        const halfMask = new Uint8Array(place.width * place.height);
        halveMask(mask, halfMask, region.width, region.height);
        put(halfMask, place, maskStrip, width);
      }
    }
    const tiles: Uint8Array[] = [];
    for (let left = 0; left < width; left += tileSide) {
      await breathe();
      strips.forEach((strip, s) => {
        tiles[s * Math.ceil(width / tileSide) + left / tileSide] = deflateTile(
          cutTile(strip, width, rows, left, tileSide),
          tileSide,
          tileSide,
          1,
          predictorFor(type, 'deflate'),
        );
      });
    }
    if (maskStrip)
      for (let left = 0; left < width; left += tileSide)
        tiles.push(deflateBytes(packMask(cutTile(maskStrip, width, rows, left, tileSide))));
    return joined(tiles);
  } finally {
    file.close();
  }
}

/** Calls `work` with the pixels of a window; no other window needs its blocks, so that nothing of them is kept. */
async function withPixels(
  file: TiffFile,
  image: Image,
  window: Window,
  samples: readonly number[],
  work: (planes: readonly Samples[]) => void,
): Promise<void> {
  // Uncompressed rows are read from the file as they are.
  if (image.compression === 1 || !canDecodeWindow(image))
    return work(await file.readWindow(image, window, samples));
  const plan = planWindow(image, window, samples);
  scratch.use(plan.room.bytes, plan.room.arrays, () => work(decodeWindow(plan)));
}

/**
 * Parts of an area that begin at even places, each of few pixels: whole rows for strips, and for tiles pieces that
 * begin where tiles do, so that few blocks are read twice.
 */
function regionsOf(image: Image, area: Window, samples: number): Window[] {
  const pixels = Math.max(2 ** 16, regionPixels / samples);
  const { blockWidth, blockHeight } = image;
  const even = (size: number) => (size % 2 ? size * 2 : size);
  let width = area.width;
  const height = even(blockHeight) * Math.max(1, Math.floor(pixels / area.width / even(blockHeight)));
  if (image.tiled && width * height > pixels)
    width = even(blockWidth) * Math.max(1, Math.floor(pixels / height / even(blockWidth)));
  const regions: Window[] = [];
  // Rows and columns of blocks count from the image's corner.
  for (let row = area.row; row < area.row + area.height; row += height - (row % height))
    for (let col = 0; col < area.width; col += width)
      regions.push({
        col,
        row,
        width: Math.min(width, area.width - col),
        height: Math.min(height - (row % height), area.row + area.height - row),
      });
  return regions;
}

/** Copies a part into a strip of `width` pixels per row. */
function put(part: Samples, place: Window, strip: Samples, width: number): void {
  for (let y = 0; y < place.height; y++)
    strip.set(
      part.subarray(y * place.width, (y + 1) * place.width) as never,
      (place.row + y) * width + place.col,
    );
}

/** A square tile; zeros beyond the image. */
function cutTile<T extends Samples>(strip: T, width: number, rows: number, left: number, side: number): T {
  const tile = new (strip.constructor as new (length: number) => T)(side * side);
  const cols = Math.min(side, width - left);
  for (let y = 0; y < rows; y++)
    tile.set(strip.subarray(y * width + left, y * width + left + cols) as never, y * side);
  return tile;
}

/** One bit per pixel, most significant first, 1 valid. */
function packMask(tile: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(tile.length / 8);
  for (let i = 0; i < tile.length; i++) if (tile[i] !== 0) bytes[i >> 3] |= 128 >> (i & 7);
  return bytes;
}

function joined(tiles: readonly Uint8Array[]): PyramidRow {
  const sizes = tiles.map(t => t.length);
  const bytes = new Uint8Array(sizes.reduce((a, b) => a + b, 0));
  let at = 0;
  for (const tile of tiles) {
    bytes.set(tile, at);
    at += tile.length;
  }
  return { bytes, sizes };
}
