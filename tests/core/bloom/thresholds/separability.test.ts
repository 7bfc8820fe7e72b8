import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separabilityOf } from '#core/bloom/thresholds/separability.ts';
import { binCount, binEdge, type BinRange } from '#core/tally/tally.ts';

const range: BinRange = { min: -1, max: 1, step: 0.001 };
const middle = (i: number) => binEdge(range, i) + range.step / 2;
const histogram = (density: (value: number) => number) =>
  Float64Array.from({ length: binCount(range) }, (_, i) => density(middle(i)));
const normal = (mean: number, sigma: number) => (x: number) =>
  Math.exp(-((x - mean) ** 2) / (2 * sigma ** 2)) / sigma;

/** `pixels` values drawn from a density, as counts. */
function drawn(density: (value: number) => number, pixels: number, random: () => number): Float64Array {
  const ideal = histogram(density);
  const sums = ideal.map(
    (
      sum => (w: number) =>
        (sum += w)
    )(0),
  );
  const counts = new Float64Array(ideal.length);
  const total = sums[sums.length - 1];
  for (let n = 0; n < pixels; n++) {
    const at = random() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const half = (low + high) >> 1;
      if (sums[half] < at) low = half + 1;
      else high = half;
    }
    counts[low]++;
  }
  return counts;
}
/** Park & Miller's generator. */
const randomOf = (seed: number) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

describe('whether a histogram holds two classes', () => {
  it('gives Ashman’s D of two normal classes: 0.4 apart, 0.03 and 0.05 wide', () => {
    const found = separabilityOf(
      range,
      histogram(x => 0.7 * normal(-0.3, 0.03)(x) + 0.3 * normal(0.1, 0.05)(x)),
      1e4,
    )!;
    expect(found.ashmanD).toBeCloseTo(0.4 / Math.sqrt((0.03 ** 2 + 0.05 ** 2) / 2), 2);
    expect(found.upperMean).toBeCloseTo(0.1, 3);
    expect(found.separable).toBe(true);
    expect(found.valley).toBeLessThan(0.05);
  });

  const single: Record<string, (x: number) => number> = {
    'noise of water': normal(-0.3, 0.04),
    'water with a gradient of turbidity': x => Number(x > -0.4 && x < -0.1),
    'skewed water': x => (x > -0.5 ? Math.exp(-((Math.log((x + 0.5) / 0.2) / 0.5) ** 2) / 2) / (x + 0.5) : 0),
    'water with a long tail': x =>
      normal(-0.3, 0.03)(x) + Math.exp(-Math.max(0, x + 0.3) / 0.1) * Number(x > -0.3),
  };
  it.each(Object.entries(single))('says no of %s, drawn 20 times', (_, density) => {
    for (let seed = 1; seed <= 20; seed++)
      expect(separabilityOf(range, drawn(density, 5000, randomOf(seed * 7919)), 5000)!.separable).toBe(false);
  });

  it('says yes of a bloom over a tenth of the water or more, drawn from any such lake', () => {
    const share = fc.double({ min: 0.1, max: 0.9, noNaN: true });
    const apart = fc.double({ min: 0.25, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(share, apart, fc.integer({ min: 1, max: 1e6 }), (bloom, by, seed) => {
        const density = (x: number) =>
          (1 - bloom) * normal(-0.3, 0.03)(x) + bloom * normal(-0.3 + by, 0.05)(x);
        expect(separabilityOf(range, drawn(density, 5000, randomOf(seed)), 5000)!.separable).toBe(true);
      }),
      { seed: 14, numRuns: 60 },
    );
  });

  it('has no answer for one value', () => {
    expect(
      separabilityOf(
        range,
        histogram(x => Number(x === middle(3))),
        100,
      ),
    ).toBeNull();
  });
});
