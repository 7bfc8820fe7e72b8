import Flatbush from 'flatbush';
import { areaFromEquator } from '#core/grid/pixel-area.ts';
import { common as commonGround, joined } from './clip.ts';
import { boxOf } from './rings.ts';
import type { MultiPolygon, Ring, Zone } from './zone.ts';

const radians = Math.PI / 180;

/**
 * Area in m² on the ellipsoid (GRS 80); longitude and latitude in degrees, sides straight in them. Holes run against
 * their outer ring or not.
 */
export function ellipsoidalAreaM2(geometry: MultiPolygon): number {
  return geometry.reduce(
    (sum, [outer, ...holes]) => sum + ringArea(outer) - holes.reduce((s, hole) => s + ringArea(hole), 0),
    0,
  );
}

/**
 * ∮ (area between equator and latitude) dλ, Simpson's rule on each side: exact to rounding for sides below some
 * kilometres.
 */
function ringArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x0, y0] = ring[i];
    const [x1, y1] = ring[i + 1];
    if (x0 === x1) continue;
    const at = (y: number) => areaFromEquator(y * radians);
    sum += ((x1 - x0) * radians * (at(y0) + 4 * at((y0 + y1) / 2) + at(y1))) / 6;
  }
  return Math.abs(sum);
}

/** Ground that two zones share; positions in their lists. */
export interface ZoneOverlap {
  a: number;
  b: number;
  areaM2: number;
  geometry: MultiPolygon;
}

/** Ground between zones that is enclosed by them. */
export interface ZoneGap {
  areaM2: number;
  /** A corner of it. */
  at: [number, number];
  geometry: MultiPolygon;
}

/** Slivers below this come from how borders were digitised. */
export const sliverM2 = 1;

type Pairs = Generator<[number, number]>;

/** Pairs whose boxes meet, by an index over `b`. */
export function* boxPairs(a: readonly Zone[], b: readonly Zone[], within: boolean): Pairs {
  if (a.length === 0 || b.length === 0) return;
  const index = new Flatbush(b.length);
  for (const zone of b) {
    const [x0, y0, x1, y1] = boxOf(zone.geometry) ?? [0, 0, 0, 0];
    index.add(x0, y0, x1, y1);
  }
  index.finish();
  for (const [i, zone] of a.entries()) {
    const box = boxOf(zone.geometry);
    if (!box) continue;
    for (const j of index.search(box[0], box[1], box[2], box[3]).sort((x, y) => x - y))
      if (!within || j > i) yield [i, j];
  }
}

/** Pairs of zones of one set that share more than a sliver; CGCS2000 degrees. */
export function overlapsWithin(zones: readonly Zone[], least = sliverM2): ZoneOverlap[] {
  return common(zones, zones, true, least);
}

/** What zones of two sets share: parcels by county, reserve, catchment. */
export function intersectZones(a: readonly Zone[], b: readonly Zone[], least = sliverM2): ZoneOverlap[] {
  return common(a, b, false, least);
}

function common(a: readonly Zone[], b: readonly Zone[], within: boolean, least: number): ZoneOverlap[] {
  const found: ZoneOverlap[] = [];
  for (const [i, j] of boxPairs(a, b, within)) {
    const [p, q] = [boxOf(a[i].geometry)!, boxOf(b[j].geometry)!];
    // Boxes that only touch share no ground.
    if (Math.min(p[2], q[2]) <= Math.max(p[0], q[0]) || Math.min(p[3], q[3]) <= Math.max(p[1], q[1]))
      continue;
    const geometry = commonGround(a[i].geometry, b[j].geometry);
    const areaM2 = ellipsoidalAreaM2(geometry);
    if (areaM2 >= least) found.push({ a: i, b: j, areaM2, geometry });
  }
  return found;
}

/**
 * Enclosed ground between zones of a set. Holes that a zone itself has are no gaps unless other zones fill part of
 * them. Largest first.
 */
export function gapsBetween(zones: readonly Zone[], least = sliverM2): ZoneGap[] {
  const gaps: ZoneGap[] = [];
  for (const group of touching(zones)) {
    if (group.length < 2) continue;
    const own = new Set(group.flatMap(i => zones[i].geometry.flatMap(([, ...holes]) => holes.map(shapeKey))));
    for (const [, ...holes] of joined(group.map(i => zones[i].geometry)))
      for (const hole of holes) {
        const areaM2 = ellipsoidalAreaM2([[hole]]);
        if (areaM2 >= least && !own.has(shapeKey(hole)))
          gaps.push({ areaM2, at: [hole[0][0], hole[0][1]], geometry: [[hole]] });
      }
  }
  return gaps.sort((a, b) => b.areaM2 - a.areaM2);
}

/** A ring by its corners, wherever it begins and whichever way it runs. */
const shapeKey = (ring: Ring): string =>
  ring
    .slice(0, -1)
    .map(([x, y]) => `${x.toFixed(9)} ${y.toFixed(9)}`)
    .sort()
    .join();

/** Groups of zones whose boxes meet, directly or through others. */
function touching(zones: readonly Zone[]): number[][] {
  const parent = zones.map((_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const [i, j] of boxPairs(zones, zones, true)) {
    const [x, y] = [rootOf(i), rootOf(j)];
    parent[Math.max(x, y)] = Math.min(x, y);
  }
  return [...Map.groupBy(zones.keys(), rootOf).values()];
}

/** Zones against themselves (overlaps and gaps) or against another set (parts). */
export interface Overlay {
  parts: ZoneOverlap[];
  gaps: ZoneGap[];
}

export function overlay(zones: readonly Zone[], others: readonly Zone[] | null, least: number): Overlay {
  return others
    ? { parts: intersectZones(zones, others, least), gaps: [] }
    : { parts: overlapsWithin(zones, least), gaps: gapsBetween(zones, least) };
}

/** How much of each zone of the first set lies in the second. */
export function sharesOf(
  zones: readonly Zone[],
  parts: readonly ZoneOverlap[],
): { zone: string; areaM2: number; parts: number; insideM2: number; outsideM2: number }[] {
  const shared = Map.groupBy(parts, part => part.a);
  return zones.map((zone, i) => {
    const areaM2 = ellipsoidalAreaM2(zone.geometry);
    const own = shared.get(i) ?? [];
    const insideM2 = own.reduce((sum, part) => sum + part.areaM2, 0);
    return { zone: zone.name, areaM2, parts: own.length, insideM2, outsideM2: areaM2 - insideM2 };
  });
}

/**
 * Parts as zones of their own: both names, attributes of both (what both have keeps the first's, the second's gets
 * its set's name).
 */
export function partsAsZones(
  a: readonly Zone[],
  b: readonly Zone[],
  parts: readonly ZoneOverlap[],
  nameOfB: string,
): Zone[] {
  return parts.map(part => {
    const [first, second] = [a[part.a], b[part.b]];
    const others = Object.entries(second.attributes).map(([key, value]) => [
      key in first.attributes ? `${nameOfB}_${key}` : key,
      value,
    ]);
    return {
      name: `${first.name} · ${second.name}`,
      geometry: part.geometry,
      attributes: {
        ...Object.fromEntries(others),
        ...first.attributes,
        红线: first.name,
        [nameOfB]: second.name,
        area_m2: Number(part.areaM2.toFixed(2)),
      },
    };
  });
}
