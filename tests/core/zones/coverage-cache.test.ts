import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageFractions } from '#core/zones/coverage.ts';
import { CoverageCache } from '#core/zones/coverage-cache.ts';
import { edgesOf } from '#core/zones/project.ts';
import { rightHanded } from '#core/zones/rings.ts';

const triangle = (...p: number[]) =>
  edgesOf(
    rightHanded([
      [
        [
          [p[0], p[1]],
          [p[2], p[3]],
          [p[4], p[5]],
          [p[0], p[1]],
        ],
      ],
    ]),
  );

const whole = { col: 0, row: 0, width: 4, height: 3 };

describe('CoverageCache', () => {
  it('finds a copy of the same edges again, not those that differ in one number', () => {
    const cache = new CoverageCache();
    const first = cache.of(triangle(0, 0, 4, 0, 0, 3), whole);
    expect(cache.of(triangle(0, 0, 4, 0, 0, 3), whole)).toBe(first);
    expect(cache.of(triangle(0, 0, 4, 0, 0, 3), { ...whole, col: 1 })).not.toBe(first);
    expect(cache.of(triangle(0, 0, 4, 0, 0, 2), whole)).not.toBe(first);
    // 4 · 3 / 2 and 4 · 2 / 2 pixels.
    expect(first.reduce((a, b) => a + b)).toBeCloseTo(6, 12);
    expect(cache.of(triangle(0, 0, 4, 0, 0, 2), whole).reduce((a, b) => a + b)).toBeCloseTo(4, 12);
  });

  it('holds no more than it may', () => {
    const cache = new CoverageCache(2, 24);
    const first = cache.of(triangle(0, 0, 4, 0, 0, 3), whole);
    cache.of(triangle(0, 0, 3, 0, 0, 3), whole);
    expect(cache.of(triangle(0, 0, 4, 0, 0, 3), whole)).toBe(first);
    cache.of(triangle(0, 0, 2, 0, 0, 3), whole);
    cache.of(triangle(0, 0, 1, 0, 0, 3), whole);
    expect(cache.of(triangle(0, 0, 4, 0, 0, 3), whole)).not.toBe(first);
    const large = { ...whole, width: 25, height: 1 };
    expect(cache.of(triangle(0, 0, 4, 0, 0, 3), large)).not.toBe(cache.of(triangle(0, 0, 4, 0, 0, 3), large));
  });

  it('says what coverageFractions says, whatever was asked before', () => {
    const place = fc.double({ min: -2, max: 6, noNaN: true });
    const corners = fc.array(place, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(corners, { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(2), { maxLength: 20 }),
        (all, asked) => {
          const cache = new CoverageCache(2, 30);
          for (const n of asked) {
            const edges = triangle(...all[n % all.length]);
            const window = { ...whole, col: n };
            expect(cache.of(edges, window)).toEqual(coverageFractions(edges, window));
          }
        },
      ),
    );
  });
});
