import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addObservation,
  eigen,
  emptyMoments,
  firstComponent,
  mergeMoments,
} from '#core/ecology/principal-component.ts';
import { changeAreas, changeStep, decimalYear } from '#core/ecology/state.ts';
import { classOf } from '#core/ecology/state-rules.ts';

const rows = fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 40,
});

describe('moments', () => {
  it('are those of the sums, however the parts are cut', () => {
    fc.assert(
      fc.property(rows, fc.nat(40), (data, cut) => {
        const parts = [data.slice(0, cut), data.slice(cut)].map(part => {
          const m = emptyMoments(3);
          part.forEach((row, i) => addObservation(m, row, 1 + (i % 3)));
          return m;
        });
        const merged = emptyMoments(3);
        parts.forEach(part => mergeMoments(merged, part));
        const weights = data.map((_, i) => 1 + ((i < cut ? i : i - Math.min(cut, data.length)) % 3));
        const total = weights.reduce((a, b) => a + b, 0);
        const mean = [0, 1, 2].map(k => data.reduce((sum, row, i) => sum + row[k] * weights[i], 0) / total);
        expect(merged.weight).toBe(total);
        for (const i of [0, 1, 2]) {
          expect(merged.mean[i]).toBeCloseTo(mean[i], 6);
          for (const j of [0, 1, 2])
            expect(merged.products[i * 3 + j] / total).toBeCloseTo(
              data.reduce((sum, row, n) => sum + weights[n] * (row[i] - mean[i]) * (row[j] - mean[j]), 0) /
                total,
              4,
            );
        }
      }),
    );
  });

  it('of different variables do not merge', () => {
    expect(() => mergeMoments(emptyMoments(3), emptyMoments(4))).toThrow(RangeError);
  });
});

describe('eigen', () => {
  it('gives back the matrix, with vectors at right angles', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 10, maxLength: 10 }), n => {
        // The upper triangle of a symmetric 4 × 4 matrix.
        const at = [0, 1, 2, 3, 1, 4, 5, 6, 2, 5, 7, 8, 3, 6, 8, 9];
        const matrix = [0, 1, 2, 3].map(i => [0, 1, 2, 3].map(j => n[at[i * 4 + j]]));
        const { values, vectors } = eigen(matrix);
        for (let i = 0; i < 4; i++)
          for (let j = 0; j < 4; j++) {
            const sum = values.reduce((s, value, k) => s + value * vectors[i][k] * vectors[j][k], 0);
            expect(sum).toBeCloseTo(matrix[i][j], 8);
            const dot = [0, 1, 2, 3].reduce((s, k) => s + vectors[k][i] * vectors[k][j], 0);
            expect(dot).toBeCloseTo(i === j ? 1 : 0, 10);
          }
      }),
    );
  });
});

describe('the first component', () => {
  it('of two variables that rise together lies on the diagonal, whatever their units', () => {
    const m = emptyMoments(2);
    for (let i = 0; i <= 10; i++) addObservation(m, [i, 1000 * i + 7], 1);
    const found = firstComponent(m, [0, 1])!;
    expect(found.loadings[0]).toBeCloseTo(Math.SQRT1_2, 10);
    expect(found.loadings[1]).toBeCloseTo(Math.SQRT1_2, 10);
    expect(found.explained).toBeCloseTo(1, 12);
  });

  it('points up along what is asked to be up', () => {
    const m = emptyMoments(2);
    for (let i = 0; i <= 10; i++) addObservation(m, [i, -i], 1);
    expect(firstComponent(m, [0])!.loadings[0]).toBeGreaterThan(0);
    expect(firstComponent(m, [1])!.loadings[0]).toBeLessThan(0);
  });

  it('is none where a variable does not vary', () => {
    const m = emptyMoments(2);
    for (let i = 0; i <= 3; i++) addObservation(m, [i, 5], 1);
    expect(firstComponent(m, [0])).toBeNull();
  });
});

describe('classes and their change', () => {
  it('take their lower limit in', () => {
    expect([0.19, 0.2, 0.799, 0.8].map(v => classOf([0.2, 0.4, 0.6, 0.8], v))).toEqual([0, 1, 3, 4]);
  });

  it('are told by the number of classes', () => {
    const steps = [2, 1, 0, -1, -2].map(from => ({ from }));
    expect([4, 2, 1, 0, -1, -2, -3].map(d => changeStep(steps, d))).toEqual([0, 0, 1, 2, 3, 4, 4]);
  });

  it('add up to the matrix', () => {
    const steps = [2, 1, 0, -1, -2].map(from => ({ from }));
    // Rows before, columns after: 1 stays, 2 rises by one, 4 rises by two, 8 falls by one, 16 falls by two.
    expect(
      changeAreas(steps, [
        [1, 2, 4],
        [8, 0, 0],
        [16, 0, 0],
      ]),
    ).toEqual([4, 2, 1, 8, 16]);
  });

  it('lie on an axis of years', () => {
    expect(decimalYear('2021-01-01')).toBe(2021);
    expect(decimalYear('2020-07-02')).toBeCloseTo(2020.5, 3);
    expect(decimalYear('no date')).toBeNull();
  });
});
