import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classAgreement, retrievalError, type ValidationRule } from '#core/ecology/validation.ts';

const rule: ValidationRule = {
  passRetrieval: 0.8,
  passInterpretation: 0.85,
  kappa: [0, 0.2, 0.4, 0.6, 0.8, null].map((below, i) => ({ below, label: { zh: `${i}`, en: `${i}` } })),
};

describe('accuracy of a retrieval (HJ 1166)', () => {
  it('is one less the root mean square of errors relative to the retrieved value', () => {
    // (50 − 40)/40 = 0.25, (30 − 40)/40 = −0.25, (20 − 20)/20 = 0: √(0.125/3).
    expect(
      retrievalError([
        { measured: 50, estimate: 40 },
        { measured: 30, estimate: 40 },
        { measured: 20, estimate: 20 },
      ]),
    ).toBeCloseTo(Math.sqrt(0.125 / 3), 12);
    expect(retrievalError([])).toBeNull();
    expect(retrievalError([{ measured: 0, estimate: 0 }])).toBe(0);
    expect(retrievalError([{ measured: 5, estimate: 0 }])).toBe(Infinity);
  });

  it('does not depend on the unit', () => {
    const pair = fc.record({ measured: fc.double({ min: 0.1, max: 100, noNaN: true }), estimate: fc.double({ min: 0.1, max: 100, noNaN: true }) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1 }), pairs => {
        const scaled = pairs.map(p => ({ measured: p.measured * 100, estimate: p.estimate * 100 }));
        expect(retrievalError(scaled)! - retrievalError(pairs)!).toBeCloseTo(0, 7);
      }),
    );
  });
});

describe('agreement of classes', () => {
  const pairs = (counts: number[][]) =>
    counts.flatMap((row, i) =>
      row.flatMap((n, j) =>
        Array.from({ length: n }, () => ({ measured: j * 10 + 5, estimate: i * 10 + 5 })),
      ),
    );

  it("is Cohen's kappa, with its word", () => {
    // 22 and 15 right of 50; rows 27 and 23, columns 30 and 20: chance (27·30 + 23·20)/2500 = 0.508.
    const { overall, kappa, quality, passes, counts } = classAgreement(
      rule,
      pairs([
        [22, 5],
        [8, 15],
      ]),
      [10],
    );
    expect(counts).toEqual([
      [22, 5],
      [8, 15],
    ]);
    expect(overall).toBeCloseTo(0.74, 12);
    expect(kappa).toBeCloseTo((0.74 - 0.508) / (1 - 0.508), 12);
    expect(quality!.en).toBe('3');
    expect(passes).toBe(false);
  });

  it('is whole where all are right, and has no kappa in a single class', () => {
    expect(classAgreement(rule, pairs([[3, 0], [0, 4]]), [10])).toMatchObject({ kappa: 1, passes: true }); // prettier-ignore
    expect(classAgreement(rule, pairs([[3, 0], [0, 0]]), [10])).toMatchObject({ kappa: null, overall: 1 }); // prettier-ignore
  });
});
