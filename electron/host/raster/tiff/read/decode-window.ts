import type { Window } from '#core/grid/grid.ts';
import { scratch } from '#core/wasm/scratch.ts';
import {
  decodeHere,
  decodingArrays,
  isLoadedLater,
  placeOf,
  planeBlocks,
  roomFor,
  rowsOfBlock,
  type PlaneBlock,
} from '#host/raster/tiff/codec/decode-block.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { isPlain, toSamples, type Samples } from '#host/raster/tiff/codec/samples.ts';
import { bytesOf, wordsOf } from '#host/raster/tiff/directory/words.ts';

/** Neighbouring strips are read together up to so many bytes, across gaps of so many. */
const maxRunBytes = 2 ** 23;
const maxGapBytes = 4096;

/** True where `decodeWindow` reads an image: plain numbers, decompressed without waiting. */
export const canDecodeWindow = (image: Image): boolean => isPlain(image) && !isLoadedLater(image);

/** How a window is decoded, and what that takes of the scratch memory. */
export interface WindowPlan {
  image: Image;
  window: Window;
  wanted: readonly number[];
  runs: Run[];
  room: { bytes: number; arrays: number };
}

export function planWindow(image: Image, window: Window, wanted: readonly number[]): WindowPlan {
  const pixelBytes = wanted.length * (image.bits / 8);
  const runs = runsOf(image, window, wanted);
  // The planes, those of one block, and what decoding takes.
  const planes = pixelBytes * (window.width * window.height + image.blockWidth * image.blockHeight);
  const decoding = Math.max(...runs.map(run => run.bytes + run.largest));
  const arrays = wanted.length * 2 + 1 + decodingArrays;
  return { image, window, wanted, runs, room: { bytes: planes + decoding, arrays } };
}

/**
 * The pixels of a window, one array per wanted sample, row-major, decoded in the scratch memory without a cache: for
 * windows whose blocks no other window needs. Within `scratch.use` with the plan's room; the arrays are gone when it
 * returns.
 */
export function decodeWindow({ image, window, wanted, runs }: WindowPlan): Samples[] {
  const { col, row, width, height } = window;
  const isBlock =
    width === image.blockWidth &&
    col % image.blockWidth === 0 &&
    row % image.blockHeight === 0 &&
    height === rowsOfBlock(image, runs[0].first);
  if (isBlock) return runs.flatMap(run => decodeHere(image, run.blocks[0], toSamples));
  const Type = wordsOf(image.type);
  const out = wanted.map(() => {
    const place = scratch.take(width * height * Type.BYTES_PER_ELEMENT);
    return new Type(place.buffer, place.byteOffset, width * height) as Samples;
  });
  image.header.source.prefetch?.(runs.map(run => [run.offset, run.bytes]));
  for (const run of runs)
    scratch.use(0, 0, () => {
      const targets = run.samples.map(sample => out[sample]);
      const { offset, bytes, blocks, places } = run;
      const stored = blocks.length > 1 ? image.header.source.read(offset, bytes, scratch.take(bytes)) : null;
      for (const [i, block] of blocks.entries()) {
        const from = places[i].offset - offset;
        const own = stored?.subarray(from, from + places[i].count);
        scratch.use(0, 0, () => put(image, window, run.first + i, block, targets, own));
      }
    });
  return out;
}

/** Blocks of one plane below one another whose bytes are read together. */
export interface Run {
  /** Number of the first block along rows; the others follow it. */
  first: number;
  blocks: PlaneBlock[];
  places: ReturnType<typeof placeOf>[];
  /** Bytes that decoding the largest of them takes. */
  largest: number;
  offset: number;
  bytes: number;
  /** Which of the wanted samples it holds. */
  samples: number[];
}

/** The blocks under a window, plane by plane, neighbouring strips together. */
function runsOf(image: Image, window: Window, wanted: readonly number[]): Run[] {
  const right = window.col + window.width - 1;
  const bottom = window.row + window.height - 1;
  const planes = image.interleave === 'pixel' ? [wanted.map((_, i) => i)] : wanted.map((_, i) => [i]);
  const runs: Run[] = [];
  for (const samples of planes) {
    const planeSamples = samples.map(i => wanted[i]);
    let run: Run | null = null;
    for (let y = Math.floor(window.row / image.blockHeight); y <= Math.floor(bottom / image.blockHeight); y++)
      for (
        let x = Math.floor(window.col / image.blockWidth);
        x <= Math.floor(right / image.blockWidth);
        x++
      ) {
        const first = y * image.blocksAcross + x;
        const [block] = planeBlocks(image, first, planeSamples);
        const place = placeOf(image, block);
        const { offset, count } = place;
        const room = roomFor(place);
        const gap: number = run ? offset - run.offset - run.bytes : -1;
        const joins = image.blocksAcross === 1 && gap >= 0 && gap <= maxGapBytes && count > 0;
        if (run && joins && run.bytes + gap + count <= maxRunBytes) {
          run.blocks.push(block);
          run.places.push(place);
          run.bytes += gap + count;
          run.largest = Math.max(run.largest, room);
        } else {
          run = { first, blocks: [block], places: [place], largest: room, offset, bytes: count, samples };
          runs.push(run);
        }
      }
  }
  return runs;
}

/** Decodes a block and puts its part of the window into the window's arrays, where it may come to lie of itself. */
function put(
  image: Image,
  window: Window,
  number: number,
  block: PlaneBlock,
  targets: readonly Samples[],
  stored: Uint8Array | undefined,
): void {
  const left = (number % image.blocksAcross) * image.blockWidth;
  const top = Math.floor(number / image.blocksAcross) * image.blockHeight;
  const x0 = Math.max(window.col, left);
  const x1 = Math.min(window.col + window.width, left + image.blockWidth);
  const y0 = Math.max(window.row, top);
  const y1 = Math.min(window.row + window.height, top + block.rows);
  const isWhole = x1 - x0 === image.blockWidth && window.width === x1 - x0 && y1 - y0 === block.rows;
  const first = (y0 - window.row) * window.width;
  const into = isWhole
    ? targets.map(t => t.subarray(first, first + block.rows * window.width) as Samples)
    : undefined;
  const planes = decodeHere(image, block, toSamples, into, stored);
  for (const [i, plane] of planes.entries()) {
    if (into && plane.byteOffset === into[i].byteOffset && plane.buffer === into[i].buffer) continue;
    if (into) bytesOf(into[i]).set(bytesOf(plane));
    else
      for (let y = y0; y < y1; y++) {
        const from = (y - top) * image.blockWidth + (x0 - left);
        targets[i].set(
          plane.subarray(from, from + (x1 - x0)) as never,
          (y - window.row) * window.width + (x0 - window.col),
        );
      }
  }
}
