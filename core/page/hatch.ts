import type { Item, PolylineItem } from './page.ts';

type Point = readonly [number, number];

/** Millimetres between the lines of a hatching. */
const spacing = 1.4;

/** Lines at 45° over the inside of rings (even-odd), on whole multiples of the spacing so that neighbours meet. */
export function hatchItems(rings: readonly (readonly Point[])[], color: string): Item[] {
  // Along a line of the hatching x + y is constant; `across` counts lines, `along` runs on one.
  const across = ([x, y]: Point) => (x + y) / spacing;
  const along = ([x, y]: Point) => x - y;
  const crossings = new Map<number, number[]>();
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [a, b] = across(ring[i]) <= across(ring[i + 1]) ? [ring[i], ring[i + 1]] : [ring[i + 1], ring[i]];
      const [from, to] = [across(a), across(b)];
      // Half-open, so that a corner on a line is met once.
      for (let line = Math.ceil(from); line < to; line++) {
        const at = along(a) + ((along(b) - along(a)) * (line - from)) / (to - from);
        crossings.set(line, [...(crossings.get(line) ?? []), at]);
      }
    }
  return [...crossings].flatMap(([line, places]) => {
    const sum = line * spacing;
    const point = (at: number): Point => [(sum + at) / 2, (sum - at) / 2];
    const sorted = places.sort((a, b) => a - b);
    return sorted.flatMap((start, i): PolylineItem[] =>
      i % 2 === 0
        ? [{ kind: 'polyline', points: [point(start), point(sorted[i + 1])], stroke: color, lineWidth: 0.15 }]
        : [],
    );
  });
}
