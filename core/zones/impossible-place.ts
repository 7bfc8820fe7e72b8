import { fromLonLat, toLonLat } from '#core/grid/convert.ts';
import type { Crs } from '#core/grid/grid.ts';
import { say, type Said } from '#core/words/said.ts';
import { boxOf } from './rings.ts';
import type { MultiPolygon } from './zone.ts';

/** A little beyond the globe comes from rounding. */
const slack = 1e-6;

/** Metres from the central meridian of a zone of Gauss–Krüger: some 15 degrees. */
const furthest = 1_500_000;

/** Metres between a place and itself, there and back through longitude and latitude. */
const returns = 1;

/** A corner of a zone's box that is no place of its system, and what the numbers look like; null where all are. */
export function impossiblePlace(
  geometry: MultiPolygon,
  crs: Crs,
): { at: [number, number]; why: Said } | null {
  const box = boxOf(geometry);
  if (!box) return null;
  const [minX, minY, maxX, maxY] = box;
  const corners: [number, number][] = [
    [minX, minY],
    [maxX, maxY],
    [minX, maxY],
    [maxX, minY],
  ];
  const inDegrees = ([x, y]: [number, number]) => Math.abs(x) <= 180 + slack && Math.abs(y) <= 90 + slack;
  if (crs.kind === 'geographic') {
    // Longitudes up to 360 are written east of the date line.
    const at = corners.find(
      ([x, y]) => !inDegrees([x, y]) && !(x >= 0 && x <= 360 && Math.abs(y) <= 90 + slack),
    );
    if (!at) return null;
    const isSwapped = corners.every(([x, y]) => inDegrees([y, x]));
    const why = isSwapped
      ? 'zones.looks-swapped'
      : Math.max(Math.abs(at[0]), Math.abs(at[1])) > 1000
        ? 'zones.looks-metres'
        : 'zones.beyond-globe';
    return { at, why: say(why) };
  }
  // No false origin lies that near: degrees under the name of a projection.
  if (corners.every(inDegrees) && metresPerUnit(crs) < 1000)
    return { at: corners[0], why: say('zones.looks-degrees') };
  const there = toLonLat(crs);
  const back = fromLonLat(crs);
  const exists = (corner: [number, number]): boolean => {
    try {
      const [lon, lat] = there(corner);
      if (!inDegrees([lon, lat])) return false;
      const [x, y] = back([lon, lat]);
      return Math.hypot(x - corner[0], y - corner[1]) * metresPerUnit(crs) <= returns;
    } catch {
      return false;
    }
  };
  const farEast = /\+proj=tmerc.*\+x_0=([\d.]+)/.exec(crs.proj4);
  const isFar = (x: number) => farEast !== null && Math.abs(x - Number(farEast[1])) > furthest;
  const at = corners.find(corner => isFar(corner[0]) || !exists(corner));
  if (!at) return null;
  const isSwapped = farEast !== null && corners.every(([x, y]) => !isFar(y) && Math.abs(x) < 1e7);
  return { at, why: say(isSwapped ? 'zones.looks-swapped' : 'zones.off-projection') };
}

const metresPerUnit = (crs: Crs): number => Number(/\+to_meter=([\d.eE+-]+)/.exec(crs.proj4)?.[1] ?? 1);
