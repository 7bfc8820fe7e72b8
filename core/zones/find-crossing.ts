import Flatbush from 'flatbush';
import { say, type Said } from '#core/words/said.ts';
import type { MultiPolygon } from './zone.ts';

/**
 * Where a zone's outline crosses itself or another of its rings; null where it is simple. Touching in a point is
 * allowed.
 */
export function findCrossing(geometry: MultiPolygon): [number, number] | null {
  const sides: { a: number[]; b: number[]; ring: number; at: number; last: number }[] = [];
  let ringCount = 0;
  for (const polygon of geometry)
    for (const ring of polygon) {
      const corners = ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1][0] || p[1] !== ring[i - 1][1]);
      for (let i = 0; i + 1 < corners.length; i++)
        sides.push({ a: corners[i], b: corners[i + 1], ring: ringCount, at: i, last: corners.length - 2 });
      ringCount++;
    }
  if (sides.length < 3) return null;
  const index = new Flatbush(sides.length);
  for (const { a, b } of sides)
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  index.finish();
  for (let i = 0; i < sides.length; i++) {
    const s = sides[i];
    const near = index.search(
      Math.min(s.a[0], s.b[0]),
      Math.min(s.a[1], s.b[1]),
      Math.max(s.a[0], s.b[0]),
      Math.max(s.a[1], s.b[1]),
      j => j > i,
    );
    for (const j of near) {
      const crossing = properCrossing(s.a, s.b, sides[j].a, sides[j].b);
      if (crossing) return crossing;
    }
  }
  return null;
}

/** The point where two sides cross within both, not at an end; null for touching, shared ends and parallels. */
function properCrossing(a: number[], b: number[], c: number[], d: number[]): [number, number] | null {
  const side = (p: number[], q: number[], r: number[]) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  const d1 = side(a, b, c);
  const d2 = side(a, b, d);
  const d3 = side(c, d, a);
  const d4 = side(c, d, b);
  if (!(d1 * d2 < 0 && d3 * d4 < 0)) return null;
  const t = d1 / (d1 - d2);
  return [c[0] + t * (d[0] - c[0]), c[1] + t * (d[1] - c[1])];
}

export const crossesItself = ([x, y]: readonly [number, number]): Said =>
  say('zones.crosses-itself', { x: x.toPrecision(9), y: y.toPrecision(9) });
