import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { straightened } from '#core/zones/arcs.ts';
import { signedArea } from '#core/zones/rings.ts';

describe('straightened', () => {
  it('makes a circle of two arcs, or of one that closes, right to a part in ten thousand', () => {
    const two = straightened([
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ]);
    const one = straightened([
      [1, 0],
      [-1, 0],
      [1, 0],
    ]);
    for (const ring of [two, one]) expect(1 - Math.abs(signedArea(ring)) / Math.PI).toBeLessThan(1e-4);
  });

  it('keeps places on a line', () => {
    const line = [
      [0, 0],
      [1, 1],
      [3, 3],
    ];
    expect(straightened(line)).toEqual(line);
  });

  it('lies on the circle and goes through the middle, whichever way it turns', () => {
    const angle = fc.double({ min: 0.05, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        angle,
        angle,
        fc.boolean(),
        (from, a, b, left) => {
          const at = (turn: number) => [
            100 + 5 * Math.cos(from + (left ? turn : -turn)),
            50 + 5 * Math.sin(from + (left ? turn : -turn)),
          ];
          const line = straightened([at(0), at(a), at(a + b)]);
          for (const [x, y] of line) expect(Math.hypot(x - 100, y - 50)).toBeCloseTo(5, 6);
          const length = line
            .slice(1)
            .reduce((sum, [x, y], i) => sum + Math.hypot(x - line[i][0], y - line[i][1]), 0);
          // Chords of 0.02 radians are shorter than their arc by a part in 60,000.
          expect(length / (5 * (a + b))).toBeCloseTo(1, 4);
        },
      ),
    );
  });
});
