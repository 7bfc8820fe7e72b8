import { dayMs, daysBetween } from '#core/foundation/dates.ts';
import type { DescribedScene, RecipeInput } from '#core/recipe/recipe.ts';
import type { SeriesRecipe } from './bloom-recipe.ts';
import type { BloomZone } from './bloom-result.ts';
import type { Grade } from '#core/foundation/grade.ts';
import type { Correction } from '#core/mask/correction.ts';
import { changeSince, type EarlierZone } from './bloom-change.ts';
import { frequencyOf, occurs, type Occurrence } from './occurrence.ts';
import type { BloomRules } from '#core/foundation/rules.ts';
import { trendOf, type Trend } from '#core/foundation/trend.ts';

/** A zone on a date of a series; where a date has several scenes, `scene` is the one that showed most of the zone. */
export interface SeriesZone extends BloomZone {
  scene?: string;
}

/** One scene of a series as it was assessed. */
export interface SceneRow {
  /** Day in Beijing, YYYY-MM-DD. */
  date: string;
  /** ISO 8601 time or date. */
  acquired: string;
  /** True where the name tells only the year; the date is then its first day. */
  yearOnly?: boolean;
  scene: string;
  /** Paths of the scene's files, inside the folder where they lie in it. */
  files: string[];
  sensor: string | null;
  simulated: boolean;
  index: string;
  zones: BloomZone[];
  /** Why the whole scene has no numbers. */
  problem?: string;
  warnings: string[];
  /** For the recipe: the files with their hashes, and what was believed of the scene. */
  inputs: RecipeInput[];
  described: DescribedScene;
  /** Where the scene has hand corrections that were applied. */
  corrections?: Correction[];
}

/** A date of a series: all zones, in the series' order. */
export interface SeriesDate extends Omit<
  SceneRow,
  'zones' | 'files' | 'inputs' | 'described' | 'corrections'
> {
  /** Scenes of this day. */
  scenes: string[];
  files: string[][];
  zones: SeriesZone[];
}

/** A scene that is not in the series, and why. */
export interface SkippedScene {
  scene: string;
  message: string;
}

/** What of a zone stands on a date, as charts, calendars and statistics take it. */
export interface SeriesPoint {
  date: string;
  /** False: too little was seen; area and share are then of what was seen, or null. */
  assessable: boolean;
  areaKm2: number | null;
  share: number | null;
  validShare: number | null;
  grade: Grade | null;
}

export interface SeriesSummary {
  zone: string;
  /** Dates with a scene, dates that could be assessed, dates with bloom. */
  dates: number;
  valid: number;
  bloom: number;
  /** bloom / valid; null where too few dates could be assessed. */
  frequency: number | null;
  /** First and last date with bloom, and days from the one to the other, both counted. */
  first: string | null;
  last: string | null;
  durationDays: number | null;
  /** The longest time within it, in days, between two dates that could be assessed. */
  longestGapDays: number | null;
  maximum: { date: string; areaKm2: number; share: number; grade: Grade } | null;
  /** Of P against time, per year; null with fewer than four dates. */
  trend: Trend | null;
}

export interface SeriesResult {
  series: SeriesDate[];
  summary: SeriesSummary[];
  skipped: SkippedScene[];
  occurrence: Occurrence;
  recipe: SeriesRecipe;
}

/**
 * One row per day: of several scenes on a day every zone is taken from the one that showed most of it. In the order of
 * time. The change is against the last earlier date on which the zone could be assessed with the same index.
 */
export function seriesDates(rules: BloomRules, rows: readonly SceneRow[]): SeriesDate[] {
  const days = Map.groupBy(
    [...rows].sort((a, b) => a.acquired.localeCompare(b.acquired) || a.scene.localeCompare(b.scene)),
    row => row.date,
  );
  const dates = [...days].map(([, ofDay]): SeriesDate => {
    const [{ date, acquired, yearOnly, sensor, index, problem, zones }] = [...ofDay].sort(
      (a, b) => seenKm2(b) - seenKm2(a),
    );
    return {
      date,
      acquired,
      ...(yearOnly ? { yearOnly } : {}),
      sensor,
      index,
      ...(problem === undefined ? {} : { problem }),
      scenes: ofDay.map(row => row.scene),
      files: ofDay.map(row => row.files),
      scene: ofDay.map(row => row.scene).join(' + '),
      simulated: ofDay.some(row => row.simulated),
      warnings: [...new Set(ofDay.flatMap(row => row.warnings))],
      zones: zones.map((_, i): SeriesZone => {
        const of = ofDay.reduce((a, b) =>
          (b.zones[i]?.validAreaKm2 ?? -1) > (a.zones[i]?.validAreaKm2 ?? -1) ? b : a,
        );
        return ofDay.length > 1 ? { ...of.zones[i], scene: of.scene } : { ...of.zones[i] };
      }),
    };
  });
  const before = new Map<number, EarlierZone[]>();
  for (const { acquired, scene, zones } of dates)
    zones.forEach((zone, i) => {
      const earlier = before.get(i) ?? [];
      zone.change = changeSince(rules, zone, acquired, earlier);
      // Only the last one that could be assessed is ever asked for.
      if (zone.grade) before.set(i, [{ acquired, scene, zone }]);
    });
  return dates;
}

