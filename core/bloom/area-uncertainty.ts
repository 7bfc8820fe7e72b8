import type { BloomRules } from '#core/foundation/rules.ts';

/** What the area of bloom is uncertain by, and what of that is known; km². */
export interface AreaUncertainty {
  rule: string;
  /** Mixed pixels along the edge of the bloom. */
  edgeKm2: number;
  /** What is known, in quadrature. */
  totalKm2: number;
}

/** By how much the area changes where the threshold is δ higher or lower, the larger of the two. No error. */
export function thresholdSensitivityKm2({
  bloomAreaKm2,
  sensitivity,
}: {
  bloomAreaKm2: number;
  sensitivity: { lowerKm2: number; upperKm2: number };
}): number {
  return Math.max(
    Math.abs(sensitivity.upperKm2 - bloomAreaKm2),
    Math.abs(bloomAreaKm2 - sensitivity.lowerKm2),
  );
}

/** Of the area of bloom pixels that have clear water beside them, which are bloom in part. */
export function areaUncertainty(
  rule: BloomRules['areaUncertainty'],
  edgePixelsKm2: number,
  others: readonly number[] = [],
): AreaUncertainty {
  const edgeKm2 = rule.edgeShare * edgePixelsKm2;
  return { rule: rule.id, edgeKm2, totalKm2: Math.hypot(edgeKm2, ...others) };
}
