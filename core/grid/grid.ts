import { datumOf, type Datum } from './datum.ts';

/** GDAL order: x = a0 + col·a1 + row·a2, y = a3 + col·a4 + row·a5, at the pixel's upper-left corner. */
export type Affine = readonly [number, number, number, number, number, number];

export interface Crs {
  /** EPSG code, or null where the definition carries none. */
  epsg: number | null;
  name: string;
  /** A definition that proj4 takes. Shifts of datums do not stand in it: `convert.ts` makes them by the datum. */
  proj4: string;
  /** WGS 84 where it is not told. */
  datum?: Datum;
  kind: 'geographic' | 'projected';
  wkt?: string;
  /** The GeoKeys that it was read from, where no EPSG code stands for it: a file written on this grid repeats them. */
  geoKeys?: { directory: number[]; doubles: number[]; ascii: string };
}

/** Size, place and reference of a raster. Columns run 0…width, rows 0…height. */
export interface Grid {
  width: number;
  height: number;
  affine: Affine;
  crs: Crs | null;
  /** Why there is no CRS though the file names one. */
  crsProblem?: string;
}

/** Columns [col, col + width) and rows [row, row + height) of a grid. */
export interface Window {
  col: number;
  row: number;
  width: number;
  height: number;
}

/** [minX, minY, maxX, maxY] in the units of the CRS. */
export type Extent = readonly [number, number, number, number];

export function toMap(affine: Affine, col: number, row: number): [number, number] {
  return [affine[0] + col * affine[1] + row * affine[2], affine[3] + col * affine[4] + row * affine[5]];
}

/** The affine that takes map coordinates back to columns and rows. Throws RangeError where it has no inverse. */
export function invert(affine: Affine): Affine {
  const [x0, a, b, y0, d, e] = affine;
  const det = a * e - b * d;
  if (!(Math.abs(det) > 0)) throw new RangeError('affine has no inverse');
  return [(b * y0 - e * x0) / det, e / det, -b / det, (d * x0 - a * y0) / det, -d / det, a / det];
}

export function extentOf(grid: Grid): Extent {
  const { width, height, affine } = grid;
  const corners = [
    toMap(affine, 0, 0),
    toMap(affine, width, 0),
    toMap(affine, 0, height),
    toMap(affine, width, height),
  ];
  const xs = corners.map(c => c[0]);
  const ys = corners.map(c => c[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Length of a pixel's sides [along a row, along a column] in units of the CRS. */
export function pixelSize(affine: Affine): [number, number] {
  return [Math.hypot(affine[1], affine[4]), Math.hypot(affine[2], affine[5])];
}

/** Planar area of one pixel in squared units of the CRS. */
export function pixelPlanarArea(affine: Affine): number {
  return Math.abs(affine[1] * affine[5] - affine[2] * affine[4]);
}

export function wholeWindow(grid: Pick<Grid, 'width' | 'height'>): Window {
  return { col: 0, row: 0, width: grid.width, height: grid.height };
}

export function intersectWindows(a: Window, b: Window): Window | null {
  const col = Math.max(a.col, b.col);
  const row = Math.max(a.row, b.row);
  const width = Math.min(a.col + a.width, b.col + b.width) - col;
  const height = Math.min(a.row + a.height, b.row + b.height) - row;
  return width > 0 && height > 0 ? { col, row, width, height } : null;
}

/** The affine of a window's own upper-left corner. */
export function windowAffine(affine: Affine, window: Window): Affine {
  const [x, y] = toMap(affine, window.col, window.row);
  return [x, affine[1], affine[2], y, affine[4], affine[5]];
}

/** True where two definitions are one system: one code, or one text on one datum. */
export const sameCrs = (a: Crs, b: Crs): boolean =>
  (a.epsg !== null && a.epsg === b.epsg) || (a.proj4 === b.proj4 && datumOf(a).name === datumOf(b).name);

/** True where two grids have the same size, CRS and corners within 1 % of a pixel. */
export function sameGrid(a: Grid, b: Grid): boolean {
  if (a.width !== b.width || a.height !== b.height) return false;
  if (a.crs === null || b.crs === null ? a.crs !== b.crs : !sameCrs(a.crs, b.crs)) return false;
  const tolerance = 0.01 * Math.min(...pixelSize(a.affine));
  return [
    [0, 0],
    [a.width, 0],
    [0, a.height],
  ].every(([col, row]) => {
    const p = toMap(a.affine, col, row);
    const q = toMap(b.affine, col, row);
    return Math.abs(p[0] - q[0]) <= tolerance && Math.abs(p[1] - q[1]) <= tolerance;
  });
}
