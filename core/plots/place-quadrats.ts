import type { MultiPolygon } from '#core/zones/zone.ts';
import { centreOf, planeAt, squareAt } from './plot-shapes.ts';

/** Places along a side that are tried for a quadrat. */
const steps = 40;

/**
 * Squares spread evenly over a plot, each wholly inside of its outline and clear of the others; fewer than `count`
 * where no more fit.
 */
export function placeQuadrats(outline: MultiPolygon, sideM: number, count: number): MultiPolygon[] {
  const centre = centreOf(outline);
  const { toMetres, toLonLat } = planeAt(centre);
  const ring = outline[0][0].map(toMetres);
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const free = places(left, right, sideM).flatMap(x =>
    places(bottom, top, sideM)
      .map(y => [x, y] as const)
      .filter(place => liesInside(ring, place, sideM / 2)),
  );
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const chosen: (readonly [number, number])[] = [];
  for (let i = 0; i < count; i++) {
    const inRow = Math.min(columns, count - Math.floor(i / columns) * columns);
    const wanted = [
      left + ((right - left) * ((i % columns) + 0.5)) / inRow,
      top - ((top - bottom) * (Math.floor(i / columns) + 0.5)) / rows,
    ];
    const best = free
      .filter(([x, y]) =>
        chosen.every(([cx, cy]) => Math.max(Math.abs(cx - x), Math.abs(cy - y)) >= sideM - 1e-6),
      )
      .sort(
        (a, b) =>
          Math.hypot(a[0] - wanted[0], a[1] - wanted[1]) - Math.hypot(b[0] - wanted[0], b[1] - wanted[1]),
      )[0];
    if (best) chosen.push(best);
  }
  return chosen.map(place => squareAt(toLonLat(place), sideM));
}

/** Centres between two borders at which a quadrat does not reach over them. */
function places(from: number, to: number, sideM: number): number[] {
  const room = to - from - sideM;
  // A plot of just the quadrat's size holds it.
  if (room < -0.01) return [];
  return Array.from({ length: steps + 1 }, (_, i) => from + sideM / 2 + (Math.max(0, room) * i) / steps);
}

const corners = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];

/** All corners inside or on the outline, to 1 cm. */
function liesInside(ring: readonly number[][], [x, y]: readonly [number, number], half: number): boolean {
  return corners.every(([dx, dy]) => holds(ring, x + dx * (half - 0.01), y + dy * (half - 0.01)));
}

function holds(ring: readonly number[][], x: number, y: number): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
