import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneStatistics } from '#core/tally/zone-statistics.ts';
import {
  binCount,
  binEdge,
  binEdges,
  emptyTally,
  mergeTally,
  tallyPixels,
  type ZoneTally,
} from '#core/tally/tally.ts';

const range = { min: -1, max: 1, step: 0.001 };

function tallied(
  coverage: number[],
  areas: number[],
  values: number[],
  validity: number[],
  bins = range,
): ZoneTally {
  const tally = emptyTally(bins);
  tallyPixels(
    tally,
    binEdges(bins),
    Float64Array.from(coverage),
    Float64Array.from(areas),
    Float64Array.from(values),
    Uint8Array.from(validity),
  );
  return tally;
}

describe('bin edges', () => {
  it('are the decimals that people write', () => {
    expect(binCount(range)).toBe(2000);
    expect(binEdge(range, 0)).toBe(-1);
    expect(binEdge(range, 1000)).toBe(0);
    expect(binEdge(range, 1100)).toBe(0.1);
    expect(binEdge({ min: -0.3, max: 0.6, step: 0.0005 }, 592)).toBe(-0.004);
    expect(binEdge({ min: 0, max: 10000, step: 5 }, 3)).toBe(15);
  });
});

describe('tallyPixels', () => {
  it('weighs by coverage and counts only valid pixels', () => {
    const tally = tallied([0.25, 0.5, 1, 0], [100, 100, 200, 100], [0.2, 0.4, 9, 9], [0, 0, 3, 0]);
    const s = zoneStatistics('a', tally);
    expect(s.coveragePixels).toBe(0.25 + 0.5 + 1);
    expect(s.validCoveragePixels).toBe(0.75);
    expect(s.mean).toBeCloseTo((0.2 * 0.25 + 0.4 * 0.5) / 0.75, 15);
    const mean = (0.2 * 0.25 + 0.4 * 0.5) / 0.75;
    expect(s.std).toBeCloseTo(Math.sqrt((0.25 * (0.2 - mean) ** 2 + 0.5 * (0.4 - mean) ** 2) / 0.75), 14);
    expect([s.min, s.max]).toEqual([0.2, 0.4]);
    expect(s.areaKm2).toBeCloseTo((25 + 50 + 200) / 1e6, 15);
    expect(s.validAreaKm2).toBeCloseTo(75 / 1e6, 15);
    expect(Object.keys(s.areaByReasonKm2)).toEqual(['cloud']);
    expect(s.areaByReasonKm2.cloud).toBeCloseTo(200 / 1e6, 15);
  });

  it('answers null where nothing is valid', () => {
    const s = zoneStatistics('a', tallied([1], [100], [0], [1]));
    expect([s.mean, s.min, s.max, s.std]).toEqual([null, null, null, null]);
  });

  it('puts a value that is an edge below that edge, so that "above the threshold" is exact', () => {
    // 0.1 is edge 1100: bin 1099 holds (0.099, 0.1].
    const tally = tallied([1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0, 0.1, 0.1000000001, -1, 1.5], [0, 0, 0, 0, 0]);
    expect(tally.areaByBinM2[999]).toBe(1);
    expect(tally.areaByBinM2[1099]).toBe(1);
    expect(tally.areaByBinM2[1100]).toBe(1);
    expect(tally.belowM2).toBe(1);
    expect(tally.aboveM2).toBe(1);
  });

  it('agrees with counting value > threshold for every edge', () => {
    const dn = fc.integer({ min: 1, max: 10000 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(dn, dn), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 2000 }),
        (pairs, n) => {
          const values = pairs.map(([a, b]) => (a - b) / (a + b));
          const ones = values.map(() => 1);
          const tally = tallied(
            ones,
            ones,
            values,
            values.map(() => 0),
          );
          const threshold = binEdge(range, n);
          let above = tally.aboveM2;
          for (let i = n; i < 2000; i++) above += tally.areaByBinM2[i];
          expect(above).toBe(values.filter(v => v > threshold).length);
        },
      ),
    );
  });
});

describe('the standard deviation', () => {
  // x = 1e6 + np.array([1, 2, 3, 5, 8]) / 1000, w = [1, .5, 1, .25, 1]: np.average(x, weights=w), then of (x − mean)²
  const weights = [1, 0.5, 1, 0.25, 1];
  const values = [1, 2, 3, 5, 8].map(n => 1e6 + n / 1000);
  const of = (from: number, to: number) =>
    tallied(weights.slice(from, to), weights.slice(from, to), values.slice(from, to), [0, 0, 0, 0, 0]);

  it.each([0, 1, 2, 3, 4, 5])('is numpy’s, in parts of %i and the rest merged', cut => {
    const tally = of(0, cut);
    mergeTally(tally, of(cut, 5));
    expect(tally.mean).toBeCloseTo(1000000.0038, 8);
    expect(Math.sqrt(tally.squares / tally.validCoverage)).toBeCloseTo(0.0027373953552871817, 9);
  });
});

describe('mergeTally', () => {
  it('gives the same for any split of the pixels', () => {
    const pixel = fc.record({
      c: fc.double({ min: 0, max: 1, noNaN: true }),
      v: fc.double({ min: -1, max: 1, noNaN: true }),
      code: fc.constantFrom(0, 0, 0, 1, 3),
    });
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 2, maxLength: 80 }), fc.nat(), (pixels, cutAt) => {
        const make = (some: typeof pixels) =>
          tallied(
            some.map(p => p.c),
            some.map(() => 100),
            some.map(p => p.v),
            some.map(p => p.code),
          );
        const k = cutAt % pixels.length;
        const parts = make(pixels.slice(0, k));
        mergeTally(parts, make(pixels.slice(k)));
        const whole = make(pixels);
        expect(parts.coverage).toBeCloseTo(whole.coverage, 9);
        expect(parts.validAreaM2).toBeCloseTo(whole.validAreaM2, 7);
        expect(parts.min).toBe(whole.min);
        if (whole.validCoverage > 1e-6) {
          expect(parts.mean).toBeCloseTo(whole.mean, 9);
          expect(parts.squares).toBeCloseTo(whole.squares, 8);
        }
      }),
    );
  });

  it('refuses parts made under other bins', () => {
    expect(() => mergeTally(emptyTally(range), emptyTally({ ...range, step: 0.01 }))).toThrow(RangeError);
    expect(() => mergeTally(emptyTally(range), emptyTally(null))).toThrow(RangeError);
  });
});
