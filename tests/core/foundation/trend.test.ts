import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trendOf } from '#core/foundation/trend.ts';

const inOrder = (y: readonly number[]) => trendOf(y.map((value, x) => ({ x, y: value })));

describe('a trend of few dates', () => {
  it('has the exact p of scipy', () => {
    // scipy 1.17: kendalltau(range(n), y, method='exact').pvalue; S = pairs that rise − that fall; theilslopes(y).
    const found = inOrder([0.1, 0.12, 0.11, 0.15, 0.16, 0.2, 0.18, 0.22])!;
    expect(found).toMatchObject({ n: 8, s: 24, method: 'exact' });
    expect(found.p).toBeCloseTo(0.001736111111111111, 15);
    expect(found.slope).toBeCloseTo(0.016904761904761905, 12);
    expect(inOrder([1, 2, 3, 4])!.p).toBeCloseTo(0.08333333333333333, 15);
    expect(inOrder([1, 2, 4, 3, 5])!.p).toBeCloseTo(0.08333333333333333, 15);
    expect(inOrder([3, 1, 2, 5, 4, 7, 6, 8, 10, 9])!.p).toBeCloseTo(0.0009463183421516755, 15);
  });

  it('counts ties as they are', () => {
    // All 7! orders gone through with itertools: share with |S| ≥ 3; theilslopes 0.
    const x = [0, 1.5, 2, 4, 7, 9, 10];
    const found = trendOf([0.3, 0.3, 0.1, 0.4, 0.4, 0.4, 0.2].map((y, i) => ({ x: x[i], y })))!;
    expect(found).toMatchObject({ n: 7, s: 3, slope: 0, method: 'exact' });
    expect(found.p).toBeCloseTo(0.7619047619047619, 14);
  });

  it('agrees with all orders gone through one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 6 }), y => {
        const sOf = (v: readonly number[]) =>
          v.reduce((sum, a, i) => sum + v.slice(i + 1).reduce((of, b) => of + Math.sign(b - a), 0), 0);
        const all = orders(y).map(sOf);
        const extreme = all.filter(s => Math.abs(s) >= Math.abs(sOf(y))).length;
        expect(inOrder(y)!.p).toBeCloseTo(extreme / all.length, 12);
      }),
      { seed: 14, numRuns: 60 },
    );
  });

  it('is nothing with three points, and certain of nothing where nothing varies', () => {
    expect(inOrder([1, 2, 3])).toBeNull();
    expect(inOrder([5, 5, 5, 5])).toMatchObject({ s: 0, p: 1, slope: 0 });
    expect(inOrder(new Array<number>(20).fill(5))).toMatchObject({ s: 0, p: 1, slope: 0 });
  });
});

const orders = (y: readonly number[]): number[][] =>
  y.length === 0
    ? [[]]
    : y.flatMap((first, i) => orders([...y.slice(0, i), ...y.slice(i + 1)]).map(rest => [first, ...rest]));

describe('a trend of many dates', () => {
  // An autoregressive series (0.7) with numpy, default_rng(7). Hamed & Rao 1998 written down with numpy and scipy:
  // ranks
  // of what theilslopes leaves, the autocorrelations beyond norm.ppf(0.975) / √n, and p by norm.sf.
  const dependent = [
    0.0, 0.081, 0.46, 0.176, -0.616, -0.71, -1.288, -0.618, 1.156, 0.589, 0.088, 0.871, 1.311, 1.391, 0.435,
    0.691, 1.619, 0.253, 0.208, -1.244, -1.624, -2.419, -1.344, -1.6, -0.217, 0.661, 0.956, -1.144, -0.611,
    0.276,
  ];

  it('is corrected for serial dependence', () => {
    const found = inOrder(dependent)!;
    expect(found).toMatchObject({ n: 30, s: -27, method: 'serial-dependence' });
    expect(found.slope).toBeCloseTo(-0.01575, 12);
    expect(found.p).toBeCloseTo(0.7483727920045917, 6);
  });

  // Twelve years of three months that rise and fall together, three values missing, one tie; the test of Hirsch & Slack
  // 1984 written down with numpy: S 44, variance 1114.
  const years = [
    [0.109, 0.534, 0.296],
    [-0.012, 0.44, 0.294],
    [0.049, 0.479, 0.303],
    [0.084, null, 0.15],
    [-0.081, 0.429, 0.156],
    [0.112, 0.541, 0.301],
    [0.055, 0.415, 0.149],
    [0.035, 0.477, null],
    [0.035, 0.508, 0.326],
    [0.16, 0.528, 0.385],
    [0.076, 0.477, 0.371],
    [0.166, 0.533, 0.346],
  ];
  const dated = (rows: readonly (readonly (number | null)[])[]) =>
    rows.flatMap((row, i) =>
      row.flatMap((y, m) =>
        y === null ? [] : [{ x: 2000 + i + m / 12, y, date: `${2000 + i}-0${m + 6}-15` }],
      ),
    );

  it('of months is seasonal, and knows that the months of a year hang together', () => {
    const found = trendOf(dated(years))!;
    expect(found).toMatchObject({ n: 34, s: 44, method: 'seasonal-serial-dependence' });
    expect(found.p).toBeCloseTo(0.19763241462345837, 6);
    expect(found.slope).toBeCloseTo(0.006, 12);
  });

  it('of few years is seasonal and exact', () => {
    // All 5! × 5! orders gone through with itertools: share with |S| ≥ 15.
    const found = trendOf(
      dated([
        [0.1, 0.5],
        [0.2, 0.6],
        [0.15, 0.55],
        [0.3, 0.7],
        [0.3, 0.8],
      ]),
    )!;
    expect(found).toMatchObject({ n: 10, s: 15, method: 'seasonal' });
    expect(found.p).toBeCloseTo(0.009722222222222222, 14);
  });

  it('takes the median of a month, and months without years are no seasons', () => {
    const one = dated([[0.1], [0.2], [0.15], [0.3]]);
    // One month alone is the plain test.
    expect(trendOf(one)).toMatchObject({ n: 4, method: 'exact' });
    const two = dated([
      [0.1, 0.5],
      [0.2, 0.6],
      [0.15, 0.55],
      [0.3, 0.7],
    ]);
    const same = trendOf(two)!;
    expect(trendOf([...two, { ...two[0], x: two[0].x + 0.01, date: '2000-06-20' }])).toEqual(same);
  });
});