const seenKm2 = (row: SceneRow) => row.zones.reduce((sum, zone) => sum + zone.validAreaKm2, 0);

/** The points of a zone by its place in the list of zones. */
export function pointsOf(dates: readonly SeriesDate[], zone: number): SeriesPoint[] {
  return dates.map(({ date, zones }) => {
    const z = zones[zone];
    const seen = z.validAreaKm2 > 0;
    return {
      date,
      assessable: z.grade !== null,
      areaKm2: seen ? z.bloomAreaKm2 : null,
      share: z.bloomShare,
      validShare: z.validShare,
      grade: z.grade,
    };
  });
}

/** Days of a year as trends count them. */
const yearDays = 365.25;

/** True where a date that could be assessed counts as bloom. */
export function isBloom(rule: Occurrence, point: SeriesPoint): boolean {
  return point.assessable && occurs(rule, point.share);
}

export function summarise(rule: Occurrence, zone: string, points: readonly SeriesPoint[]): SeriesSummary {
  const valid = points.filter(p => p.assessable);
  const bloom = valid.filter(p => isBloom(rule, p));
  const first = bloom[0]?.date ?? null;
  const last = bloom.at(-1)?.date ?? null;
  const within = first && last ? valid.filter(p => p.date >= first && p.date <= last) : [];
  const gaps = within.slice(1).map((p, i) => daysBetween(within[i].date, p.date));
  const top = valid
    .filter(p => p.share! > 0)
    .reduce<SeriesPoint | null>((a, b) => (a && a.areaKm2! >= b.areaKm2! ? a : b), null);
  return {
    zone,
    dates: points.length,
    valid: valid.length,
    bloom: bloom.length,
    frequency: frequencyOf(rule, bloom.length, valid.length),
    first,
    last,
    durationDays: first && last ? daysBetween(first, last) + 1 : null,
    longestGapDays: first && last ? Math.max(0, ...gaps) : null,
    maximum: top && { date: top.date, areaKm2: top.areaKm2!, share: top.share!, grade: top.grade! },
    trend: trendOf(valid.map(p => ({ x: Date.parse(p.date) / dayMs / yearDays, y: p.share!, date: p.date }))),
  };
}

/** A year's part between two days of the year, MM-DD each, both counted; a period may run over the turn of the year. */
export interface YearPeriod {
  /** Year in which the period begins. */
  year: number;
  valid: number;
  bloom: number;
  frequency: number | null;
  meanShare: number | null;
  maxAreaKm2: number | null;
  maxDate: string | null;
}

/** The same period of every year that has dates in it, the latest year first. */
export function samePeriod(
  rule: Occurrence,
  points: readonly SeriesPoint[],
  from: string,
  to: string,
): YearPeriod[] {
  const turns = from > to;
  const inside = points.filter(({ date }) => {
    const day = date.slice(5);
    return turns ? day >= from || day <= to : day >= from && day <= to;
  });
  const years = Map.groupBy(
    inside,
    ({ date }) => Number(date.slice(0, 4)) - (turns && date.slice(5) <= to ? 1 : 0),
  );
  return [...years]
    .map(([year, of]): YearPeriod => {
      const valid = of.filter(p => p.assessable);
      const bloom = valid.filter(p => isBloom(rule, p));
      const top = valid.reduce<SeriesPoint | null>((a, b) => (a && a.areaKm2! >= b.areaKm2! ? a : b), null);
      return {
        year,
        valid: valid.length,
        bloom: bloom.length,
        frequency: frequencyOf(rule, bloom.length, valid.length),
        meanShare: valid.length ? valid.reduce((sum, p) => sum + p.share!, 0) / valid.length : null,
        maxAreaKm2: top?.areaKm2 ?? null,
        maxDate: top?.date ?? null,
      };
    })
    .sort((a, b) => b.year - a.year);
}
