import type { AssessmentResult } from './assessment.ts';
import type { Text } from '#core/foundation/text.ts';
import { percentText, type ReviewCheck } from './review-check.ts';

/** A zone's share (of bloom, or of change) in an earlier result, 0–1. */
export interface EarlierShares {
  zone: string;
  share: number;
}

/** Fewer earlier results tell nothing about what is usual. */
const leastEarlier = 3;
/**
 * Distances from the quartiles, in quartile distances, beyond which a value is an outlier (Tukey 1977, the inner
 * fence).
 */
const fence = 1.5;
/** Quartiles that lie closer than this would make everything an outlier. */
const leastSpread = 0.01;

/** Linear between the order statistics (type 7 of Hyndman and Fan 1996, as numpy and R take it). */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** Of bloom in valid water, or of changed ground in what was compared. */
export function sharesOf(result: AssessmentResult): EarlierShares[] {
  if (result.kind === 'bloom')
    return result.zones.flatMap(({ zone, bloomShare }) =>
      bloomShare === null ? [] : [{ zone, share: bloomShare }],
    );
  return result.zones.flatMap(z =>
    z.problem || z.comparedAreaKm2 <= 0
      ? []
      : [{ zone: z.zone, share: (z.lossAreaM2 + z.gainAreaM2) / (z.comparedAreaKm2 * 1e6) }],
  );
}

export function outlierCheck(result: AssessmentResult, earlier: readonly EarlierShares[]): ReviewCheck {
  const found: Text[] = [];
  const untold: string[] = [];
  let outliers = 0;
  for (const { zone, share } of sharesOf(result)) {
    const before = earlier
      .filter(e => e.zone === zone)
      .map(e => e.share)
      .sort((a, b) => a - b);
    if (before.length < leastEarlier) {
      untold.push(`${zone} (${before.length})`);
      continue;
    }
    const [q1, q3] = [quantile(before, 0.25), quantile(before, 0.75)];
    const reach = fence * Math.max(q3 - q1, leastSpread);
    if (share >= q1 - reach && share <= q3 + reach) continue;
    outliers++;
    const [from, to] = [percentText(Math.max(0, q1 - reach)), percentText(q3 + reach)];
    found.push({
      zh: `${zone}：${percentText(share)}，以往 ${before.length} 期的常见范围为 ${from} 至 ${to}`,
      en: `${zone}: ${percentText(share)}; ${before.length} earlier results usually lie between ${from} and ${to}`,
    });
  }
  if (untold.length > 0)
    found.push({
      zh: `以往结果不足 ${leastEarlier} 期，未比较：${untold.join('、')}`,
      en: `fewer than ${leastEarlier} earlier results, not compared: ${untold.join(', ')}`,
    });
  return {
    id: 'outliers',
    outcome: outliers > 0 ? 'warn' : 'pass',
    title: { zh: '与以往结果相比', en: 'Against earlier results' },
    looked: {
      zh: `${earlier.length} 个以往的分区结果，四分位距 ${fence} 倍为界`,
      en: `${earlier.length} earlier zone results, ${fence} quartile distances as the fence`,
    },
    found,
  };
}
