import { windowShift, type WindowShift } from '#core/redline/coregistration.ts';
import { fitInvariant, type LayerFit } from '#core/redline/normalisation.ts';
import type { Window } from '#core/grid/grid.ts';
import type { ChangeReader } from '#host/raster/reader/change-reader.ts';

/** Pixels that a normalisation is made from. */
const fitPixels = 40_000;

/** The shift of each window between the dates, on one layer; null where a window tells nothing. */
export async function shiftsOf(
  reader: ChangeReader,
  layer: string,
  windows: readonly Window[],
  onWindow: () => void | Promise<void>,
): Promise<(WindowShift | null)[]> {
  const shifts: (WindowShift | null)[] = [];
  for (const window of windows) {
    const [before, after] = await reader.readLayers([layer], window);
    shifts.push(
      windowShift({
        width: window.width,
        height: window.height,
        before: before.values[0],
        after: after.values[0],
        valid: before.validity.map((code, i) => (code === 0 && after.validity[i] === 0 ? 1 : 0)),
      }),
    );
    await onWindow();
  }
  return shifts;
}

/**
 * Fits of the second date's layers to the first's, from valid pixels spread over the windows; null where they cannot
 * be made.
 */
export async function fitsOf(
  reader: ChangeReader,
  layers: readonly string[],
  windows: readonly Window[],
  onWindow: () => void | Promise<void>,
): Promise<LayerFit[] | null> {
  const total = windows.reduce((sum, w) => sum + w.width * w.height, 0);
  // An odd step does not walk down a column.
  const step = Math.ceil(total / fitPixels) | 1;
  const samples = [layers.map((): number[] => []), layers.map((): number[] => [])];
  for (const window of windows) {
    const dates = await reader.readLayers(layers, window);
    for (let p = 0; p < window.width * window.height; p += step) {
      if (dates[0].validity[p] !== 0 || dates[1].validity[p] !== 0) continue;
      dates.forEach(({ values }, date) => values.forEach((plane, i) => samples[date][i].push(plane[p])));
    }
    await onWindow();
  }
  const [before, after] = samples.map(planes => planes.map(values => Float64Array.from(values)));
  return fitInvariant(layers, before, after);
}
