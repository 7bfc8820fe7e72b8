import { toLonLat as lonLatOf } from './convert.ts';
import { pixelPlanarArea, toMap, type Affine, type Crs, type Grid, type Window } from './grid.ts';

/** GRS 80, the ellipsoid of CGCS2000; WGS 84 differs by less than 0.2 mm in the minor axis. Metres. */
const a = 6378137;
const f = 1 / 298.257222101;
const e2 = f * (2 - f);
const radians = Math.PI / 180;

/** Ellipsoidal area in m² of the surface element at a latitude, per radian of longitude and of latitude. */
function areaElement(latitude: number): number {
  const s = Math.sin(latitude);
  const w = 1 - e2 * s * s;
  return ((a * a * (1 - e2)) / (w * w)) * Math.cos(latitude);
}

/** Ellipsoidal area between the equator and a latitude, m² per radian of longitude (Snyder 1987, eq. 3-12 for q). */
export function areaFromEquator(latitude: number): number {
  const s = Math.sin(latitude);
  const e = Math.sqrt(e2);
  return ((a * a * (1 - e2)) / 2) * (s / (1 - e2 * s * s) + Math.atanh(e * s) / e);
}

/** Nodes are about this far apart at most: between them the area is linear to within 3 parts in 10⁸. */
const nodeDistanceM = 3000;
const maxSpacing = 256;

/** Pixels between nodes: a power of two, so that every window of a grid uses the same nodes. */
function spacingOf(grid: Grid): number {
  const unitM = grid.crs?.kind === 'geographic' ? 111_320 : 1;
  const pixelM =
    Math.max(Math.hypot(grid.affine[1], grid.affine[4]), Math.hypot(grid.affine[2], grid.affine[5])) * unitM;
  let spacing = maxSpacing;
  while (spacing > 1 && spacing * pixelM > nodeDistanceM) spacing /= 2;
  return spacing;
}

/**
 * A run of pixels in a row whose areas are `area`, `area + slope`, `area + 2 · slope` … m²; `from` counts in the
 * window.
 */
export interface AreaRun {
  from: number;
  length: number;
  area: number;
  slope: number;
}

/**
 * Ellipsoidal areas of a grid's pixels. Geographic grids that are north-up: exact band areas. Others: pixel's planar
 * area × |∂(λ, φ)/∂(x, y)| × surface element at nodes on whole multiples of the spacing, and bilinear between, so
 * that a pixel's area does not depend on the window. Without a CRS the planar area is taken as square metres.
 */
export class PixelAreas {
  readonly #grid: Grid;
  readonly #planar: number;
  readonly #spacing: number;
  readonly #nodes = new Map<number, number>();
  readonly #scaleAt: ((col: number, row: number) => number) | null;

  constructor(grid: Grid) {
    const { affine, crs } = grid;
    this.#grid = grid;
    this.#planar = pixelPlanarArea(affine);
    this.#spacing = spacingOf(grid);
    const banded = crs?.kind === 'geographic' && affine[2] === 0 && affine[4] === 0;
    this.#scaleAt =
      crs && !banded ? areaScale(crs, affine, Math.max(0.5, Math.min(16, this.#spacing / 2))) : null;
  }

  /** Runs in reading order that cover the window. */
  runs(window: Window): AreaRun[] {
    const { affine, crs } = this.#grid;
    const { col, row, width, height } = window;
    const runs: AreaRun[] = [];
    if (!this.#scaleAt) {
      const [, y0] = toMap(affine, 0, row);
      for (let r = 0; r < height; r++) {
        const top = clampLatitude(y0 + r * affine[5]);
        const bottom = clampLatitude(y0 + (r + 1) * affine[5]);
        const area = crs
          ? Math.abs(areaFromEquator(top) - areaFromEquator(bottom)) * Math.abs(affine[1]) * radians
          : this.#planar;
        runs.push({ from: r * width, length: width, area, slope: 0 });
      }
      return runs;
    }
    const spacing = this.#spacing;
    const first = Math.floor(col / spacing);
    const last = Math.floor((col + width - 1) / spacing);
    for (let r = 0; r < height; r++) {
      const y = (row + r) / spacing;
      const nodeRow = Math.floor(y);
      const v = y - nodeRow;
      let left = this.#node(first, nodeRow) * (1 - v) + this.#node(first, nodeRow + 1) * v;
      for (let c = first; c <= last; c++) {
        const right = this.#node(c + 1, nodeRow) * (1 - v) + this.#node(c + 1, nodeRow + 1) * v;
        const slope = (right - left) / spacing;
        const from = Math.max(c * spacing, col);
        const to = Math.min((c + 1) * spacing, col + width);
        runs.push({
          from: r * width + from - col,
          length: to - from,
          area: left + slope * (from - c * spacing),
          slope,
        });
        left = right;
      }
    }
    return runs;
  }

  /** m² at the centre of pixel (col · spacing, row · spacing). */
  #node(col: number, row: number): number {
    const key = row * 2 ** 26 + col;
    let area = this.#nodes.get(key);
    if (area === undefined) {
      area = this.#scaleAt!(col * this.#spacing + 0.5, row * this.#spacing + 0.5) * this.#planar;
      this.#nodes.set(key, area);
    }
    return area;
  }
}

/** The area in m² of every pixel of a window, row-major. */
export function pixelAreasM2(grid: Grid, window: Window): Float64Array {
  const areas = new Float64Array(window.width * window.height);
  for (const { from, length, area, slope } of new PixelAreas(grid).runs(window))
    for (let i = 0; i < length; i++) areas[from + i] = area + slope * i;
  return areas;
}

/**
 * Square metres on the ellipsoid per squared unit of the CRS at a column and row, by central differences of `step`
 * pixels.
 */
function areaScale(crs: Crs, affine: Affine, step: number): (col: number, row: number) => number {
  const inverse = lonLatOf(crs);
  const toLonLat = (x: number, y: number) => (crs.kind === 'geographic' ? [x, y] : inverse([x, y]));
  const planarCell = pixelPlanarArea(affine) * (2 * step) ** 2;
  return (col, row) => {
    const at = (dc: number, dr: number) => toLonLat(...toMap(affine, col + dc, row + dr));
    const [west, east, north, south] = [at(-step, 0), at(step, 0), at(0, -step), at(0, step)];
    const centre = at(0, 0);
    const cross =
      (difference(east[0], west[0]) * (south[1] - north[1]) -
        difference(south[0], north[0]) * (east[1] - west[1])) *
      radians *
      radians;
    const area = (Math.abs(cross) * areaElement(centre[1] * radians)) / planarCell;
    return Number.isFinite(area) ? area : 0;
  };
}

/** Difference of longitudes in degrees across the antimeridian. */
function difference(a1: number, b1: number): number {
  const d = a1 - b1;
  return d > 180 ? d - 360 : d < -180 ? d + 360 : d;
}

function clampLatitude(degrees: number): number {
  return Math.max(-90, Math.min(90, degrees)) * radians;
}
