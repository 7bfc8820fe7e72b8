import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';

/** Classes of GB 3838-2002 from best to worst; the sixth is worse than Ⅴ. */
export const waterClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const;
export type WaterClass = (typeof waterClasses)[number];
export type WaterBody = 'river' | 'lake';

/** Limits of one item, Ⅰ to Ⅴ, in the parameter's unit. */
export interface WaterItem {
  parameter: string;
  /** `floor`: at least this much (dissolved oxygen); `band`: between two values for all classes (pH). */
  kind: 'ceiling' | 'floor' | 'band';
  river: number[] | null;
  lake: number[] | null;
  /** Counted for the class; total nitrogen and coliforms are reported beside it. */
  counted: boolean;
}

export interface WaterRule {
  id: string;
  name: Text;
  evidence: Evidence;
  note: Text;
  items: WaterItem[];
}

export interface Measured {
  parameter: string;
  value: number;
}

export interface WaterItemResult {
  parameter: string;
  value: number;
  class: WaterClass;
  counted: boolean;
  /** How far it is beyond the limit of the target class: (C − S) / S; null where it is met or has no such factor. */
  exceedance: number | null;
}

export interface WaterQuality {
  /** Worst class among the counted items; null where none was measured. */
  class: WaterClass | null;
  items: WaterItemResult[];
  /** Items worse than the target class, with their factors. */
  exceeding: WaterItemResult[];
  target: WaterClass;
}

/**
 * Class of one sample by single-factor evaluation (GB 3838-2002, 5.1–5.3): the worst class of the items that were
 * measured. Items without limits for this kind of water (total nitrogen in rivers) are left out.
 */
export function waterQuality(
  rule: WaterRule,
  body: WaterBody,
  measured: readonly Measured[],
  target: WaterClass = 'Ⅲ',
): WaterQuality {
  const items: WaterItemResult[] = [];
  const goal = waterClasses.indexOf(target);
  for (const { parameter, value } of measured) {
    const item = rule.items.find(i => i.parameter === parameter);
    const limits = item?.[body];
    if (!item || !limits) continue;
    const rank = rankOf(item.kind, limits, value);
    const limit = limits[Math.min(goal, limits.length - 1)];
    items.push({
      parameter,
      value,
      class: waterClasses[rank],
      counted: item.counted,
      exceedance: item.kind === 'ceiling' && rank > goal ? (value - limit) / limit : null,
    });
  }
  const ranks = items.filter(i => i.counted).map(i => waterClasses.indexOf(i.class));
  return {
    class: ranks.length > 0 ? waterClasses[Math.max(...ranks)] : null,
    items,
    exceeding: items.filter(i => i.counted && waterClasses.indexOf(i.class) > goal),
    target,
  };
}

/** 0 for Ⅰ … 4 for Ⅴ, 5 for worse. */
function rankOf(kind: WaterItem['kind'], limits: readonly number[], value: number): number {
  if (kind === 'band') return value >= limits[0] && value <= limits[1] ? 0 : 5;
  const rank = limits.findIndex(limit => (kind === 'ceiling' ? value <= limit : value >= limit));
  return rank < 0 ? 5 : rank;
}

/** Share of the samples in Ⅰ–Ⅲ (优Ⅲ比例), 0–1; null where no sample has a class. */
export function goodShare(classes: readonly (WaterClass | null)[]): number | null {
  const known = classes.filter(c => c !== null);
  return known.length > 0 ? known.filter(c => waterClasses.indexOf(c) <= 2).length / known.length : null;
}
