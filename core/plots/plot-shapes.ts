import proj4 from 'proj4';
import { areaFromEquator } from '#core/grid/pixel-area.ts';
import { closeRing, signedArea } from '#core/zones/rings.ts';
import type { MultiPolygon, Ring } from '#core/zones/zone.ts';

/** Longitude and latitude in CGCS2000, degrees. */
export type LonLat = readonly [number, number];

const radians = Math.PI / 180;

/** Metres east and north of a place, by a transverse Mercator through it: true to 1 cm within 5 km. */
export function planeAt([lon, lat]: LonLat) {
  const plane = proj4(
    '+proj=longlat +ellps=GRS80 +no_defs',
    `+proj=tmerc +lat_0=${lat} +lon_0=${lon} +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
  );
  return {
    toMetres: ([x, y]: readonly number[]): [number, number] => plane.forward([x, y]),
    toLonLat: ([x, y]: readonly number[]): [number, number] => plane.inverse([x, y]),
  };
}

/** A square of a side in metres around its centre; `bearing` turns it clockwise from north, degrees. */
export function squareAt(centre: LonLat, sideM: number, bearing = 0): MultiPolygon {
  const { toLonLat } = planeAt(centre);
  const half = sideM / 2;
  const [sin, cos] = [Math.sin(bearing * radians), Math.cos(bearing * radians)];
  const corners = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ].map(([x, y]) => toLonLat([x * cos + y * sin, y * cos - x * sin]));
  return [[closeRing(corners)]];
}

/** The same shape, in metres, around another place. */
export function moveShape(shape: MultiPolygon, from: LonLat, to: LonLat): MultiPolygon {
  const { toMetres } = planeAt(from);
  const { toLonLat } = planeAt(to);
  return shape.map(polygon => polygon.map(ring => ring.map(position => toLonLat(toMetres(position)))));
}

export function distanceM(a: LonLat, b: LonLat): number {
  const middle: LonLat = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const { toMetres } = planeAt(middle);
  const [[ax, ay], [bx, by]] = [toMetres(a), toMetres(b)];
  return Math.hypot(ax - bx, ay - by);
}

/** Area on the ellipsoid, holes taken off, m². Sides are straight in longitude and latitude. */
export function shapeAreaM2(shape: MultiPolygon): number {
  return shape
    .map(polygon => polygon.map(ringAreaM2).reduce((outer, hole) => outer - hole))
    .reduce((sum, area) => sum + area, 0);
}

function ringAreaM2(ring: Ring): number {
  const reference = areaFromEquator(ring[0][1] * radians);
  const at = (lat: number) => areaFromEquator(lat * radians) - reference;
  let area = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    area += (((x1 - x0) * radians) / 6) * (at(y0) + 4 * at((y0 + y1) / 2) + at(y1));
  }
  return Math.abs(area);
}

/** The middle of a shape by area; where a plot's point stands. */
export function centreOf(shape: MultiPolygon): LonLat {
  const ring = shape[0][0];
  const { toMetres, toLonLat } = planeAt([ring[0][0], ring[0][1]]);
  const metres = ring.map(toMetres);
  const area = signedArea(metres);
  if (area === 0) return [ring[0][0], ring[0][1]];
  let [x, y] = [0, 0];
  for (let i = 1; i < metres.length; i++) {
    const [[x0, y0], [x1, y1]] = [metres[i - 1], metres[i]];
    const cross = x0 * y1 - x1 * y0;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return toLonLat([x / (6 * area), y / (6 * area)]);
}
