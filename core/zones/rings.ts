import type { MultiPolygon, Polygon, Ring } from './zone.ts';

/** [minX, minY, maxX, maxY]. */
export type Box = [number, number, number, number];

/** Planar area, positive where the ring runs counter-clockwise with x to the right and y upwards. */
export function signedArea(ring: Ring): number {
  if (ring.length < 3) return 0;
  const [x0, y0] = ring[0];
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    twice += (ring[i - 1][0] - x0) * (ring[i][1] - y0) - (ring[i][0] - x0) * (ring[i - 1][1] - y0);
  }
  return twice / 2;
}

export const isClockwise = (ring: Ring): boolean => signedArea(ring) < 0;

/** The ring with its first position repeated at the end. */
export function closeRing(ring: Ring): Ring {
  if (ring.length === 0) return ring;
  const first = ring[0];
  const last = ring[ring.length - 1];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, [first[0], first[1]]];
}

export function boxOfRing(ring: Ring): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

/** The box around all outer rings, or null where there is none. */
export function boxOf(polygons: MultiPolygon): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygons) {
    const own = boxOfRing(outer);
    box[0] = Math.min(box[0], own[0]);
    box[1] = Math.min(box[1], own[1]);
    box[2] = Math.max(box[2], own[2]);
    box[3] = Math.max(box[3], own[3]);
  }
  return box[0] <= box[2] ? box : null;
}

/** 1 inside, 0 on the line, -1 outside. */
export function placeInRing(x: number, y: number, ring: Ring): 1 | 0 | -1 {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    const cross = (xj - xi) * (y - yi) - (x - xi) * (yj - yi);
    if (
      cross === 0 &&
      x >= Math.min(xi, xj) &&
      x <= Math.max(xi, xj) &&
      y >= Math.min(yi, yj) &&
      y <= Math.max(yi, yj)
    )
      return 0;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** True where a place lies in one of the polygons, or on its outline. */
export const isInside = (x: number, y: number, polygons: MultiPolygon): boolean =>
  polygons.some(
    ([outer, ...holes]) => placeInRing(x, y, outer) >= 0 && holes.every(hole => placeInRing(x, y, hole) <= 0),
  );

/** True where `inner` lies inside `outer`; rings may touch, so the first position off the line decides. */
function contains(outer: Ring, outerBox: Box, inner: Ring, innerBox: Box): boolean {
  if (
    innerBox[0] < outerBox[0] ||
    innerBox[1] < outerBox[1] ||
    innerBox[2] > outerBox[2] ||
    innerBox[3] > outerBox[3]
  )
    return false;
  for (const [x, y] of inner) {
    const place = placeInRing(x, y, outer);
    if (place !== 0) return place > 0;
  }
  const [a, b] = inner;
  return placeInRing((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, outer) >= 0;
}

/**
 * Polygons from the loose rings of one Shapefile record: clockwise rings are outer, the others are holes of the
 * smallest outer ring around them. A hole that lies in no outer ring is taken as an outer ring, as GDAL does.
 */
export function groupRings(rings: Ring[]): MultiPolygon {
  const all = rings.map(ring => ({ ring, box: boxOfRing(ring), area: signedArea(ring) }));
  const outers = all.filter(r => r.area < 0).map(r => ({ ...r, polygon: [r.ring] as Polygon }));
  const stray: MultiPolygon = [];
  for (const hole of all.filter(r => r.area >= 0)) {
    let best: (typeof outers)[number] | null = null;
    for (const outer of outers) {
      if (best && -outer.area >= -best.area) continue;
      if (contains(outer.ring, outer.box, hole.ring, hole.box)) best = outer;
    }
    if (best) best.polygon.push(hole.ring);
    else stray.push([hole.ring]);
  }
  return [...outers.map(o => o.polygon), ...stray];
}

/** The same polygons with outer rings counter-clockwise and holes clockwise (RFC 7946, Simple Features). */
export function rightHanded(polygons: MultiPolygon): MultiPolygon {
  return polygons.map(polygon =>
    polygon.map((ring, i) => (isClockwise(ring) === (i === 0) ? [...ring].reverse() : ring)),
  );
}
