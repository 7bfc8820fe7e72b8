import {
  inPeriod,
  parsePeriod,
  previousPeriod,
  samePeriodLastYear,
  type Period,
} from '#core/foundation/period.ts';
import type { WaterRules } from '#core/foundation/rules.ts';
import type { Text } from '#core/foundation/text.ts';
import type { NoValue } from '#core/plots/site.ts';
import { say, type Said } from '#core/words/said.ts';
import {
  dayOfSample,
  isUsable,
  meansOf,
  monthMeans,
  type ItemMean,
  type WaterValue,
} from './period-means.ts';
import { trophicState, type TrophicState } from './trophic-state.ts';
import type { KnownBody } from './water-body.ts';
import {
  rankOfClass,
  waterQuality,
  worstFirst,
  type WaterClass,
  type WaterItemResult,
  type WaterQuality,
} from './water-quality.ts';

/** A place where a river or lake is judged, with what was measured there. */
export interface Section {
  siteId: number;
  name: string;
  code: string;
  lon: number;
  lat: number;
  /** The river or lake; null where nobody told. */
  water: string | null;
  body: KnownBody;
  target: WaterClass | null;
  values: readonly WaterValue[];
  noValues: readonly Pick<NoValue, 'time' | 'parameter' | 'reason'>[];
}

export type SectionFacts = Omit<Section, 'values' | 'noValues'>;

/** A section in one period. */
export interface SectionResult extends SectionFacts {
  quality: WaterQuality;
  /** Of every parameter that was measured. */
  means: ItemMean[];
  /** YYYY-MM with values. */
  months: string[];
  trophic: TrophicState | null;
  /** What speaks against the class: few months. */
  doubts: Said[];
  /** First of the exceeding items, worst first; none for Ⅰ–Ⅲ. */
  main: WaterItemResult[];
}

/** Each 0–1 over the sections with a class; null without any. */
export interface ClassShares {
  /** Ⅰ–Ⅱ, part of `good`. */
  excellent: number | null;
  /** Ⅰ–Ⅲ. */
  good: number | null;
  /** Ⅳ–Ⅴ. */
  fair: number | null;
  /** 劣Ⅴ. */
  bad: number | null;
  sections: number;
}

/** A river as a whole. */
export interface RiverResult {
  name: string;
  /** By the mean over its sections where they are few, else by the shares of classes, which give no class. */
  by: 'mean' | 'shares';
  class: WaterClass | null;
  condition: { label: Text; color: string; rank: number } | null;
  shares: ClassShares;
  main: { parameter: string; exceedance: number | null; share: number }[];
}

export interface PeriodResult {
  period: Period;
  sections: SectionResult[];
  shares: ClassShares;
  rivers: RiverResult[];
}

export type ChangeWord = 'none' | 'better' | 'worse' | 'much-better' | 'much-worse';

/** Two periods of the same sections, compared. */
export interface Comparison {
  period: Period;
  shares: ClassShares;
  /** ΔG − ΔD in percentage points. */
  difference: number;
  word: ChangeWord;
  /** Classes then by section; null where there was none. */
  classes: Record<number, WaterClass | null>;
  /** By river. */
  rivers: Record<string, ChangeWord>;
}

export interface WaterClasses extends PeriodResult {
  /** 环比. Null where no section had a class then. */
  previousPeriod: Comparison | null;
  /** 同比. */
  lastYear: Comparison | null;
}

/** Sections in a month, quarter or year, beside the period before and the same one a year ago. */
export function waterClassesOf(
  rules: WaterRules,
  sections: readonly Section[],
  period: Period,
): WaterClasses {
  const months = new Map(sections.map(section => [section, byMonth(section)]));
  const evaluate = (of: Period): PeriodResult => {
    const results = sections.map(section => sectionResult(rules, section, months.get(section)!, of));
    return {
      period: of,
      sections: results,
      shares: classShares(results),
      rivers: riverResults(rules, results),
    };
  };
  const now = evaluate(period);
  const beside = (of: Period | null) => of && compare(rules, now, evaluate(of));
  return {
    ...now,
    previousPeriod: beside(previousPeriod(period)),
    lastYear: beside(samePeriodLastYear(period)),
  };
}

