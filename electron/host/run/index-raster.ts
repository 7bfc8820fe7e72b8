import { reasonCode } from '#core/bands/validity.ts';
import { intersectWindows, windowAffine, type Grid, type Window } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';

import { ChangeReader } from '#host/raster/reader/change-reader.ts';
import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import type { CogRows } from '#host/raster/tiff/write/write-cog.ts';
import { readIndex, type ZonePlace } from '#host/raster/lanes/tally-lane.ts';
import { keepInside } from '#host/raster/lanes/class-lane.ts';
import type { BloomPlan } from './bloom/plan-bloom.ts';
import type { RedlinePlan } from './redline/plan-change.ts';
import { boundingWindow, usablePlaces, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';

/**
 * The measured values behind the classes, over the zones' part of a scene: 32-bit floats, NaN outside the zones and
 * where a pixel does not count. What was decided by hand keeps its measured value. Rows come a few at a time.
 */
export interface IndexRaster {
  grid: Grid;
  rows: AsyncGenerator<CogRows>;
}

/** Every block is read once; this much is for those that two chunks share. */
const cacheBytes = 48 * 2 ** 20;

/** Rows of about this many are held at once. */
const bandRows = 512;

/** Opened when the first rows are asked for. */
interface Values {
  of: (chunk: Window) => Promise<Float32Array>;
  close: () => void;
}

const byHand: readonly number[] = [reasonCode.handBloom, reasonCode.handClear];

/** NaN where a pixel does not count, for whatever reason but those in `kept`. */
function valuesWhere(values: Float64Array, validity: Uint8Array, kept: readonly number[]): Float32Array {
  const out = Float32Array.from(values);
  for (let i = 0; i < out.length; i++) if (validity[i] !== 0 && !kept.includes(validity[i])) out[i] = NaN;
  return out;
}

/** The index that a bloom assessment thresholds. */
export function bloomIndexRaster(
  { scene, formula, placed, masking }: BloomPlan,
  progress: Progress = {},
): IndexRaster {
  const kernel = kernelFor(scene, formula);
  return rasterOf(scene, placed, progress, () => {
    const reader = new SceneReader(scene, new BlockCache(cacheBytes));
    return {
      async of(chunk) {
        const { index, validity } = await readIndex(reader, kernel, chunk, masking);
        return valuesWhere(index, validity, byHand);
      },
      close: () => reader.close(),
    };
  });
}

/** After − before of the index, or the length of the change vector, that a redline assessment thresholds. */
export function changeRaster({ change: plan, placed }: RedlinePlan, progress: Progress = {}): IndexRaster {
  return rasterOf(plan.before, placed, progress, () => {
    const cache = new BlockCache(cacheBytes);
    const readers = [new SceneReader(plan.before, cache), new SceneReader(plan.after, cache)];
    const reader = new ChangeReader(plan, readers[0], readers[1]);
    return {
      async of(chunk) {
        const { change, validity } = await reader.read(chunk);
        return valuesWhere(change, validity, []);
      },
      close: () => readers.forEach(r => r.close()),
    };
  });
}

function rasterOf(
  scene: Scene,
  placed: readonly PlacedZone[],
  progress: Progress,
  open: () => Values,
): IndexRaster {
  const zones = usablePlaces(placed);
  const window = boundingWindow(zones.map(z => z.window))!;
  const { width, height } = window;
  const affine = windowAffine(scene.grid.affine, window);
  return {
    grid: { width, height, affine, crs: scene.grid.crs },
    rows: rowsOf(scene, zones, window, progress, open),
  };
}

async function* rowsOf(
  scene: Scene,
  zones: readonly ZonePlace[],
  window: Window,
  { signal, onProgress }: Progress,
  open: () => Values,
): AsyncGenerator<CogRows> {
  const values = open();
  try {
    for (const band of bandsOf(scene, window)) {
      throwIfCancelled(signal);
      await new Promise(resolve => setImmediate(resolve));
      const pixels = new Float32Array(band.width * band.height).fill(NaN);
      for (const chunk of chunksOf(scene, band))
        if (zones.some(z => intersectWindows(z.window, chunk)))
          putChunk(pixels, band, chunk, zones, await values.of(chunk));
      yield { rows: band.height, planes: [pixels] };
      onProgress?.(band.row + band.height - window.row, window.height, 'index');
    }
  } finally {
    values.close();
  }
}

function putChunk(
  pixels: Float32Array,
  band: Window,
  chunk: Window,
  zones: readonly ZonePlace[],
  values: Float32Array,
): void {
  const inside = new Float32Array(values.length).fill(NaN);
  keepInside(inside, values, chunk, zones);
  for (let row = 0; row < chunk.height; row++)
    pixels.set(
      inside.subarray(row * chunk.width, (row + 1) * chunk.width),
      (chunk.row - band.row + row) * band.width + chunk.col - band.col,
    );
}

/** Rows of whole chunks that cover a window, about `bandRows` at a time. */
function bandsOf(scene: Scene, window: Window): Window[] {
  const starts: number[] = [];
  for (const { row } of chunksOf(scene, window))
    if (starts.length === 0 || row - starts[starts.length - 1] >= bandRows) starts.push(row);
  const end = window.row + window.height;
  return starts.map((row, i) => ({ ...window, row, height: (starts[i + 1] ?? end) - row }));
}
