import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedPatches } from '#core/zones/connected-patches.ts';
import { closed, componentsOf, filled, runsOf, type Runs } from '#core/zones/runs.ts';

const side = 16;
const pixels = fc.array(
  fc.integer({ min: 0, max: 2 }).map(n => (n === 0 ? 1 : 0)),
  {
    minLength: side * side,
    maxLength: side * side,
  },
);

function toRuns(mask: ArrayLike<number>): Runs {
  const triples: number[] = [];
  // Single pixels from the end: order and touching runs must not matter.
  for (let i = side * side - 1; i >= 0; i--)
    if (mask[i]) triples.push(Math.floor(i / side), i % side, (i % side) + 1);
  return runsOf(Int32Array.from(triples));
}

function toMask({ top, rows }: Runs): number[] {
  const mask = new Array<number>(side * side).fill(0);
  rows.forEach((row, i) => {
    for (let k = 0; k < row.length; k += 2)
      for (let c = row[k]; c < row[k + 1]; c++) mask[(top + i) * side + c] = 1;
  });
  return mask;
}

/** Closing by definition, on a plane without end. */
function closedByHand(mask: ArrayLike<number>, radius: number): number[] {
  const reach = Math.floor(radius);
  const disc: [number, number][] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (Math.hypot(x, y) <= radius) disc.push([x, y]);
  const at = (x: number, y: number) => x >= 0 && y >= 0 && x < side && y < side && mask[y * side + x] === 1;
  const wide = (x: number, y: number) => disc.some(([dx, dy]) => at(x + dx, y + dy));
  return Array.from({ length: side * side }, (_, i) =>
    disc.every(([dx, dy]) => wide((i % side) + dx, Math.floor(i / side) + dy)) ? 1 : 0,
  );
}

describe('runs', () => {
  it('are the pixels that they were made from', () => {
    fc.assert(
      fc.property(pixels, mask => {
        expect(toMask(toRuns(mask))).toEqual(mask);
      }),
    );
  });

  it('have the components that dense labelling has', () => {
    fc.assert(
      fc.property(pixels, mask => {
        const dense = connectedPatches(Uint8Array.from(mask), side, side);
        const { count, row, start, end, component } = componentsOf(toRuns(mask));
        expect(count).toBe(dense.count);
        for (let i = 0; i < row.length; i++)
          for (let c = start[i]; c < end[i]; c++)
            expect(dense.labels[row[i] * side + c]).toBe(component[i] + 1);
      }),
    );
  });

  it('close as the definition says, and lose nothing', () => {
    fc.assert(
      fc.property(pixels, fc.constantFrom(1, 1.5, 2, 3), (mask, radius) => {
        expect(toMask(closed(toRuns(mask), radius))).toEqual(closedByHand(mask, radius));
      }),
      { numRuns: 60 },
    );
  });

  it('fill holes up to an area, not what is open to the outside', () => {
    const draw = (...rows: string[]) =>
      runsOf(
        Int32Array.from(
          rows.flatMap((line, r) => [...line].flatMap((c, col) => (c === '#' ? [r, col, col + 1] : []))),
        ),
      );
    const rows = ['#####.###', '#..##.#.#', '#####.###', '..#......', '.#.#.....', '..#......'];
    const measure = (_: number, start: number, end: number) => (end - start) * 10;
    const count = (runs: Runs) =>
      runs.rows.reduce((n, row) => n + row.reduce((s, x, i) => s + (i % 2 ? x : -x), 0), 0);
    const marked = rows.join('').split('#').length - 1;
    // Holes: one of two pixels, one of one pixel, and one inside the diamond, which is closed over sides only.
    expect(count(filled(draw(...rows), 10, measure))).toBe(marked + 2);
    expect(count(filled(draw(...rows), 20, measure))).toBe(marked + 4);
    expect(count(filled(draw(...rows), 0, measure))).toBe(marked);
  });
});