/** Means of each month, made when a period first asks for them. */
type Months = Map<string, { values: WaterValue[]; means: ItemMean[] | null }>;

function byMonth({ values }: Section): Months {
  const months: Months = new Map();
  const monthOf = new Map<string, string>();
  for (const value of values) {
    if (!isUsable(value)) continue;
    let month = monthOf.get(value.time);
    if (month === undefined) monthOf.set(value.time, (month = dayOfSample(value.time).slice(0, 7)));
    const there = months.get(month);
    if (there) there.values.push(value);
    else months.set(month, { values: [value], means: null });
  }
  return new Map([...months].sort(([a], [b]) => a.localeCompare(b)));
}

/** The mean of the period: of one month that of its visits, of a longer one that of its months. */
function sectionResult(rules: WaterRules, section: Section, all: Months, period: Period): SectionResult {
  const { siteId, name, code, lon, lat, water, body, target, noValues } = section;
  const own = [...all].filter(([month]) => inPeriod(period, `${month}-01`));
  const means = meansOf(own.flatMap(([, month]) => (month.means ??= monthMeans(month.values))));
  const judged = waterQuality(rules, body.body, means, target);
  const missing = noValues.find(v => v.parameter === null && inPeriod(period, dayOfSample(v.time)));
  const absent = missing ? say('water.no-value', { reason: missing.reason }) : say('water.no-data');
  const quality = means.length > 0 || body.body === null ? judged : { ...judged, reason: absent };
  const { monthsOfQuarter, monthsOfYear, mainPollutants } = rules.evaluation;
  const least = { quarter: monthsOfQuarter, year: monthsOfYear }[period.unit as string] ?? 1;
  const months = own.map(([month]) => month);
  return {
    siteId,
    name,
    code,
    lon,
    lat,
    water,
    body,
    target,
    quality,
    means,
    months,
    trophic: body.body === 'lake' ? trophicState(rules.trophic, means) : null,
    doubts:
      quality.class && months.length < least
        ? [say('water.few-months', { months: months.length, least })]
        : [],
    main: quality.class ? quality.exceeding.slice(0, mainPollutants) : [],
  };
}

export function classShares(results: readonly Pick<SectionResult, 'quality'>[]): ClassShares {
  const ranks = results.flatMap(({ quality }) => (quality.class ? [rankOfClass(quality.class)] : []));
  const share = (from: number, to: number) =>
    ranks.length > 0 ? ranks.filter(rank => rank >= from && rank <= to).length / ranks.length : null;
  return {
    excellent: share(0, 1),
    good: share(0, 2),
    fair: share(3, 4),
    bad: share(5, 5),
    sections: ranks.length,
  };
}

function riverResults(rules: WaterRules, results: readonly SectionResult[]): RiverResult[] {
  const ofRivers = results.filter(
    r => r.body.body === 'river' && r.water !== null && r.quality.class !== null,
  );
  return [...Map.groupBy(ofRivers, r => r.water!)].map(([name, own]) => riverResult(rules, name, own));
}

