import { groundMetric } from '#core/grid/ground-metric.ts';
import { intersectWindows, invert, toMap, wholeWindow, type Grid, type Window } from '#core/grid/grid.ts';
import { MaskPainter } from './mask-painter.ts';

/** A stroke touches at most this many pixels: more would take the window seconds. */
export const mostBrushed = 16_000_000;

/**
 * The pixels that a stroke of a brush takes: centres nearer than the radius to the path, and those that the path itself
 * runs over. `path` in map coordinates of the grid. Null outside of the scene; throws RangeError above `mostBrushed`.
 */
export function brushedPixels(
  grid: Grid,
  path: readonly (readonly number[])[],
  radiusM: number,
): { window: Window; mask: Uint8Array } | null {
  const inverse = invert(grid.affine);
  const points = path.map(([x, y]) => toMap(inverse, x, y));
  const metricAt = groundMetric(grid);
  const [a, b, c] = metricAt(...points[0]);
  const reachRows = radiusM / c + 1;
  const reachCols = (radiusM + Math.abs(b) * reachRows) / a + 1;
  const cols = points.map(p => p[0]);
  const rows = points.map(p => p[1]);
  const col = Math.floor(Math.min(...cols) - reachCols);
  const row = Math.floor(Math.min(...rows) - reachRows);
  const window = intersectWindows(wholeWindow(grid), {
    col,
    row,
    width: Math.ceil(Math.max(...cols) + reachCols) - col,
    height: Math.ceil(Math.max(...rows) + reachRows) - row,
  });
  if (!window) return null;
  if (window.width * window.height > mostBrushed) throw new RangeError('the stroke is too large');
  const ends = points.length > 1 ? points.slice(1) : points;
  const sides = Float64Array.from(ends.flatMap((end, i) => [...points[i], ...end]));
  const metric = Float64Array.from(points.slice(0, ends.length).flatMap(p => metricAt(...p)));
  const mask = new MaskPainter({ shore: { code: 1, distanceM: radiusM, sides, metric }, areas: [] }).window(
    window,
  );
  for (const [x, y] of points) {
    const [dc, dr] = [Math.floor(x) - window.col, Math.floor(y) - window.row];
    if (dc >= 0 && dr >= 0 && dc < window.width && dr < window.height) mask[dr * window.width + dc] = 1;
  }
  return mask.includes(1) ? { window, mask } : null;
}
