import { common as commonGround, joined } from './clip.ts';
import { coverageFractions } from './coverage.ts';
import { edgesOf } from './project.ts';
import { boxOf, rightHanded, signedArea } from './rings.ts';
import type { MultiPolygon, Zone } from './zone.ts';
import { boxPairs } from './zone-overlay.ts';

/** Zones of a set that lie on the same ground. Positions are those of the set. */
export interface SharedGround {
  /** Zones that share ground, directly or through others, and the outline of all of them; groups of two and more. */
  groups: { zones: number[]; outline: MultiPolygon }[];
  /** The smallest zone that a zone is a part of; null for one that is of none. */
  partOf: (number | null)[];
  /** A zone further up with the same outline; null for none. */
  sameAs: (number | null)[];
}

/** Cells along each side of the box that two zones share. */
const cells = 64;
/** Shared ground below this share of the smaller zone is how borders were digitised. */
const sliver = 1e-4;
/** A zone is a part of another when no more than this share of it lies beside it. */
const beside = 0.01;

/**
 * Which zones share ground. Sides are straight in the coordinates given, shares are planar there. Outlines must not
 * cross themselves.
 */
export function sharedGround(zones: readonly Zone[]): SharedGround {
  const areas = zones.map(zone => planarArea(zone.geometry));
  const partOf: (number | null)[] = zones.map(() => null);
  const sameAs: (number | null)[] = zones.map(() => null);
  const groupOf = zones.map((_, i) => i);
  const rootOf = (i: number): number => (groupOf[i] === i ? i : (groupOf[i] = rootOf(groupOf[i])));
  for (const [a, b] of boxPairs(zones, zones, true)) {
    const smaller = Math.min(areas[a], areas[b]);
    if (!(commonAtLeast(zones[a].geometry, zones[b].geometry) > smaller * sliver)) continue;
    const common = planarArea(commonGround(zones[a].geometry, zones[b].geometry));
    groupOf[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
    const inside = (zone: number) => common >= areas[zone] * (1 - beside);
    const isPart = (zone: number, of: number) => {
      const held = partOf[zone];
      if (held === null || areas[of] < areas[held]) partOf[zone] = of;
    };
    if (inside(a) && inside(b)) sameAs[b] ??= a;
    else if (inside(a)) isPart(a, b);
    else if (inside(b)) isPart(b, a);
  }
  const groups = [...Map.groupBy(zones.keys(), rootOf).values()].filter(group => group.length > 1);
  return {
    groups: groups.map(group => ({ zones: group, outline: joined(group.map(i => zones[i].geometry)) })),
    partOf,
    sameAs,
  };
}

/** A lower bound of the area that two outlines share, from their coverage of a coarse grid over the common box. */
function commonAtLeast(a: MultiPolygon, b: MultiPolygon): number {
  const [p, q] = [boxOf(a)!, boxOf(b)!];
  const [left, bottom] = [Math.max(p[0], q[0]), Math.max(p[1], q[1])];
  const [width, height] = [Math.min(p[2], q[2]) - left, Math.min(p[3], q[3]) - bottom];
  if (!(width > 0 && height > 0)) return 0;
  const cover = (outline: MultiPolygon) =>
    coverageFractions(
      edgesOf(
        rightHanded(outline).map(polygon =>
          polygon.map(ring =>
            ring.map(([x, y]) => [((x - left) / width) * cells, ((y - bottom) / height) * cells]),
          ),
        ),
      ),
      { col: 0, row: 0, width: cells, height: cells },
    );
  const [inA, inB] = [cover(a), cover(b)];
  const common = inA.reduce((sum, cover, i) => sum + Math.max(0, cover + inB[i] - 1), 0);
  return (common * width * height) / cells ** 2;
}

/** Square units of the coordinates; holes run against their outer ring or not. */
const planarArea = (geometry: MultiPolygon): number =>
  geometry.reduce((sum, polygon) => {
    const [outer, ...holes] = polygon.map(ring => Math.abs(signedArea(ring)));
    return sum + holes.reduce((area, hole) => area - hole, outer);
  }, 0);
