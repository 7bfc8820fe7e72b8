import proj4 from 'proj4';
import { toMap, windowAffine, type Affine, type Grid, type Window } from './grid.ts';

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
function areaFromEquator(latitude: number): number {
  const s = Math.sin(latitude);
  const e = Math.sqrt(e2);
  return ((a * a * (1 - e2)) / 2) * (s / (1 - e2 * s * s) + Math.atanh(e * s) / e);
}

const nodeSpacing = 32;

/**
 * Ellipsoidal area in m² of every pixel of a window, row-major. Geographic grids that are north-up: exact band areas.
 * Others: pixel's planar area × |∂(λ, φ)/∂(x, y)| × surface element, at nodes 32 pixels apart and bilinear between.
 * Without a CRS the planar area is taken as square metres.
 */
export function pixelAreasM2(grid: Grid, window: Window): Float64Array {
  const areas = new Float64Array(window.width * window.height);
  const affine = windowAffine(grid.affine, window);
  const planar = Math.abs(affine[1] * affine[5] - affine[2] * affine[4]);
  if (!grid.crs) return areas.fill(planar);
  if (grid.crs.kind === 'geographic' && affine[2] === 0 && affine[4] === 0) {
    for (let row = 0; row < window.height; row++) {
      const top = clampLatitude(affine[3] + row * affine[5]);
      const bottom = clampLatitude(affine[3] + (row + 1) * affine[5]);
      areas.fill(
        Math.abs(areaFromEquator(top) - areaFromEquator(bottom)) * Math.abs(affine[1]) * radians,
        row * window.width,
        (row + 1) * window.width,
      );
    }
    return areas;
  }
  // Nodes lie on whole multiples of the spacing of the grid, so that a pixel's area does not depend on the window.
  const firstCol = Math.floor(window.col / nodeSpacing);
  const firstRow = Math.floor(window.row / nodeSpacing);
  const across = Math.floor((window.col + window.width - 1) / nodeSpacing) - firstCol + 2;
  const down = Math.floor((window.row + window.height - 1) / nodeSpacing) - firstRow + 2;
  const scaleAt = areaScale(grid.crs.proj4, grid.crs.kind, grid.affine);
  const nodes = new Float64Array(across * down);
  for (let r = 0; r < down; r++)
    for (let c = 0; c < across; c++)
      nodes[r * across + c] =
        scaleAt((firstCol + c) * nodeSpacing + 0.5, (firstRow + r) * nodeSpacing + 0.5) * planar;
  for (let row = 0; row < window.height; row++) {
    const y = (window.row + row) / nodeSpacing - firstRow;
    const r = Math.floor(y);
    const v = y - r;
    for (let col = 0; col < window.width; col++) {
      const x = (window.col + col) / nodeSpacing - firstCol;
      const c = Math.floor(x);
      const u = x - c;
      const at = r * across + c;
      areas[row * window.width + col] =
        (nodes[at] * (1 - u) + nodes[at + 1] * u) * (1 - v) +
        (nodes[at + across] * (1 - u) + nodes[at + across + 1] * u) * v;
    }
  }
  return areas;
}

/** Square metres on the ellipsoid per squared unit of the CRS at a column and row, by central differences of 16 pixels. */
function areaScale(
  definition: string,
  kind: 'geographic' | 'projected',
  affine: Affine,
): (col: number, row: number) => number {
  const inverse = proj4(definition, '+proj=longlat +ellps=GRS80 +no_defs');
  const toLonLat = (x: number, y: number) => (kind === 'geographic' ? [x, y] : inverse.forward([x, y]));
  const step = 16;
  const planarCell = Math.abs(affine[1] * affine[5] - affine[2] * affine[4]) * (2 * step) ** 2;
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
