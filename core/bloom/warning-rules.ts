import { daysBetween } from '#core/foundation/dates.ts';
import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { gradeRank } from './bloom-change.ts';
import type { BloomRules } from '#core/foundation/rules.ts';
import type { SeriesPoint } from './series.ts';
import { trendOf } from '#core/foundation/trend.ts';

const head = { id: z.string(), name: textSchema };
const share = z.number().min(0).max(1);

const warningRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('grade-at-least'), level: z.string() }),
  /** The grade is `by` above the last date's, and at least `fromLevel`. */
  z.strictObject({
    ...head,
    kind: z.literal('grade-rises'),
    by: z.number().int().positive(),
    fromLevel: z.string(),
  }),
  z.strictObject({ ...head, kind: z.literal('share-above'), share }),
  z.strictObject({ ...head, kind: z.literal('area-above'), areaKm2: z.number().nonnegative() }),
  /** P at or above `share` on `count` dates in a row, with at most `maxGapDays` from one to the next. */
  z.strictObject({
    ...head,
    kind: z.literal('dates-in-row'),
    count: z.number().int().min(2),
    share,
    maxGapDays: z.number().positive(),
  }),
  /** Mann–Kendall over the last `dates` dates, rising, with P at or above `share` at their end. */
  z.strictObject({
    ...head,
    kind: z.literal('trend-rises'),
    dates: z.number().int().min(4),
    p: z.number(),
    share,
  }),
  z.strictObject({ ...head, kind: z.literal('density-above'), cellsPerLitre: z.number().positive() }),
]);
export type WarningRule = z.infer<typeof warningRuleSchema>;

/** resources/rules/warning.json */
export const warningRulesSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  version: z.string(),
  evidence: evidenceSchema,
  note: textSchema,
  rules: z.array(warningRuleSchema),
});
export type WarningRules = z.infer<typeof warningRulesSchema>;

/** A measured algal density in cells per litre at a site of the zone. */
export interface SiteDensity {
  site: string;
  date: string;
  cellsPerLitre: number;
}

/** Numbers that a warning rests on, date by date. */
export interface WarningEvidence {
  date: string;
  areaKm2?: number;
  share?: number;
  level?: string;
  site?: string;
  cellsPerLitre?: number;
}

/** A rule that held from `since` to `until` for a zone: one warning, however many dates it held on. */
export interface WarningFinding {
  rule: string;
  since: string;
  until: string;
  /** True where it holds on the last date that could be assessed (or was measured). */
  holds: boolean;
  evidence: WarningEvidence[];
}

/** A date on which a rule could be asked, with the numbers if it held. */
interface Asked {
  date: string;
  held: WarningEvidence[] | null;
}

/** What the rules say of a zone. Dates that could not be assessed neither begin nor end a warning. */
export function findWarnings(
  { rules }: WarningRules,
  bloomRules: Pick<BloomRules, 'areaShareGrade'>,
  points: readonly SeriesPoint[],
  densities: readonly SiteDensity[] = [],
): WarningFinding[] {
  const valid = points.filter(p => p.assessable && p.grade !== null);
  return rules.flatMap(rule => episodes(rule.id, askAll(rule, bloomRules, valid, densities)));
}

function askAll(
  rule: WarningRule,
  bloomRules: Pick<BloomRules, 'areaShareGrade'>,
  valid: readonly SeriesPoint[],
  densities: readonly SiteDensity[],
): Asked[] {
  if (rule.kind !== 'density-above')
    return valid.map((p, i) => ({
      date: p.date,
      held: holds(rule, bloomRules, valid, i)?.map(evidenceOf) ?? null,
    }));
  const byDate = Map.groupBy(
    [...densities].sort((a, b) => a.date.localeCompare(b.date)),
    d => d.date,
  );
  return [...byDate].map(([date, of]) => {
    const over = of.filter(d => d.cellsPerLitre > rule.cellsPerLitre);
    return { date, held: over.length ? over : null };
  });
}

const evidenceOf = (p: SeriesPoint): WarningEvidence => ({
  date: p.date,
  areaKm2: p.areaKm2 ?? 0,
  share: p.share ?? 0,
  level: p.grade!.level,
});

/** The points that make the rule hold on date i, or null. */
function holds(
  rule: Exclude<WarningRule, { kind: 'density-above' }>,
  bloomRules: Pick<BloomRules, 'areaShareGrade'>,
  valid: readonly SeriesPoint[],
  i: number,
): SeriesPoint[] | null {
  const now = valid[i];
  const rank = (level: string) => gradeRank(bloomRules, { level });
  switch (rule.kind) {
    case 'grade-at-least':
      return rank(now.grade!.level) >= rank(rule.level) ? [now] : null;
    case 'grade-rises': {
      const last = valid[i - 1];
      if (!last || rank(now.grade!.level) < rank(rule.fromLevel)) return null;
      return rank(now.grade!.level) - rank(last.grade!.level) >= rule.by ? [last, now] : null;
    }
    case 'share-above':
      return now.share! > rule.share ? [now] : null;
    case 'area-above':
      return now.areaKm2! > rule.areaKm2 ? [now] : null;
    case 'dates-in-row': {
      const row = valid.slice(Math.max(0, i - rule.count + 1), i + 1);
      const close = row.every((p, n) => n === 0 || daysBetween(row[n - 1].date, p.date) <= rule.maxGapDays);
      return row.length === rule.count && close && row.every(p => p.share! >= rule.share) ? row : null;
    }
    case 'trend-rises': {
      const row = valid.slice(Math.max(0, i - rule.dates + 1), i + 1);
      if (row.length < rule.dates || now.share! < rule.share) return null;
      const trend = trendOf(row.map(p => ({ x: daysBetween(row[0].date, p.date), y: p.share! })));
      return trend && trend.s > 0 && trend.p <= rule.p ? row : null;
    }
  }
}

/** Dates in a row on which a rule held are one finding. */
function episodes(rule: string, asked: readonly Asked[]): WarningFinding[] {
  const found: WarningFinding[] = [];
  let open: WarningFinding | null = null;
  for (const { date, held } of asked) {
    if (!held) {
      if (open) open.holds = false;
      open = null;
      continue;
    }
    if (!open) found.push((open = { rule, since: date, until: date, holds: true, evidence: [] }));
    open.until = date;
    const known = new Set(open.evidence.map(e => `${e.date} ${e.site ?? ''}`));
    open.evidence.push(...held.filter(e => !known.has(`${e.date} ${e.site ?? ''}`)));
  }
  return found;
}

/** 发出 / 核实 / 解除. */
export const warningStates = ['issued', 'verified', 'lifted'] as const;
export type WarningState = (typeof warningStates)[number];

/** From which state a person may go on to which. */
export const nextStates: Record<WarningState, readonly WarningState[]> = {
  issued: ['verified', 'lifted'],
  verified: ['lifted'],
  lifted: [],
};
