import type { Recipe } from '#core/recipe/recipe.ts';
import type { Window } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { chunksOf, type Clouds } from '#host/raster/reader/scene-reader.ts';
import type { Compression } from '#host/raster/tiff/write/encode-tile.ts';
import { writeCog, type CogRows } from '#host/raster/tiff/write/write-cog.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { wavelengths } from '#host/run/zones/lanes.ts';

export interface IndexFile {
  scene: Scene;
  id: string;
  formula: string;
  clouds: Clouds;
  compression: Compression;
  /** Averages of valid pixels, or a plain tiled file. */
  overviews: 'average' | 'none';
  recipe: Recipe;
}

/** Rows of about this many are one task. */
const taskRows = 512;

/**
 * Writes an index of a scene as a GeoTIFF of 32-bit floats, NaN (which is its nodata) where a pixel does not count,
 * with the recipe. Worker threads compute; memory is a few rows of tiles.
 */
export async function writeIndex(
  path: string,
  file: IndexFile,
  pool: RasterPool,
  progress: Progress = {},
): Promise<void> {
  const { scene, id, formula, compression, overviews, recipe } = file;
  await writeCog(
    path,
    {
      grid: scene.grid,
      type: 'Float32',
      samples: 1,
      nodata: NaN,
      compression,
      overviews,
      bands: [{ description: id }],
      items: {
        BLOOMLINE_RECIPE: JSON.stringify(recipe),
        BLOOMLINE_FORMULA: formula,
        ...(recipe.simulated ? { BLOOMLINE_SIMULATED: 'yes' } : {}),
      },
    },
    rowsInOrder(file, pool, progress),
  );
}

/** A few tasks ahead of what is written, so that no thread waits. */
async function* rowsInOrder(
  { scene, formula, clouds }: IndexFile,
  pool: RasterPool,
  { signal, onProgress }: Progress,
): AsyncGenerator<CogRows> {
  const windows = rowWindows(scene);
  const start = (window: Window) => {
    const task = pool.run(
      'indexRows',
      { scene, formula, wavelengths: wavelengths(scene), window, clouds },
      { signal },
    );
    task.catch(() => undefined); // it is awaited later; until then it is no unhandled failure
    return task;
  };
  const ahead = pool.size + 1;
  const tasks = windows.slice(0, ahead).map(start);
  for (const [i, window] of windows.entries()) {
    throwIfCancelled(signal);
    const values = await tasks.shift()!;
    if (i + ahead < windows.length) tasks.push(start(windows[i + ahead]));
    yield { rows: window.height, planes: [values] };
    onProgress?.(i + 1, windows.length, 'index');
  }
}

/** Bands of whole rows that cover a scene, each of whole chunks. */
function rowWindows(scene: Scene): Window[] {
  const { width, height } = scene.grid;
  const [chunk] = chunksOf(scene, { col: 0, row: 0, width, height });
  const rows = chunk.height * Math.max(1, Math.floor(taskRows / chunk.height));
  return Array.from({ length: Math.ceil(height / rows) }, (_, i) => ({
    col: 0,
    row: i * rows,
    width,
    height: Math.min(rows, height - i * rows),
  }));
}
