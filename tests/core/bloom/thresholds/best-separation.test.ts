import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSeparation } from '#core/bloom/thresholds/best-separation.ts';

const values = [0.31, 0.28, 0.28, 0.2, 0.15, 0.12, 0.1, 0.05, -0.02, -0.1];
const labels = [1, 1, 0, 1, 1, 0, 1, 0, 0, 0];
const points = values.map((value, i) => ({ value, bloom: labels[i] === 1 }));

describe('the threshold that separates ground points best', () => {
  it('lies between 0.15 and 0.12: four of five blooms above, four of five waters below', () => {
    const found = bestSeparation(points)!;
    expect(found.threshold).toBeCloseTo((0.15 + 0.12) / 2, 12);
    expect(found.sensitivity).toBe(4 / 5);
    expect(found.specificity).toBeCloseTo(4 / 5, 12);
  });

  it('has the area under the curve that counting pairs gives: bloom above water, ties by half', () => {
    const [bloom, water] = [true, false].map(b => points.filter(p => p.bloom === b).map(p => p.value));
    let pairs = 0;
    for (const b of bloom) for (const w of water) pairs += b > w ? 1 : b === w ? 0.5 : 0;
    expect(bestSeparation(points)!.auc).toBeCloseTo(pairs / 25, 12);
    expect(pairs / 25).toBeCloseTo(0.82, 12);
  });

  it('needs both kinds', () => {
    expect(bestSeparation(points.filter(p => p.bloom))).toBeNull();
    expect(bestSeparation([])).toBeNull();
    expect(bestSeparation([1, 1].map((value, i) => ({ value, bloom: i === 0 })))).toBeNull();
  });

  it('is never beaten by another threshold (property)', () => {
    const point = fc.record({ value: fc.integer({ min: -20, max: 20 }), bloom: fc.boolean() });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 40 }), some => {
        const found = bestSeparation(some);
        if (!found) return;
        const youden = (t: number) => {
          const of = (bloom: boolean) => some.filter(p => p.bloom === bloom);
          const hits = of(true).filter(p => p.value > t).length / of(true).length;
          const rejections = of(false).filter(p => !(p.value > t)).length / of(false).length;
          return hits + rejections - 1;
        };
        expect(youden(found.threshold)).toBeCloseTo(found.sensitivity + found.specificity - 1, 9);
        const inner = some.map(p => p.value + 0.5).filter(t => some.some(p => p.value > t));
        for (const t of inner) expect(youden(found.threshold)).toBeGreaterThanOrEqual(youden(t) - 1e-9);
      }),
    );
  });
});
