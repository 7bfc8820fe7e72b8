import { inEnglish } from '#core/words/said.ts';
import { boxOfRing, placeInRing, rightHanded, signedArea, type Box } from './rings.ts';
import type { MultiPolygon, Polygon, Ring } from './zone.ts';

interface Loop {
  ring: Ring;
  box: Box;
  area: number;
  /** The smallest loop around it. */
  parent: Loop | null;
  /** Loops around it, itself counted. */
  depth: number;
  /** Turns of all loops around a place inside. */
  turns: number;
  inner: number;
}

/**
 * The same ground with rings nested as the even-odd rule has them: loops that touch themselves are taken apart, a ring
 * in a ring is a hole however it was wound, a ring that is there twice counts once. `note` says by how much the
 * non-zero rule differs, where it does; what the file says to be a hole is one by both. Rings that cross are not looked
 * at: such zones are refused (`findCrossing`).
 */
export function evenOdd(geometry: MultiPolygon): { geometry: MultiPolygon; note: string | null } {
  const rings = rightHanded(geometry).flat();
  const parts = rings.flatMap(simpleLoops);
  if (parts.length < 2) return { geometry, note: null };
  const loops = nested(parts);
  const own = (loop: Loop) => Math.abs(loop.area) - loop.inner;
  const byEvenOdd = sum(loops.filter(loop => loop.depth % 2 === 1).map(own));
  const byNonZero = sum(loops.filter(loop => loop.turns !== 0).map(own));
  const counted = sum(
    geometry.flatMap(polygon => polygon.map((r, i) => Math.abs(signedArea(r)) * (i ? -1 : 1))),
  );
  const differ = (a: number, b: number) => Math.abs(a - b) > 1e-9 * Math.max(a, b);
  const percent = Number(((100 * Math.abs(byNonZero - byEvenOdd)) / byEvenOdd).toPrecision(3));
  const note = differ(byNonZero, byEvenOdd) ? inEnglish('zones.winding', { percent }) : null;
  return { geometry: differ(counted, byEvenOdd) ? polygonsOf(loops) : geometry, note };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A ring taken apart where it comes back to a corner. */
function simpleLoops(ring: Ring): Ring[] {
  const loops: Ring[] = [];
  const path: Ring = [];
  const at = new Map<string, number>();
  for (const [x, y] of ring) {
    const key = `${x} ${y}`;
    const before = at.get(key);
    if (before !== undefined) {
      const loop = [...path.slice(before), [x, y]];
      if (loop.length >= 4 && signedArea(loop) !== 0) loops.push(loop);
      for (const [px, py] of path.splice(before)) at.delete(`${px} ${py}`);
    }
    at.set(key, path.length);
    path.push([x, y]);
  }
  return loops;
}

function nested(rings: readonly Ring[]): Loop[] {
  const loops = rings
    .map((ring): Loop => {
      const area = signedArea(ring);
      return { ring, box: boxOfRing(ring), area, parent: null, depth: 1, turns: Math.sign(area), inner: 0 };
    })
    .sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const kept: Loop[] = [];
  for (const loop of loops) {
    const around = kept.findLast(other => holds(other, loop));
    if (around && Math.abs(around.area) === Math.abs(loop.area)) continue; // there twice
    if (around) {
      loop.parent = around;
      loop.depth = around.depth + 1;
      loop.turns += around.turns;
      around.inner += Math.abs(loop.area);
    }
    kept.push(loop);
  }
  return kept;
}

/** True where `inner` lies in `outer`: its corners, then the middles of its sides, that are not on the line decide. */
function holds(outer: Loop, inner: Loop): boolean {
  const [a, b] = [outer.box, inner.box];
  if (b[0] < a[0] || b[1] < a[1] || b[2] > a[2] || b[3] > a[3]) return false;
  for (const [x, y] of inner.ring) {
    const place = placeInRing(x, y, outer.ring);
    if (place !== 0) return place > 0;
  }
  for (let i = 1; i < inner.ring.length; i++) {
    const [[px, py], [qx, qy]] = [inner.ring[i - 1], inner.ring[i]];
    const place = placeInRing((px + qx) / 2, (py + qy) / 2, outer.ring);
    if (place !== 0) return place > 0;
  }
  return true;
}

/** Loops at odd depth are outer rings, those right inside them their holes. */
function polygonsOf(loops: readonly Loop[]): MultiPolygon {
  const polygons = new Map<Loop, Polygon>();
  for (const loop of loops) {
    if (loop.depth % 2 === 1) polygons.set(loop, [loop.ring]);
    else polygons.get(loop.parent!)!.push(loop.ring);
  }
  return [...polygons.values()];
}