function riverResult(rules: WaterRules, name: string, sections: readonly SectionResult[]): RiverResult {
  const { evaluation } = rules;
  const shares = classShares(sections);
  const condition = (rank: number) => ({ ...evaluation.conditions[rank], rank });
  const shareOf = (parameter: string) =>
    sections.filter(s => s.quality.exceeding.some(i => i.parameter === parameter)).length / sections.length;
  if (sections.length < evaluation.fewSections) {
    const mean = waterQuality(rules, 'river', meansOf(sections.flatMap(s => s.means)));
    return {
      name,
      by: 'mean',
      class: mean.class,
      condition: mean.class && condition(evaluation.conditionOfClass[rankOfClass(mean.class)]),
      shares,
      main: mean.exceeding
        .slice(0, evaluation.mainPollutants)
        .map(({ parameter, exceedance }) => ({ parameter, exceedance, share: shareOf(parameter) })),
    };
  }
  // Of equal shares the item that is worst somewhere comes first.
  const exceeding = [
    ...Map.groupBy(
      sections.flatMap(s => s.quality.exceeding),
      i => i.parameter,
    ).values(),
  ].map(items => [...items].sort(worstFirst)[0]);
  return {
    name,
    by: 'shares',
    class: null,
    condition: condition(conditionOfShares(rules, shares)),
    shares,
    main: exceeding
      .sort((a, b) => shareOf(b.parameter) - shareOf(a.parameter) || worstFirst(a, b))
      .slice(0, evaluation.mainPollutants)
      .map(({ parameter, exceedance }) => ({ parameter, exceedance, share: shareOf(parameter) })),
  };
}

/** Rank of a river's condition by the shares of its sections in Ⅰ–Ⅲ and in 劣Ⅴ. */
export function conditionOfShares(
  { evaluation: { goodShares, badShares } }: WaterRules,
  { good, bad }: Pick<ClassShares, 'good' | 'bad'>,
): number {
  const byGood = goodShares.findIndex(least => good! >= least);
  return byGood >= 0 ? byGood : 2 + badShares.filter(least => bad! >= least).length;
}

function compare(rules: WaterRules, now: PeriodResult, then: PeriodResult): Comparison | null {
  if (then.shares.sections === 0) return null;
  const difference = shareChange(now.shares, then.shares);
  const rivers = now.rivers.flatMap((river): [string, ChangeWord][] => {
    const before = then.rivers.find(r => r.name === river.name);
    if (!before?.condition || !river.condition) return [];
    const steps = before.condition.rank - river.condition.rank;
    const byShares = river.by === 'shares' && before.by === 'shares';
    return [
      [
        river.name,
        byShares
          ? changeWord(shareChange(river.shares, before.shares), rules.evaluation.changes)
          : changeWord(steps, [0, 1]),
      ],
    ];
  });
  return {
    period: then.period,
    shares: then.shares,
    difference,
    word: changeWord(difference, rules.evaluation.changes),
    classes: Object.fromEntries(then.sections.map(s => [s.siteId, s.quality.class])),
    rivers: Object.fromEntries(rivers),
  };
}

/** ΔG − ΔD in percentage points, without the noise of the last bits. */
function shareChange(now: ClassShares, then: ClassShares): number {
  const points = 100 * ((now.good ?? 0) - (then.good ?? 0) - ((now.bad ?? 0) - (then.bad ?? 0)));
  return Number(points.toFixed(9));
}

/** `limits`: up to the first nothing changed, up to the second somewhat. */
export function changeWord(difference: number, [little, much]: readonly [number, number]): ChangeWord {
  const size = Math.abs(difference);
  if (size <= little) return 'none';
  const way = difference > 0 ? 'better' : 'worse';
  return size <= much ? way : `much-${way}`;
}

/** The newest month with a usable value; null without any. */
export function newestMonthOf(sections: readonly Pick<Section, 'values'>[]): Period | null {
  const days = sections.flatMap(s => s.values.filter(isUsable).map(v => dayOfSample(v.time)));
  const newest = days.reduce((best, day) => (day > best ? day : best), '');
  return waterPeriod(newest.slice(0, 7));
}

/** A month, quarter or year by its name; null for anything else. */
export function waterPeriod(text: string): Period | null {
  const unit = /^\d{4}$/.test(text) ? 'year' : text.includes('Q') ? 'quarter' : 'month';
  return parsePeriod(unit, text);
}
