import { boxOfRing, type Box } from './rings.ts';
import type { MultiPolygon } from './zone.ts';

/** Gaps between zones up to twice this wide, in pixels, are joins of one lake, not shore. */
const reach = 0.25;
/** Sides that run along another polygon are looked at in pieces of this many pixels. */
const piece = 0.5;
const bandRows = 8;

/**
 * The outline of all polygons together, as sides [x0, y0, x1, y1] after one another: where polygons adjoin or overlap
 * there is none. Holes that no other polygon fills (islands) belong to it. All in pixels.
 */
export function shoreLine(zones: readonly MultiPolygon[]): Float64Array {
  const polygons = zones.flat().map(rings => ({ rings, box: boxOfRing(rings[0]) }));
  const inside = insideTest(polygons.map(p => p.rings));
  const out: number[] = [];
  for (const [own, { rings }] of polygons.entries()) {
    const others = polygons.filter((_, i) => i !== own).map(p => p.box);
    for (const ring of rings)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x0, y0] = ring[i];
        const [x1, y1] = ring[i + 1];
        if (x0 === x1 && y0 === y1) continue;
        if (!others.some(box => touches(box, x0, y0, x1, y1))) out.push(x0, y0, x1, y1);
        else pushOuter(out, x0, y0, x1, y1, inside);
      }
  }
  return Float64Array.from(out);
}

function touches([minX, minY, maxX, maxY]: Box, x0: number, y0: number, x1: number, y1: number): boolean {
  return (
    Math.min(x0, x1) <= maxX + 1 &&
    Math.max(x0, x1) >= minX - 1 &&
    Math.min(y0, y1) <= maxY + 1 &&
    Math.max(y0, y1) >= minY - 1
  );
}

/** Those parts of a side that have nothing on one hand. */
function pushOuter(
  out: number[],
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  inside: (x: number, y: number) => boolean,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const count = Math.max(1, Math.ceil(length / piece));
  const [offX, offY] = [(-(y1 - y0) / length) * reach, ((x1 - x0) / length) * reach];
  let begun: number | null = null;
  for (let n = 0; n <= count; n++) {
    const t = (n + 0.5) / count;
    const [x, y] = [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t];
    const outer = n < count && !(inside(x + offX, y + offY) && inside(x - offX, y - offY));
    if (outer) begun ??= n / count;
    else if (begun !== null) {
      const end = n / count;
      out.push(x0 + (x1 - x0) * begun, y0 + (y1 - y0) * begun, x0 + (x1 - x0) * end, y0 + (y1 - y0) * end);
      begun = null;
    }
  }
}

/** Whether a place lies in any of the polygons (even-odd in each). */
function insideTest(polygons: MultiPolygon): (x: number, y: number) => boolean {
  const bands = new Map<number, Map<number, number[]>>();
  polygons.forEach((rings, p) => {
    for (const ring of rings)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x0, y0] = ring[i];
        const [x1, y1] = ring[i + 1];
        if (y0 === y1) continue;
        const last = Math.floor(Math.max(y0, y1) / bandRows);
        for (let band = Math.floor(Math.min(y0, y1) / bandRows); band <= last; band++) {
          let list = bands.get(band);
          if (!list) bands.set(band, (list = new Map()));
          const sides = list.get(p);
          if (sides) sides.push(x0, y0, x1, y1);
          else list.set(p, [x0, y0, x1, y1]);
        }
      }
  });
  return (x, y) => {
    for (const sides of bands.get(Math.floor(y / bandRows))?.values() ?? []) {
      let odd = false;
      for (let i = 0; i < sides.length; i += 4) {
        const [x0, y0, x1, y1] = [sides[i], sides[i + 1], sides[i + 2], sides[i + 3]];
        if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) odd = !odd;
      }
      if (odd) return true;
    }
    return false;
  };
}
