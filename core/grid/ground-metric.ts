import { toLonLat as lonLatOf } from './convert.ts';
import { toMap, type Grid } from './grid.ts';

/** GRS 80. */
const a = 6378137;
const f = 1 / 298.257222101;
const e2 = f * (2 - f);
const radians = Math.PI / 180;

/** Pixels that share a metric: over them it changes by less than a few parts in 10⁵. */
const cell = 32;

/**
 * How far a step in pixels is on the ellipsoid: [a, b, c], so that (dc, dr) pixels are (a·dc + b·dr, c·dr) metres. Only
 * lengths mean something, the axes may be turned. Without a CRS units are taken as metres.
 */
export function groundMetric(grid: Grid): (col: number, row: number) => readonly [number, number, number] {
  const { affine, crs } = grid;
  const toLonLat = crs?.kind === 'projected' ? lonLatOf(crs) : null;
  const known = new Map<string, readonly [number, number, number]>();
  return (col, row) => {
    const key = `${Math.floor(col / cell)} ${Math.floor(row / cell)}`;
    const found = known.get(key);
    if (found) return found;
    const c = (Math.floor(col / cell) + 0.5) * cell;
    const r = (Math.floor(row / cell) + 0.5) * cell;
    const at = (dc: number, dr: number): number[] => {
      const point = toMap(affine, c + dc, r + dr);
      return toLonLat ? toLonLat(point) : point;
    };
    const [west, east, north, south] = [at(-1, 0), at(1, 0), at(0, -1), at(0, 1)];
    const [perX, perY] = crs ? metresPerDegree(at(0, 0)[1]) : [1, 1];
    const across = [((east[0] - west[0]) / 2) * perX, ((east[1] - west[1]) / 2) * perY];
    const down = [((south[0] - north[0]) / 2) * perX, ((south[1] - north[1]) / 2) * perY];
    const length = Math.hypot(across[0], across[1]);
    const along = (across[0] * down[0] + across[1] * down[1]) / length;
    const off = Math.sqrt(Math.max(0, down[0] ** 2 + down[1] ** 2 - along ** 2));
    const made = [length, along, off] as const;
    known.set(key, made);
    return made;
  };
}

/** Metres per degree of longitude and of latitude. */
function metresPerDegree(latitude: number): [number, number] {
  const s = Math.sin(latitude * radians);
  const w = 1 - e2 * s * s;
  return [(a / Math.sqrt(w)) * Math.cos(latitude * radians) * radians, ((a * (1 - e2)) / w ** 1.5) * radians];
}
