import { pixelTransform, transformRow, type PixelTransform } from '#core/grid/grid-transform.ts';
import { intersectWindows, wholeWindow, type Grid, type Window } from '#core/grid/grid.ts';
import { gatherBox, reachOf, sampleAt, type Resampling, type SourcePiece } from '#core/grid/resample.ts';

/** A band that can be read by window, as numbers with their validity (1 valid). */
export interface BandSource {
  grid: Grid;
  read(window: Window): Promise<{ values: ArrayLike<number>; valid: Uint8Array }>;
}

export interface WarpOptions {
  how: Resampling;
  /** Error of a pixel's place, in source pixels, that is allowed for speed; 0 transforms every pixel. Default 0.05. */
  tolerance?: number;
}

/** Target pixels made at once along a side: bounds what is read of the source for one piece. */
const pieceSide = 256;

/** Source pixels that one piece may need; a coarser target is then made in smaller pieces. */
const maxSourcePixels = 2 ** 24;

/**
 * The pixels of `window` of the target grid from a source on another grid: row-major values, NaN where the source has
 * no valid pixel. Results are doubles; integers are rounded by who stores them. Follows gdalwarp (`-et 0` with
 * tolerance 0).
 */
export async function warpWindow(
  source: BandSource,
  target: Grid,
  window: Window,
  options: WarpOptions,
): Promise<Float64Array> {
  const out = new Float64Array(window.width * window.height).fill(NaN);
  const transform = pixelTransform(target, source.grid);
  for (let row = 0; row < window.height; row += pieceSide)
    for (let col = 0; col < window.width; col += pieceSide)
      await warpPiece(source, transform, window, options, out, {
        col: window.col + col,
        row: window.row + row,
        width: Math.min(pieceSide, window.width - col),
        height: Math.min(pieceSide, window.height - row),
      });
  return out;
}

async function warpPiece(
  source: BandSource,
  transform: PixelTransform,
  whole: Window,
  options: WarpOptions,
  out: Float64Array,
  piece: Window,
): Promise<void> {
  const places = placesOf(transform, piece, options);
  const needed = neededWindow(places, options.how, source.grid);
  if (!needed) return;
  if (needed.width * needed.height > maxSourcePixels && piece.width * piece.height > 1) {
    for (const part of quarters(piece)) await warpPiece(source, transform, whole, options, out, part);
    return;
  }
  const pixels: SourcePiece = { ...needed, ...(await source.read(needed)) };
  const put = (y: number, x: number, value: number) =>
    (out[(piece.row - whole.row + y) * whole.width + piece.col - whole.col + x] = value);
  if (options.how === 'average' || options.how === 'mode') fillBoxes(places, piece, pixels, options.how, put);
  else fillPoints(places, piece, pixels, options.how, put);
}

/** Source columns and rows of the centres of a piece's pixels, or of its corners for boxes. */
interface Places {
  cols: Float64Array[];
  rows: Float64Array[];
  /** Source pixels per target pixel. */
  scaleX: number;
  scaleY: number;
}

function placesOf(transform: PixelTransform, piece: Window, { how, tolerance = 0.05 }: WarpOptions): Places {
  const boxes = how === 'average' || how === 'mode';
  const shift = boxes ? 0 : 0.5;
  const across = piece.width + (boxes ? 1 : 0);
  const down = piece.height + (boxes ? 1 : 0);
  const cols: Float64Array[] = [];
  const rows: Float64Array[] = [];
  for (let y = 0; y < down; y++) {
    cols.push(new Float64Array(across));
    rows.push(new Float64Array(across));
    const from = piece.col + shift;
    transformRow(transform, from, from + across - 1, piece.row + y + shift, tolerance, cols[y], rows[y]);
  }
  const middleX = piece.col + piece.width / 2;
  const middleY = piece.row + piece.height / 2;
  const [x0, y0] = transform(middleX - 0.5, middleY);
  const [x1, y1] = transform(middleX + 0.5, middleY);
  const [x2, y2] = transform(middleX, middleY - 0.5);
  const [x3, y3] = transform(middleX, middleY + 0.5);
  const scaleX = Math.max(Math.abs(x1 - x0), Math.abs(x3 - x2));
  const scaleY = Math.max(Math.abs(y1 - y0), Math.abs(y3 - y2));
  return { cols, rows, scaleX: snapped(scaleX), scaleY: snapped(scaleY) };
}

/** Scales close to a whole number count as that number, and ones below 1 / 0.95 widen no kernel, as in GDAL. */
function snapped(scale: number): number {
  const whole = Math.round(scale);
  if (whole >= 1 && Math.abs(scale - whole) < 0.05) return whole;
  return scale * 0.95 > 1 ? scale : 1;
}

function neededWindow(places: Places, how: Resampling, grid: Grid): Window | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let y = 0; y < places.cols.length; y++)
    for (let x = 0; x < places.cols[y].length; x++) {
      const c = places.cols[y][x];
      const r = places.rows[y][x];
      if (!Number.isFinite(c) || !Number.isFinite(r)) continue;
      if (c < left) left = c;
      if (c > right) right = c;
      if (r < top) top = r;
      if (r > bottom) bottom = r;
    }
  if (!(right >= left)) return null;
  const reach = reachOf(how, Math.max(places.scaleX, places.scaleY));
  const col = Math.floor(left) - reach;
  const row = Math.floor(top) - reach;
  const window = {
    col,
    row,
    width: Math.ceil(right) + reach - col,
    height: Math.ceil(bottom) + reach - row,
  };
  return intersectWindows(window, wholeWindow(grid));
}

function quarters({ col, row, width, height }: Window): Window[] {
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  return [
    { col, row, width: w, height: h },
    { col: col + w, row, width: width - w, height: h },
    { col, row: row + h, width: w, height: height - h },
    { col: col + w, row: row + h, width: width - w, height: height - h },
  ].filter(part => part.width > 0 && part.height > 0);
}

type Put = (y: number, x: number, value: number) => void;

function fillPoints(
  places: Places,
  piece: Window,
  pixels: SourcePiece,
  how: 'nearest' | 'bilinear' | 'cubic',
  put: Put,
): void {
  const { cols, rows, scaleX, scaleY } = places;
  for (let y = 0; y < piece.height; y++)
    for (let x = 0; x < piece.width; x++)
      put(y, x, sampleAt(pixels, cols[y][x], rows[y][x], how, scaleX, scaleY));
}

/** Each target pixel takes the box between its upper-left and lower-right corner in the source, as GDAL does. */
function fillBoxes(
  places: Places,
  piece: Window,
  pixels: SourcePiece,
  how: 'average' | 'mode',
  put: Put,
): void {
  const { cols, rows } = places;
  for (let y = 0; y < piece.height; y++)
    for (let x = 0; x < piece.width; x++) {
      const [c0, r0, c1, r1] = [cols[y][x], rows[y][x], cols[y + 1][x + 1], rows[y + 1][x + 1]];
      put(
        y,
        x,
        gatherBox(pixels, Math.min(c0, c1), Math.min(r0, r1), Math.max(c0, c1), Math.max(r0, r1), how),
      );
    }
}
