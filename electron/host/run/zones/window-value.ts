import { intersectWindows, invert, toMap, type Window } from '#core/grid/grid.ts';
import type { WindowValue } from '#core/ground/beside-satellite.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { windowStatistics } from '#core/plots/match-up.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';
import type { Masking, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';

/** The pixels around a place: the part of the window that the scene has, and where the place's own pixel is in it. */
export interface PlaceWindow {
  window: Window;
  /** Pixels that the whole window would have. */
  whole: number;
  /** The place's own pixel, row-major in `window`. */
  own: number;
}

/** The window of `side` × `side` pixels around a place (CGCS2000, degrees); null where it lies outside of the scene. */
export function windowAround(
  scene: Scene,
  { lon, lat }: { lon: number; lat: number },
  side: number,
): PlaceWindow | null {
  const [x, y] = projector(cgcs2000, scene.grid.crs!)(lon, lat);
  const [col, row] = toMap(invert(scene.grid.affine), x, y).map(Math.floor);
  const { width, height } = scene.grid;
  if (!(col >= 0 && row >= 0 && col < width && row < height)) return null;
  const half = (side - 1) / 2;
  const window = intersectWindows(
    { col: col - half, row: row - half, width: side, height: side },
    { col: 0, row: 0, width, height },
  )!;
  return { window, whole: side * side, own: (row - window.row) * window.width + col - window.col };
}

/** What an index says in a window around a place. */
export async function readWindowValue(
  reader: SceneReader,
  kernel: Kernel,
  { window, whole, own }: PlaceWindow,
  mask: Masking,
): Promise<WindowValue> {
  const { index, validity } = await readIndex(reader, kernel, window, mask);
  const { mean, deviation, validShare } = windowStatistics(index, validity);
  return {
    value: mean,
    deviation,
    // Pixels of the window that the scene does not have are not valid, either.
    validShare: (validShare * window.width * window.height) / whole,
    pixel: validity[own] === 0 && Number.isFinite(index[own]) ? index[own] : null,
  };
}
