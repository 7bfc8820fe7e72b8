import type { Grid, Window } from '#core/grid/grid.ts';
import { boundsSide, type SwathPlace } from './geolocation.ts';

/** Pixels of a swath that may lie in a window of its map. */
export interface SwathPart {
  row: number;
  col: number;
  rows: number;
  cols: number;
}

/** The part of a swath whose squares touch a window of the map; null where none does. */
export function partFor({ grid, rows, cols, bounds }: SwathPlace, window: Window): SwathPart | null {
  const [left, dx, , top, , dy] = grid.affine;
  // Pixels reach beyond their centres.
  const west = left + (window.col - reach) * dx;
  const east = left + (window.col + window.width + reach) * dx;
  const north = top + (window.row - reach) * dy;
  const south = top + (window.row + window.height + reach) * dy;
  const across = Math.ceil(cols / boundsSide);
  let [first, last, low, high] = [Infinity, -1, Infinity, -1];
  for (let at = 0; at < bounds.length; at += 4) {
    if (bounds[at] > east || bounds[at + 2] < west || bounds[at + 1] > north || bounds[at + 3] < south)
      continue;
    const square = at / 4;
    const y = Math.floor(square / across);
    const x = square % across;
    first = Math.min(first, y);
    last = Math.max(last, y);
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  if (last < 0) return null;
  // One pixel more on each side tells how large those at the edge are.
  const row = Math.max(0, first * boundsSide - 1);
  const col = Math.max(0, low * boundsSide - 1);
  return {
    row,
    col,
    rows: Math.min(rows, (last + 1) * boundsSide + 1) - row,
    cols: Math.min(cols, (high + 1) * boundsSide + 1) - col,
  };
}

/**
 * For every pixel of a window of a map the nearest pixel of a part of a swath, counted along the part's rows; −1 where
 * none covers it. Each pixel of the swath is laid on the pixels of the map that it reaches, and the nearest centre
 * stays: rows that overlap (bow-tie) need nothing else. At its edges the swath ends half a pixel from the centres.
 */
export function nearestOf(
  grid: Grid,
  window: Window,
  part: SwathPart,
  swath: Pick<SwathPlace, 'rows' | 'cols'>,
  lon: Float64Array,
  lat: Float64Array,
): Int32Array {
  const { width, height } = window;
  const [left, dx, , top, , dy] = grid.affine;
  const west = left + window.col * dx;
  const north = top + window.row * dy;
  const nearest = new Int32Array(width * height).fill(-1);
  const distance = new Float64Array(width * height).fill(Infinity);
  const { rows, cols } = part;
  // Pixels of the map are as wide as they are high in its middle only.
  const widths = Float64Array.from({ length: height }, (_, y) => {
    const latitude = north + (y + 0.5) * dy;
    return (dx * Math.cos((latitude * Math.PI) / 180)) / dy;
  });
  const [lastRow, lastCol] = [swath.rows - 1 - part.row, swath.cols - 1 - part.col];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      const i = r * cols + c;
      const x = (lon[i] - west) / dx;
      const y = (lat[i] - north) / dy;
      if (!(x > -reach && x < width + reach && y > -reach && y < height + reach)) continue;
      // The swath ends at these sides, or nothing is placed beside the pixel.
      const noLeft = c === 0 || lon[i - 1] !== lon[i - 1];
      const noRight = c === cols - 1 || lon[i + 1] !== lon[i + 1];
      const noUp = r === 0 || lon[i - cols] !== lon[i - cols];
      const noDown = r === rows - 1 || lon[i + cols] !== lon[i + cols];
      // The way to the next pixel of the row and to that of the next row, in pixels of the map.
      const across = longerSide(lon, lat, i, 1, noLeft, noRight, dx, dy);
      const alongX = (lon[across + 1] - lon[across]) / dx;
      const alongY = (lat[across + 1] - lat[across]) / dy;
      const below = longerSide(lon, lat, i, cols, noUp, noDown, dx, dy);
      const downX = (lon[below + cols] - lon[below]) / dx;
      const downY = (lat[below + cols] - lat[below]) / dy;
      const det = alongX * downY - alongY * downX;
      if (!(Math.abs(det) > 1e-9)) continue;
      const left = noLeft && (c > 0 || part.col === 0) ? -half : -1;
      const right = noRight && (c < cols - 1 || c === lastCol) ? half : 1;
      const up = noUp && (r > 0 || part.row === 0) ? -half : -1;
      const down = noDown && (r < rows - 1 || r === lastRow) ? half : 1;
      const reachX = Math.abs(alongX) + Math.abs(downX);
      const reachY = Math.abs(alongY) + Math.abs(downY);
      const x1 = Math.min(width - 1, Math.floor(x + reachX - 0.5));
      const y1 = Math.min(height - 1, Math.floor(y + reachY - 0.5));
      for (let py = Math.max(0, Math.ceil(y - reachY - 0.5)); py <= y1; py++)
        for (let px = Math.max(0, Math.ceil(x - reachX - 0.5)); px <= x1; px++) {
          const ox = px + 0.5 - x;
          const oy = py + 0.5 - y;
          const to = py * width + px;
          const wide = ox * widths[py];
          const d = wide * wide + oy * oy;
          if (d >= distance[to]) continue;
          const u = (ox * downY - oy * downX) / det;
          const v = (oy * alongX - ox * alongY) / det;
          if (u < left || u > right || v < up || v > down) continue;
          distance[to] = d;
          nearest[to] = i;
        }
    }
  return nearest;
}

const half = 0.5 + 1e-9;

/**
 * The pixel that the longer one of the steps before and after pixel `i` begins at: where rows overlap, the other one is
 * no measure. A step beyond what a pixel reaches is a gap.
 */
function longerSide(
  lon: Float64Array,
  lat: Float64Array,
  i: number,
  by: number,
  noBefore: boolean,
  noAfter: boolean,
  dx: number,
  dy: number,
): number {
  const before = noBefore ? 0 : squared((lon[i] - lon[i - by]) / dx, (lat[i] - lat[i - by]) / dy);
  const after = noAfter ? 0 : squared((lon[i + by] - lon[i]) / dx, (lat[i + by] - lat[i]) / dy);
  const isAfter = after < longestStep && (after >= before || before >= longestStep);
  return isAfter ? i : i - by;
}

const squared = (x: number, y: number): number => x * x + y * y;

/** Pixels of the map that a pixel of the swath may reach: at the rim of a wide swath it is several times as large. */
const reach = 12;
const longestStep = reach * reach;
