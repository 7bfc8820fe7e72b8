import type { Window } from '#core/grid/grid.ts';
import { workspace } from '#core/wasm/workspace.ts';
import {
  decodeHere,
  decodingArrays,
  placeOf,
  planeBlocks,
  roomFor,
  rowsOfBlock,
  type PlaneBlock,
} from './decode-block.ts';
import { needsLibrary } from './decompress.ts';
import type { Image } from './image.ts';
import { isPlain, toSamples, type Samples } from './samples.ts';
import { bytesOf, wordsOf } from './words.ts';

/** Neighbouring strips are read together up to so many bytes, across gaps of so many. */
const maxRunBytes = 2 ** 23;
const maxGapBytes = 4096;

/** True where `decodeWindow` reads an image: plain numbers, decompressed by our own decoders without waiting. */
export const canDecodeWindow = (image: Image): boolean => isPlain(image) && !needsLibrary(image.compression);

/** Bytes and arrays of workspace that `decodeWindow` takes. */
export function windowRoom(image: Image, window: Window, wanted: readonly number[]) {
  const planes = wanted.length * window.width * window.height * (image.bits / 8);
  let decoding = 0;
  for (const run of runsOf(image, window, wanted))
    decoding = Math.max(decoding, run.bytes + Math.max(...run.blocks.map(block => roomFor(image, block))));
  const block = wanted.length * image.blockWidth * image.blockHeight * (image.bits / 8);
  return { bytes: planes + decoding + block, arrays: wanted.length * 2 + 1 + decodingArrays };
}

/**
 * The pixels of a window, one array per wanted sample, row-major, decoded in the workspace without a cache: for windows
 * whose blocks no other window needs. Within `workspace.use` with `windowRoom`; the arrays are gone when it returns.
 */
export function decodeWindow(image: Image, window: Window, wanted: readonly number[]): Samples[] {
  const { col, row, width, height } = window;
  const block = blockAt(image, col, row);
  if (width === image.blockWidth && height === rowsOfBlock(image, block) && row % image.blockHeight === 0)
    return planeBlocks(image, block, wanted).flatMap(plane => decodeHere(image, plane, toSamples));
  const Type = wordsOf(image.type);
  const out = wanted.map(() => {
    const place = workspace.take(width * height * Type.BYTES_PER_ELEMENT);
    return new Type(place.buffer, place.byteOffset, width * height) as Samples;
  });
  const runs = runsOf(image, window, wanted);
  image.header.source.prefetch?.(runs.map(run => [run.offset, run.bytes]));
  for (const run of runs)
    workspace.use(0, 0, () => {
      const stored = run.blocks.length > 1 ? readRun(image, run) : null;
      for (const [i, plane] of run.blocks.entries())
        workspace.use(0, 0, () => {
          const targets = run.samples.map(sample => out[sample]);
          put(image, window, run.first + i, plane, targets, stored?.[i]);
        });
    });
  return out;
}

/** Blocks of one plane below one another whose bytes are read together. */
interface Run {
  /** Number of the first block along rows; the others follow it. */
  first: number;
  blocks: PlaneBlock[];
  offset: number;
  bytes: number;
  /** Which of the wanted samples it holds. */
  samples: number[];
}

const blockAt = (image: Image, col: number, row: number): number =>
  Math.floor(row / image.blockHeight) * image.blocksAcross + Math.floor(col / image.blockWidth);

/** The blocks under a window, plane by plane, neighbouring strips together. */
function runsOf(image: Image, window: Window, wanted: readonly number[]): Run[] {
  const right = window.col + window.width - 1;
  const bottom = window.row + window.height - 1;
  const planes = image.interleave === 'pixel' ? [wanted.map((_, i) => i)] : wanted.map((_, i) => [i]);
  const runs: Run[] = [];
  for (const samples of planes) {
    let run: Run | null = null;
    for (let y = Math.floor(window.row / image.blockHeight); y <= Math.floor(bottom / image.blockHeight); y++)
      for (
        let x = Math.floor(window.col / image.blockWidth);
        x <= Math.floor(right / image.blockWidth);
        x++
      ) {
        const number = y * image.blocksAcross + x;
        const [block] = planeBlocks(
          image,
          number,
          samples.map(i => wanted[i]),
        );
        const { offset, count } = placeOf(image, block);
        const gap: number = run ? offset - run.offset - run.bytes : -1;
        const joins = image.blocksAcross === 1 && gap >= 0 && gap <= maxGapBytes && count > 0;
        if (run && joins && run.bytes + gap + count <= maxRunBytes) {
          run.blocks.push(block);
          run.bytes += gap + count;
        } else {
          run = { first: number, blocks: [block], offset, bytes: count, samples };
          runs.push(run);
        }
      }
  }
  return runs;
}

function readRun(image: Image, { offset, bytes, blocks }: Run): Uint8Array[] {
  const all = image.header.source.read(offset, bytes, workspace.take(bytes));
  return blocks.map(block => {
    const place = placeOf(image, block);
    return all.subarray(place.offset - offset, place.offset - offset + place.count);
  });
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
