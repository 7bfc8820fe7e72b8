import type { Text } from './text.ts';

/** How the p of a trend was found. */
export const trendMethods = {
  exact: { zh: 'Mann–Kendall 精确检验', en: 'exact Mann–Kendall' },
  normal: { zh: 'Mann–Kendall 正态近似', en: 'Mann–Kendall, normal approximation' },
  'serial-dependence': {
    zh: 'Mann–Kendall，已校正序列相关（Hamed & Rao 1998）',
    en: 'Mann–Kendall corrected for serial dependence (Hamed & Rao 1998)',
  },
  seasonal: {
    zh: '按月季节性 Kendall 精确检验（不足十年，未校正序列相关）',
    en: 'exact seasonal Kendall by month (under ten years: not corrected for serial dependence)',
  },
  'seasonal-serial-dependence': {
    zh: '按月季节性 Kendall，已校正序列相关（Hirsch & Slack 1984）',
    en: 'seasonal Kendall by month, corrected for serial dependence (Hirsch & Slack 1984)',
  },
} as const satisfies Record<string, Text>;

/** What a recipe says of the tests. */
export const trendRule = {
  id: '趋势检验',
  name: { zh: '趋势检验(Kendall、Sen)', en: 'Test of a trend (Kendall, Sen)' },
  version: '2',
  evidence: 'verified-1',
} as const;

export type TrendMethod = keyof typeof trendMethods;

export interface Trend {
  n: number;
  /** Kendall's S: pairs that rise minus pairs that fall; of pairs within a month where the test is seasonal. */
  s: number;
  /** Two-sided; 1 where nothing varies. */
  p: number;
  /** Sen's slope: the median of the slopes of the same pairs, in units of y per unit of x. */
  slope: number;
  /** Absent in results of before: by the normal approximation. */
  method?: TrendMethod;
}

export interface TrendPoint {
  /** Any axis of time. Where `date` is said, in years. */
  x: number;
  y: number;
  /** YYYY-MM…: the months of a year are then seasons, where there are enough years. */
  date?: string;
}

/** Fewer points have no trend. */
const leastPoints = 4;
/** Up to this many the distribution of S is counted out. */
const exactUpTo = 10;
/** Fewer years tell nothing of how the months of a year hang together (Hirsch & Slack 1984). */
const leastYearsForDependence = 10;

/**
 * Mann–Kendall and Sen (1968) over points, by month where at least two months have values of at least four years
 * (Hirsch et al. 1982); null with fewer than four points.
 */
export function trendOf(points: readonly TrendPoint[]): Trend | null {
  if (points.length < leastPoints) return null;
  return seasonalTrend(points) ?? plainTrend(points);
}

function plainTrend(points: readonly TrendPoint[]): Trend | null {
  const n = points.length;
  const sorted = [...points].sort((a, b) => a.x - b.x);
  const { s, slopes } = pairsOf(sorted);
  if (slopes.length === 0) return null;
  const slope = median(slopes);
  const ties = [tieSizes(sorted.map(p => p.x)), tieSizes(sorted.map(p => p.y))] as const;
  if (n <= exactUpTo && ties[0].every(t => t === 1))
    return { n, s, p: exactP(s, [ties[1]]), slope, method: 'exact' };
  const serial = n > exactUpTo ? serialFactor(sorted, slope) : 1;
  const p = normalP(s, varianceOfS(n, ...ties) * serial);
  return { n, s, p, slope, method: serial === 1 ? 'normal' : 'serial-dependence' };
}

/** Kendall's S and the slopes of all pairs; points of the same x are no pair. */
function pairsOf(sorted: readonly TrendPoint[]): { s: number; slopes: number[] } {
  let s = 0;
  const slopes: number[] = [];
  sorted.forEach((a, i) => {
    for (const b of sorted.slice(i + 1)) {
      const dx = b.x - a.x;
      if (dx === 0) continue;
      s += Math.sign(b.y - a.y);
      slopes.push((b.y - a.y) / dx);
    }
  });
  return { s, slopes };
}

const tieSizes = (values: readonly number[]): number[] =>
  [...Map.groupBy(values, v => v).values()].map(group => group.length);

/** Variance of S with ties in either (Kendall 1970). */
function varianceOfS(n: number, ofX: readonly number[], ofY: readonly number[]): number {
  const sum = (sizes: readonly number[], of: (t: number) => number) =>
    sizes.reduce((total, t) => total + of(t), 0);
  const spread = (t: number) => t * (t - 1) * (2 * t + 5);
  const pairs = (t: number) => t * (t - 1);
  const triples = (t: number) => t * (t - 1) * (t - 2);
  return (
    (spread(n) - sum(ofX, spread) - sum(ofY, spread)) / 18 +
    (n > 2 ? (sum(ofX, triples) * sum(ofY, triples)) / (9 * triples(n)) : 0) +
    (n > 1 ? (sum(ofX, pairs) * sum(ofY, pairs)) / (2 * pairs(n)) : 0)
  );
}

/**
 * Share of all orders in which |S| is at least so large, for groups that are independent; each is given by the sizes of
 * its ties. The falling pairs of an order are its inversions, whose generating function is the q-multinomial.
 */
function exactP(s: number, groups: readonly (readonly number[])[]): number {
  let counts = [1];
  let pairs = 0;
  for (const sizes of groups) {
    const n = sizes.reduce((sum, t) => sum + t, 0);
    pairs += (n * (n - 1) - sizes.reduce((sum, t) => sum + t * (t - 1), 0)) / 2;
    let own = [1];
    for (let i = 2; i <= n; i++) own = timesStairs(own, i);
    for (const t of sizes) for (let i = 2; i <= t; i++) own = overStairs(own, i);
    counts = product(counts, own);
  }
  const total = counts.reduce((a, b) => a + b, 0);
  // S = pairs − 2 · inversions.
  const extreme = counts.reduce(
    (sum, c, falls) => sum + (Math.abs(pairs - 2 * falls) >= Math.abs(s) ? c : 0),
    0,
  );
  return extreme / total;
}

