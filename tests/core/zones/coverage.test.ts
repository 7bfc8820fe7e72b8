import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageFractions, uniformCoverage } from '#core/zones/coverage.ts';
import { edgesOf } from '#core/zones/project.ts';
import { rightHanded, signedArea } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

const cover = (polygons: MultiPolygon, width: number, height: number, col = 0, row = 0) =>
  Array.from(coverageFractions(edgesOf(rightHanded(polygons)), { col, row, width, height }));

const square = (x0: number, y0: number, x1: number, y1: number) => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
  [x0, y0],
];

describe('coverageFractions', () => {
  it('gives a square that covers quarters, halves and a whole pixel', () => {
    // 0.5 … 2.5 in both directions on a 3 × 3 grid: corners 0.5 · 0.5, sides 1 · 0.5, middle 1.
    expect(cover([[square(0.5, 0.5, 2.5, 2.5)]], 3, 3)).toEqual([
      0.25, 0.5, 0.25, 0.5, 1, 0.5, 0.25, 0.5, 0.25,
    ]);
  });

  it('gives a triangle its exact parts', () => {
    // Right triangle (0,0) (2,0) (0,2): the diagonal halves the two corner pixels, leaves the first whole.
    const triangle = [
      [
        [0, 0],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
    ];
    expect(cover([triangle], 2, 2)).toEqual([1, 0.5, 0.5, 0]);
  });

  it('gives a flat sliver across many cells', () => {
    // (0,0) (4,1) (4,0): under the line y = x / 4; cell n holds the trapezoid between n/4 and (n + 1)/4.
    const sliver = [
      [
        [0, 0],
        [4, 1],
        [4, 0],
        [0, 0],
      ],
    ];
    const expected = [0, 1, 2, 3].map(n => (n / 4 + (n + 1) / 4) / 2);
    cover([sliver], 4, 1).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 14));
  });

  it('takes holes out', () => {
    expect(cover([[square(0, 0, 3, 3), square(1, 1, 2, 2)]], 3, 3)).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1]);
  });

  it('gives the same pixels in a window as in the whole, on every side of the polygon', () => {
    const polygon: MultiPolygon = [
      [
        [
          [-3.3, 1.2],
          [4.7, -2.1],
          [9.4, 5.5],
          [2.2, 8.8],
          [-3.3, 1.2],
        ],
      ],
    ];
    const whole = cover(polygon, 8, 8);
    for (const [col, row, width, height] of [
      [0, 0, 3, 3],
      [5, 5, 3, 3],
      [2, 1, 5, 6],
      [7, 0, 1, 8],
    ]) {
      const part = cover(polygon, width, height, col, row);
      part.forEach((value, i) =>
        expect(value).toBeCloseTo(whole[(row + Math.floor(i / width)) * 8 + col + (i % width)], 12),
      );
    }
  });

  it('sums to the area of any star-shaped polygon inside the window', () => {
    // One corner in each of n equal sectors, so that the centre is always inside.
    const corner = fc.record({
      turn: fc.double({ min: 0, max: 0.99, noNaN: true }),
      radius: fc.double({ min: 0.01, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(corner, { minLength: 5, maxLength: 24 }), corners => {
        const ring = corners.map(({ turn, radius }, i) => {
          const angle = ((i + turn) / corners.length) * 2 * Math.PI;
          return [10 + radius * Math.cos(angle), 10 + radius * Math.sin(angle)];
        });
        ring.push(ring[0]);
        const sum = cover([[ring]], 20, 20).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(Math.abs(signedArea(ring)), 8);
      }),
      { numRuns: 300 },
    );
  });

  it('knows windows that are wholly inside or outside without asking every pixel', () => {
    const edges = edgesOf(rightHanded([[square(2, 2, 18, 18), square(8, 8, 12, 12)]]));
    fc.assert(
      fc.property(
        fc.nat(16),
        fc.nat(16),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (col, row, width, height) => {
          const uniform = uniformCoverage(edges, { col, row, width, height });
          const fractions = coverageFractions(edges, { col, row, width, height });
          if (uniform !== null) expect(new Set(fractions)).toEqual(new Set([uniform]));
        },
      ),
    );
    expect(uniformCoverage(edges, { col: 3, row: 3, width: 4, height: 4 })).toBe(1);
    expect(uniformCoverage(edges, { col: 9, row: 9, width: 2, height: 2 })).toBe(0);
    expect(uniformCoverage(edges, { col: 0, row: 0, width: 4, height: 4 })).toBeNull();
  });
});
