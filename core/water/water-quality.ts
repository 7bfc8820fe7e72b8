import type { WaterRules } from '#core/foundation/rules.ts';
import { say, type Said } from '#core/words/said.ts';
import type { WaterBody } from './water-body.ts';

/** Classes of GB 3838-2002 from best to worst; the sixth is worse than Ⅴ. */
export const waterClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const;
export type WaterClass = (typeof waterClasses)[number];

export const rankOfClass = (found: WaterClass): number => waterClasses.indexOf(found);
const classWords: [WaterClass, RegExp][] = [
  ['Ⅰ', /^(?:Ⅰ|I|1|一)$/i],
  ['Ⅱ', /^(?:Ⅱ|II|2|二)$/i],
  ['Ⅲ', /^(?:Ⅲ|III|3|三)$/i],
  ['Ⅳ', /^(?:Ⅳ|IV|4|四)$/i],
  ['Ⅴ', /^(?:Ⅴ|V|5|五)$/i],
];

/** A class as forms and tables write it: Ⅱ, Ⅱ类, II, 2, 二类; null for anything else. */
export function waterClassOf(written: unknown): WaterClass | null {
  const bare = String(written ?? '')
    .normalize('NFKC')
    .replace(/类|類|水质|class|\s/gi, '');
  return classWords.find(([, form]) => form.test(bare))?.[0] ?? null;
}

const rankOfThree = rankOfClass('Ⅲ');

export interface Measured {
  parameter: string;
  value: number;
  /** Values that it is the mean of; left out: one. */
  n?: number;
}

export interface WaterItemResult {
  parameter: string;
  value: number;
  class: WaterClass;
  /** Of this kind of water, Ⅰ to Ⅴ; of pH the two ends. */
  limits: readonly number[];
  /** Beyond the limit of Ⅲ: (C − S) / S; null where it is met, and for oxygen and pH, which have none. */
  exceedance: number | null;
  /** The same against the target; null without a target. */
  beyondTarget: number | null;
}

export interface WaterQuality {
  body: WaterBody | null;
  /** Worst class among the judged items. */
  class: WaterClass | null;
  /** Why there is no class. */
  reason: Said | null;
  /** What was judged, in the order of the standard. */
  items: WaterItemResult[];
  /** Total nitrogen and coliforms: told beside the class, without a say in it. */
  beside: WaterItemResult[];
  /** Judged items worse than Ⅲ: worst class first, then by multiple. */
  exceeding: WaterItemResult[];
  /** Items of the routine programme that were not measured: the class may be better than the water. */
  missing: string[];
  target: WaterClass | null;
  reached: boolean | null;
}

/**
 * Class by single-factor evaluation (GB 3838-2002, 5.1–5.3): the worst class of the measured items. There is none
 * where river or lake is not known, or none of the items that a class needs was measured.
 */
export function waterQuality(
  { surfaceWater, evaluation }: WaterRules,
  body: WaterBody | null,
  measured: readonly Measured[],
  target: WaterClass | null = null,
): WaterQuality {
  const goal = target && rankOfClass(target);
  const find = (parameter: string) => measured.find(m => m.parameter === parameter);
  const rows = surfaceWater.items.flatMap(({ parameter, kind, counted, saturation, ...of }) => {
    const limits = body && of[body];
    const mean = find(parameter);
    if (!limits || !mean) return [];
    const { value, n = 1 } = mean;
    // Saturation that is known of some of the values only says nothing of their mean.
    const part = saturation && find(saturation.parameter);
    const full = part && (part.n ?? 1) >= n && atLeast(part.value, saturation.least);
    const rank = full ? 0 : rankOf(kind, limits, value);
    const beyond = (than: number): number | null => {
      const limit = limits[Math.min(than, limits.length - 1)];
      return kind === 'ceiling' && rank > than ? (value - limit) / limit : null;
    };
    const item: WaterItemResult = {
      parameter,
      value,
      class: waterClasses[rank],
      limits,
      exceedance: beyond(rankOfThree),
      beyondTarget: goal === null ? null : beyond(goal),
    };
    return [{ item, counted }];
  });
  const items = rows.filter(r => r.counted).map(r => r.item);
  const enough = evaluation.leastOneOf.some(parameter => items.some(i => i.parameter === parameter));
  const reason =
    body === null
      ? say('water.no-body')
      : enough
        ? null
        : say('water.least-items', { items: evaluation.leastText });
  const found = reason ? null : waterClasses[Math.max(...items.map(i => rankOfClass(i.class)))];
  return {
    body,
    class: found,
    reason,
    items,
    beside: rows.filter(r => !r.counted).map(r => r.item),
    exceeding: items.filter(i => rankOfClass(i.class) > rankOfThree).sort(worstFirst),
    missing: evaluation.routine.filter(parameter => !items.some(i => i.parameter === parameter)),
    target,
    reached: found && goal !== null ? rankOfClass(found) <= goal : null,
  };
}

/** By class, then by multiple; without one last; equal ones stay in the order of the standard. */
export const worstFirst = (
  a: Pick<WaterItemResult, 'class' | 'exceedance'>,
  b: Pick<WaterItemResult, 'class' | 'exceedance'>,
): number => rankOfClass(b.class) - rankOfClass(a.class) || steps(b.exceedance) - steps(a.exceedance);

/** Multiples that differ in their last bits only are equal. */
const steps = (exceedance: number | null): number => Math.round((exceedance ?? -1) * 1e9);

/** A mean of equal values may differ from them in its last bit: it must not fall on the other side of a limit. */
const slack = 1e-9;
const atMost = (value: number, limit: number): boolean => value <= limit * (1 + slack);
const atLeast = (value: number, limit: number): boolean => value >= limit * (1 - slack);

/** 0 for Ⅰ … 4 for Ⅴ, 5 for worse. */
function rankOf(kind: 'ceiling' | 'floor' | 'band', limits: readonly number[], value: number): number {
  if (kind === 'band') return atLeast(value, limits[0]) && atMost(value, limits[1]) ? 0 : 5;
  const rank = limits.findIndex(limit => (kind === 'ceiling' ? atMost : atLeast)(value, limit));
  return rank < 0 ? 5 : rank;
}
