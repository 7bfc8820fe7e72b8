import {
  pixelTransform,
  transformRow,
  type PixelTransform,
  type SourceGrid,
} from '#core/grid/grid-transform.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { HeightAt } from './ground-heights.ts';
import { intersectWindows, wholeWindow, type Grid, type Window } from '#core/grid/grid.ts';
import {
  bilinearRow,
  gatherBox,
  reachOf,
  sampleAt,
  type Resampling,
  type SourcePiece,
} from '#core/grid/resample.ts';

/** A band that can be read by window, as numbers with their validity (1 valid). */
export interface BandSource {
  grid: SourceGrid;
  /** Heights of the ground under a window of the target, where the source is placed with a model of them. */
  heights?(target: Grid, window: Window): Promise<HeightAt>;
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
  const read = async (needed: Window) => [await source.read(needed)];
  return (await warpWindows({ ...source, read, bands: 1 }, target, window, options))[0];
}

/** Bands that lie alike and are read together. */
export interface BandsSource extends Omit<BandSource, 'read'> {
  bands: number;
  read(window: Window): Promise<{ values: ArrayLike<number>; valid: Uint8Array }[]>;
}

/** The same of several bands: places are found once. */
export async function warpWindows(
  source: BandsSource,
  target: Grid,
  window: Window,
  options: WarpOptions,
): Promise<Float64Array[]> {
  const outs = Array.from({ length: source.bands }, () =>
    new Float64Array(window.width * window.height).fill(NaN),
  );
  const warp: Warp = { source, target, transform: pixelTransform(target, source.grid), options };
  for (let row = 0; row < window.height; row += pieceSide)
    for (let col = 0; col < window.width; col += pieceSide)
      await warpPiece(warp, window, outs, {
        col: window.col + col,
        row: window.row + row,
        width: Math.min(pieceSide, window.width - col),
        height: Math.min(pieceSide, window.height - row),
      });
  return outs;
}

interface Warp {
  source: BandsSource;
  target: Grid;
  transform: PixelTransform;
  options: WarpOptions;
}

async function warpPiece(
  warp: Warp,
  whole: Window,
  outs: readonly Float64Array[],
  piece: Window,
): Promise<void> {
  const { source, target, transform, options } = warp;
  const heightAt = await source.heights?.(target, piece);
  const places = heightAt
    ? placesOnGround(target, source.grid, heightAt, piece, options)
    : placesOf(transform, piece, options);
  const needed = neededWindow(places, options.how, source.grid);
  if (!needed) return;
  if (needed.width * needed.height > maxSourcePixels && piece.width * piece.height > 1) {
    for (const part of quarters(piece)) await warpPiece(warp, whole, outs, part);
    return;
  }
  const bands = await source.read(needed);
  const plain = options.how === 'bilinear' && places.scaleX <= 1 && places.scaleY <= 1;
  for (const [i, band] of bands.entries()) {
    const pixels: SourcePiece = { ...needed, ...band };
    const into: Into = {
      out: outs[i],
      first: (piece.row - whole.row) * whole.width + piece.col - whole.col,
      stride: whole.width,
    };
    if (plain) {
      for (let y = 0; y < piece.height; y++)
        bilinearRow(
          pixels,
          places.cols[y],
          places.rows[y],
          piece.width,
          into.out,
          into.first + y * into.stride,
        );
      continue;
    }
    if (options.how === 'average' || options.how === 'mode')
      fillBoxes(places, piece, pixels, options.how, into);
    else fillPoints(places, piece, pixels, options.how, into);
  }
}

/** A pixel's place may err by this much, in source pixels, where it goes straight between two heights. */
const straightEnough = 0.02;

/**
 * Places by the heights of the ground: a line of sight is straight, so that a pixel moves evenly with the height
 * between the lowest and the highest of the piece; where that errs, every pixel is placed by itself.
 */
function placesOnGround(
  target: Grid,
  source: SourceGrid,
  heightAt: HeightAt,
  piece: Window,
  options: WarpOptions,
): Places {
  const geographic = crsFromEpsg(4326)!;
  const ground: Grid = { width: 1, height: 1, affine: [0, 1, 0, 0, 0, 1], crs: geographic };
  // "Columns and rows" of a grid of degrees are longitudes and latitudes: smooth, so they may be straight in pieces.
  const smooth = { ...options, tolerance: 1e-6 };
  const where = placesOf(pixelTransform(target, ground), piece, smooth);
  const heights = where.cols.map((cols, y) =>
    Float64Array.from(cols, (c, x) => heightAt(c, where.rows[y][x])),
  );
  let [low, high] = [Infinity, -Infinity];
  for (const row of heights)
    for (const h of row) if (h === h) [low, high] = [Math.min(low, h), Math.max(high, h)];
  if (!(high >= low)) return { cols: [], rows: [], scaleX: 1, scaleY: 1 };
  const at = (height: number) => pixelTransform(target, source, () => height);
  const bottom = placesOf(at(low), piece, options);
  if (high === low) return masked(bottom, heights);
  const top = placesOf(at(high), piece, options);
  const middle = at((low + high) / 2)(piece.col + piece.width / 2, piece.row + piece.height / 2);
  const ends = [low, high].map(h => at(h)(piece.col + piece.width / 2, piece.row + piece.height / 2));
  const bend = [0, 1].map(i => Math.abs((ends[0][i] + ends[1][i]) / 2 - middle[i]));
  if (Math.max(...bend) > straightEnough)
    return placesOf(pixelTransform(target, source, heightAt), piece, { ...options, tolerance: 0 });
  bottom.cols.forEach((cols, y) => {
    for (let x = 0; x < cols.length; x++) {
      const t = (heights[y][x] - low) / (high - low);
      cols[x] += t * (top.cols[y][x] - cols[x]);
      bottom.rows[y][x] += t * (top.rows[y][x] - bottom.rows[y][x]);
    }
  });
  return bottom;
}

/** Without places where there is no height. */
function masked(places: Places, heights: readonly Float64Array[]): Places {
  heights.forEach((row, y) => row.forEach((h, x) => h !== h && (places.cols[y][x] = NaN)));
  return places;
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

/** Where the pixels of a piece go: its first one, and from row to row. */
interface Into {
  out: Float64Array;
  first: number;
  stride: number;
}

function fillPoints(
  places: Places,
  piece: Window,
  pixels: SourcePiece,
  how: 'nearest' | 'bilinear' | 'cubic',
  { out, first, stride }: Into,
): void {
  const { cols, rows, scaleX, scaleY } = places;
  for (let y = 0; y < piece.height; y++) {
    const [c, r] = [cols[y], rows[y]];
    const to = first + y * stride;
    for (let x = 0; x < piece.width; x++) out[to + x] = sampleAt(pixels, c[x], r[x], how, scaleX, scaleY);
  }
}

/** Each target pixel takes the box between its upper-left and lower-right corner in the source, as GDAL does. */
function fillBoxes(
  places: Places,
  piece: Window,
  pixels: SourcePiece,
  how: 'average' | 'mode',
  { out, first, stride }: Into,
): void {
  const { cols, rows } = places;
  for (let y = 0; y < piece.height; y++)
    for (let x = 0; x < piece.width; x++) {
      const [c0, r0, c1, r1] = [cols[y][x], rows[y][x], cols[y + 1][x + 1], rows[y + 1][x + 1]];
      const [left, right] = [Math.min(c0, c1), Math.max(c0, c1)];
      out[first + y * stride + x] = gatherBox(pixels, left, Math.min(r0, r1), right, Math.max(r0, r1), how);
    }
}