function product(a: readonly number[], b: readonly number[]): number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (out[i + j] += x * y)));
  return out;
}

/** Times 1 + q + … + q^(i−1). */
const timesStairs = (counts: readonly number[], i: number) => product(counts, new Array<number>(i).fill(1));

/** Divided by 1 + q + … + q^(i−1), which it is a multiple of. */
function overStairs(counts: readonly number[], i: number): number[] {
  const out: number[] = [];
  for (let k = 0; k <= counts.length - i; k++) {
    let value = counts[k];
    for (let j = 1; j < i && j <= k; j++) value -= out[k - j];
    out.push(value);
  }
  return out;
}

/** With the correction for continuity. */
function normalP(s: number, variance: number): number {
  const z = variance > 0 && s !== 0 ? (Math.abs(s) - 1) / Math.sqrt(variance) : 0;
  return z === 0 ? 1 : 2 * upperTail(z);
}

/**
 * What the variance of S grows by because the values hang together: the significant (5 %) autocorrelations of the
 * ranks, the slope taken out (Hamed & Rao 1998). Lags count dates, however far they lie apart.
 */
function serialFactor(sorted: readonly TrendPoint[], slope: number): number {
  const n = sorted.length;
  const ranks = ranksOf(sorted.map(p => p.y - slope * p.x));
  const mean = (n + 1) / 2;
  const square = ranks.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  if (square === 0) return 1;
  let sum = 0;
  for (let lag = 1; lag < n - 2; lag++) {
    let product = 0;
    for (let i = 0; i + lag < n; i++) product += (ranks[i] - mean) * (ranks[i + lag] - mean);
    const correlation = product / square;
    if (Math.abs(correlation) > 1.959964 / Math.sqrt(n))
      sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
  }
  const factor = 1 + (2 / (n * (n - 1) * (n - 2))) * sum;
  // Below 0 the estimate is of no use.
  return factor > 0 ? factor : 1;
}

/** Ranks from 1; equal values share their mean rank. */
function ranksOf(values: readonly number[]): number[] {
  return values.map(
    v => (values.length + 1 + values.reduce((sum, other) => sum + Math.sign(v - other), 0)) / 2,
  );
}

/** The values of one month by year: the median of several. */
type Season = Map<number, number>;

function seasonsOf(points: readonly TrendPoint[]): Season[] | null {
  if (points.some(p => !/^\d{4}-\d{2}/.test(p.date ?? ''))) return null;
  const months = Map.groupBy(points, p => p.date!.slice(5, 7));
  return [...months.values()].map(
    of =>
      new Map(
        [...Map.groupBy(of, p => Number(p.date!.slice(0, 4)))]
          .map(([year, some]): [number, number] => [year, median(some.map(p => p.y))])
          .sort((a, b) => a[0] - b[0]),
      ),
  );
}

/** Null where there are too few years of too few months. */
function seasonalTrend(points: readonly TrendPoint[]): Trend | null {
  const seasons = seasonsOf(points)?.filter(season => season.size > 1);
  if (!seasons || seasons.filter(season => season.size >= leastPoints).length < 2) return null;
  const rows = seasons.map(season => [...season].map(([x, y]) => ({ x, y })));
  const pairs = rows.map(pairsOf);
  const s = pairs.reduce((sum, own) => sum + own.s, 0);
  const n = rows.reduce((sum, row) => sum + row.length, 0);
  const slope = median(pairs.flatMap(own => own.slopes));
  const ties = rows.map(row => tieSizes(row.map(p => p.y)));
  const years = [...new Set(seasons.flatMap(season => [...season.keys()]))].sort((a, b) => a - b);
  if (years.length < leastYearsForDependence) return { n, s, p: exactP(s, ties), slope, method: 'seasonal' };
  let variance = ties.reduce((sum, sizes, g) => sum + varianceOfS(rows[g].length, [], sizes), 0);
  for (let g = 0; g < seasons.length; g++)
    for (let h = g + 1; h < seasons.length; h++) variance += 2 * covariance(seasons[g], seasons[h], years);
  return { n, s, p: normalP(s, variance), slope, method: 'seasonal-serial-dependence' };
}

/** Covariance of S between two months; years without a value of a month have its middle rank (Hirsch & Slack 1984). */
function covariance(g: Season, h: Season, years: readonly number[]): number {
  const n = years.length;
  const ranked = (season: Season) => {
    const ranks = ranksOf([...season.values()]);
    const of = new Map([...season.keys()].map((year, i) => [year, ranks[i]]));
    return years.map(year => of.get(year) ?? (season.size + 1) / 2);
  };
  const [a, b] = [ranked(g), ranked(h)];
  let concordance = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const values = [g.get(years[i]), g.get(years[j]), h.get(years[i]), h.get(years[j])];
      if (values.some(v => v === undefined)) continue;
      concordance += Math.sign((values[1]! - values[0]!) * (values[3]! - values[2]!));
    }
  const products = a.reduce((sum, rank, i) => sum + rank * b[i], 0);
  return (concordance + 4 * products - n * (g.size + 1) * (h.size + 1)) / 3;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Share of a normal distribution above z ≥ 0 (Abramowitz & Stegun 7.1.26 of erfc, error below 2e-7). */
function upperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return (poly * Math.exp(-x * x)) / 2;
}
