import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate, neighboursOf } from '#core/intake/cubic.ts';

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('cubic interpolation', () => {
  it('is exact for cubics, whatever the nodes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 12 }),
        fc.tuple(finite(-2, 2), finite(-2, 2), finite(-2, 2), finite(-2, 2)),
        finite(0, 1),
        (unsorted, [a, b, c, d], share) => {
          const nodes = unsorted.sort((x, y) => x - y);
          const f = (x: number) => a + b * x + c * x * x + d * x ** 3;
          const x = nodes[0] + share * (nodes.at(-1)! - nodes[0]);
          const found = interpolate([neighboursOf(nodes, x)], i => f(nodes[i]));
          expect(Math.abs(found - f(x))).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('is the node’s own value at a node, on two axes and on short ones', () => {
    const value = (i: number, j: number) => 10 * i + j * j;
    expect(interpolate([neighboursOf([1, 2, 5], 2), neighboursOf([0, 1, 2, 3, 9], 3)], value)).toBe(19);
  });

  it('goes nowhere beyond its nodes', () => {
    for (const at of [0.9, 5.1, NaN]) expect(() => neighboursOf([1, 2, 5], at)).toThrow(RangeError);
  });
});
