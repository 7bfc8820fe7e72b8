import { classOf } from '#core/ecology/state-rules.ts';
import { windowAffine, intersectWindows } from '#core/grid/grid.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import { boundingWindow } from '#host/run/zones/place-zones.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { chunksOf } from '#host/raster/reader/scene-reader.ts';
import { closeReaders, indicatorValues, readState, stateReaders } from '#host/raster/lanes/state-pixels.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import type { StateWork } from './assess-state.ts';

const cacheBytes = 128 * 2 ** 20;
/** Value of a pixel that is inside and has no class; 0 is outside. */
const noClass = 99;

/**
 * The classes of an indicator on a date: 1 and more in the order of its classes, 99 without a value, 0 outside of the
 * zones. A pixel is inside where at least half of it is; areas come from exact coverage, not from here.
 */
export async function gradeRaster(
  { result, plans, facts, placed }: StateWork,
  indicator: number,
  date: number,
  progress: Progress = {},
): Promise<ClassRaster> {
  const { id, classes } = result.indicators[indicator];
  const limits = classes.slice(1).map(c => c.min!);
  const plan = plans[date];
  const window = boundingWindow(placed.map(p => p.window))!;
  const pixels = new Uint8Array(window.width * window.height);
  const readers = stateReaders([plan], new BlockCache(cacheBytes));
  try {
    for (const chunk of chunksOf(plan.scene, window)) {
      throwIfCancelled(progress.signal);
      await new Promise(resolve => setImmediate(resolve));
      const columns = await readState(readers[0], plan, chunk);
      let shared: Float64Array | null = null;
      for (const [zone, { edges, window: own }] of placed.entries()) {
        const part = own && intersectWindows(own, chunk);
        if (!part || !edges) continue;
        const values =
          id === 'quality'
            ? indicatorValues(id, plan, columns, facts[date], zone)
            : (shared ??= indicatorValues(id, plan, columns, facts[date], zone));
        const coverage = coverageFractions(edges, part);
        for (let i = 0; i < coverage.length; i++) {
          if (coverage[i] < 0.5) continue;
          const [col, row] = [part.col + (i % part.width), part.row + Math.floor(i / part.width)];
          const value = values[(row - chunk.row) * chunk.width + col - chunk.col];
          pixels[(row - window.row) * window.width + col - window.col] = Number.isNaN(value)
            ? noClass
            : classOf(limits, value) + 1;
        }
      }
    }
  } finally {
    closeReaders(readers);
  }
  const { crs, affine } = plan.scene.grid;
  return {
    window,
    grid: { width: window.width, height: window.height, affine: windowAffine(affine, window), crs },
    pixels,
    classes: [
      ...classes.map(({ label, color }, n) => ({ value: n + 1, label, color })),
      { value: noClass, label: { zh: '无数据或不计', en: 'No value' }, color: '#9e9e9e' },
    ],
  };
}
