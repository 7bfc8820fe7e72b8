import { describe, expect, it } from 'vitest';
import { agreementOf } from '#core/ground/agreement.ts';
import { estimateBy, fitRegression, regressionFormula } from '#core/ground/regression.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';

const x = [-0.12, -0.05, 0.01, 0.04, 0.11, 0.18, 0.26, 0.33];
const y = [4.2, 6.1, 9.5, 11.0, 21.0, 30.5, 52.0, 95.0];
const points = x.map((value, i) => ({ x: value, y: y[i] }));

/** By numpy 1.24: polyfit, and polyfit without each point in turn. */
const numpy = {
  linear: {
    coefficients: [11.289814814814815, 182.8703703703704],
    r2: 0.8239751669009783,
    rmse: 12.226607956814092,
    leftOut: { rmse: 19.631586323050154, bias: -2.7164960290841824, mape: 1.2223128347778558 },
  },
  exponential: {
    coefficients: [2.1967465132511945, 6.955207886029812],
    r2: 0.9965941101960065,
    rmse: 2.3836130438389116,
    leftOut: { rmse: 3.9858547053958806, bias: -0.7237047123095616, mape: 0.07461847628271294 },
  },
  quadratic: {
    coefficients: [5.614445414122012, 53.2417555167187, 600.6707115789546],
    r2: 0.9763407806846534,
    rmse: 4.482488884860918,
    leftOut: { rmse: 10.980633624047268, bias: -0.728794647311849, mape: 0.644487393118154 },
  },
};

describe('regression of a parameter on an index', () => {
  for (const form of ['linear', 'exponential', 'quadratic'] as const)
    it(`is what numpy fits: ${form}`, () => {
      const fit = fitRegression(points, form)!;
      const expected = numpy[form];
      fit.coefficients.forEach((c, i) => expect(c).toBeCloseTo(expected.coefficients[i], 8));
      expect(fit.r2).toBeCloseTo(expected.r2, 10);
      expect(fit.fit.rmse).toBeCloseTo(expected.rmse, 8);
      for (const key of ['rmse', 'bias', 'mape'] as const)
        expect(fit.leftOut[key]).toBeCloseTo(expected.leftOut[key], 8);
      expect(fit.range).toEqual({ min: -0.12, max: 0.33 });
    });

  it('is a formula that gives the same map', () => {
    const ndvi = '(N - R) / (N + R)';
    for (const form of ['linear', 'exponential', 'quadratic'] as const) {
      const fit = fitRegression(points, form)!;
      const kernel = compileKernel(regressionFormula(fit, ndvi), () => null);
      const bands = { N: Float64Array.of(0.05, 0.09), R: Float64Array.of(0.06, 0.05) };
      const out = new Float64Array(2);
      kernel.run(
        kernel.layers.map(layer => bands[layer as 'N' | 'R']),
        out,
      );
      [0, 1].forEach(i => {
        const index = (bands.N[i] - bands.R[i]) / (bands.N[i] + bands.R[i]);
        expect(out[i]).toBeCloseTo(estimateBy(fit, index), 5);
      });
    }
  });

  it('needs more points than coefficients, and an index that varies', () => {
    expect(fitRegression(points.slice(0, 3), 'linear')).toBeNull();
    expect(fitRegression(points.slice(0, 4), 'linear')).not.toBeNull();
    expect(
      fitRegression(
        [1, 2, 3, 4, 5].map(n => ({ x: 0.2, y: n })),
        'linear',
      ),
    ).toBeNull();
    // Without a logarithm: values that are not above zero.
    expect(
      fitRegression(
        points.map(p => ({ ...p, y: -p.y })),
        'exponential',
      ),
    ).toBeNull();
  });
});

describe('agreement', () => {
  it('is what its definitions say', () => {
    // Estimates 2, 4, 12 for 1, 4, 10: errors 1, 0, 2.
    const found = agreementOf([
      { measured: 1, estimate: 2 },
      { measured: 4, estimate: 4 },
      { measured: 10, estimate: 12 },
    ]);
    expect(found.rmse).toBeCloseTo(Math.sqrt((1 + 0 + 4) / 3), 12);
    expect(found.bias).toBeCloseTo(1, 12);
    expect(found.mape).toBeCloseTo((1 + 0 + 0.2) / 3, 12);
    expect(found.log!.biasFactor).toBeCloseTo((2 * 1 * 1.2) ** (1 / 3), 12);
    expect(found.log!.errorFactor).toBeCloseTo((2 * 1 * 1.2) ** (1 / 3), 12);
    expect(found.count).toBe(3);
  });

  it('says nothing of nothing, and no logarithm of zero', () => {
    expect(agreementOf([])).toMatchObject({
      count: 0,
      r2: null,
      rmse: null,
      bias: null,
      mape: null,
      log: null,
    });
    expect(agreementOf([{ measured: 0, estimate: 3 }])).toMatchObject({ mape: null, log: null, rmse: 3 });
  });
});
