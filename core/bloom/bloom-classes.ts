import type { BloomCover, BloomIntensity } from './bloom-result.ts';
import { areaAboveKm2, type AreaHistogram, type HistogramRange } from './histogram-area.ts';
import type { BloomRules } from '#core/foundation/rules.ts';

/** A zone's histogram, the threshold, and the area above it: exact also where it lies between two edges of the bins. */
export interface BloomHistogram {
  histogram: AreaHistogram;
  range: HistogramRange;
  threshold: number;
  bloomKm2: number;
}

/** The area above a value: from the bins from the threshold on, and all of the bloom below it. */
function bloomAbove({ histogram, range, threshold, bloomKm2 }: BloomHistogram, value: number): number {
  if (value <= threshold) return bloomKm2;
  const onEdge = Math.min(range.max, Math.max(range.min, value));
  return Math.min(bloomKm2, areaAboveKm2(histogram, range, onEdge));
}

/** Bloom by the cover of its pixels; null for another index than the scale's. Limits are edges of bins of 0.001. */
export function intensityAreas(
  rule: BloomRules['intensity'],
  index: string,
  bloom: BloomHistogram,
): BloomIntensity | null {
  if (index !== rule.index) return null;
  const valueAt = (cover: number) => Number((rule.water + cover * (rule.algae - rule.water)).toPrecision(12));
  // The lowest class holds all bloom below its upper limit, so that the classes add up to the bloom area.
  const above = rule.classes.map((c, i) => (i === 0 ? bloom.bloomKm2 : bloomAbove(bloom, valueAt(c.min))));
  return {
    rule: rule.id,
    ruleName: rule.name,
    evidence: rule.evidence,
    classes: rule.classes.map(({ label, color }, i) => ({
      label,
      color,
      areaKm2: Math.max(0, above[i] - (above[i + 1] ?? 0)),
    })),
  };
}

/**
 * Area that algae cover within the bloom pixels: Σ area × (value − water) / (algae − water), limited to 0–1, values at
 * the middle of their bin. Null for an index without end members.
 */
export function coveredArea(
  rule: BloomRules['subPixel'],
  index: string,
  bloom: BloomHistogram,
): BloomCover | null {
  const members = rule.endMembers.find(e => e.index === index);
  if (!members) return null;
  const { histogram, range, threshold, bloomKm2 } = bloom;
  const { water, algae } = members;
  const coverOf = (value: number) => Math.min(1, Math.max(0, (value - water) / (algae - water)));
  const bins = histogram.areaKm2ByBin;
  // The first bin wholly above the threshold; what the bloom has beside those lies between threshold and its edge.
  const first = Math.max(0, Math.ceil((threshold - range.min) / range.step - 1e-9));
  let whole = histogram.aboveKm2;
  let coveredKm2 = histogram.aboveKm2 * coverOf(range.max);
  for (let bin = first; bin < bins.length; bin++) {
    whole += bins[bin];
    coveredKm2 += bins[bin] * coverOf(range.min + (bin + 0.5) * range.step);
  }
  const edge = range.min + first * range.step;
  coveredKm2 += Math.max(0, bloomKm2 - whole) * coverOf((threshold + Math.min(edge, range.max)) / 2);
  return {
    rule: rule.id,
    ruleName: rule.name,
    evidence: members.evidence === 'to-confirm' ? 'to-confirm' : rule.evidence,
    water,
    algae,
    totalKm2: bloomKm2,
    coveredKm2: Math.min(coveredKm2, bloomKm2),
  };
}
