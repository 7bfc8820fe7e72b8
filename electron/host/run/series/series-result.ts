import { bloomRule } from '#core/bloom/bloom-rule.ts';
import { recipeVersion } from '#core/recipe/recipe.ts';
import type { SeriesRecipe } from '#core/bloom/bloom-recipe.ts';
import {
  pointsOf,
  seriesDates,
  summarise,
  type SceneRow,
  type SeriesResult,
  type SkippedScene,
} from '#core/bloom/series.ts';
import { ruleStamp } from '#core/foundation/rules.ts';
import { trendRule } from '#core/foundation/trend.ts';

import { mixedBaselines } from '#core/scene/suspicious-radiometry.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish } from '#core/words/said.ts';
import { usedRules } from '#host/run/bloom/assess-bloom.ts';
import { leastSeenOf } from '#host/run/bloom/bloom-zones.ts';
import type { SeriesOptions } from './assess-series.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import { outlinesOf } from '#host/recipe/outlines.ts';
import { recordMask } from '#host/recipe/recorded-mask.ts';
import { areaRule, coverageRule, hashZones, recipeInput } from '#host/recipe/recipe.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { softwareVersion } from '#host/files/software-version.ts';

export interface SeriesParts {
  folder: string;
  zones: ZoneSet;
  options: SeriesOptions;
  rows: readonly SceneRow[];
  skipped: readonly SkippedScene[];
}

/** In the order of time, then of names. */
const inTime = (rows: readonly SceneRow[]): SceneRow[] =>
  [...rows].sort((a, b) => a.acquired.localeCompare(b.acquired) || a.scene.localeCompare(b.scene));

/** Dates, what they say together, and the recipe of it all. */
export async function seriesResult(parts: SeriesParts): Promise<SeriesResult> {
  const rules = bloomRules();
  const series = seriesDates(rules, parts.rows);
  return {
    series,
    summary: parts.zones.zones.map(({ name }, i) => summarise(rules.occurrence, name, pointsOf(series, i))),
    skipped: [...parts.skipped],
    occurrence: { minShare: rules.occurrence.minShare, leastDates: rules.occurrence.leastDates },
    recipe: await seriesRecipe(parts),
  };
}

async function seriesRecipe({
  folder,
  zones,
  options,
  rows: found,
  skipped,
}: SeriesParts): Promise<SeriesRecipe> {
  const rules = bloomRules();
  // Threads finish in any order; the recipe of the same files is the same.
  const rows = inTime(found);
  const { id, formula } = findIndex(options.index);
  const used = usedRules(
    rows.flatMap(row => row.zones),
    leastSeenOf(options.mask.options),
  );
  const years = rows.filter(row => row.yearOnly).map(row => row.scene);
  return {
    kind: 'series',
    version: recipeVersion,
    software: { name: 'Bloomline', version: softwareVersion() },
    created: new Date().toISOString(),
    inputs: [
      ...rows.flatMap(row => row.inputs),
      ...(await Promise.all(zones.files.map(file => recipeInput(file)))),
    ],
    parameters: {
      threshold: options.threshold,
      ...(options.scene ? { scene: options.scene } : {}),
      ...recordMask(options.mask),
      index: id,
      formula,
      rule: bloomRule,
      folder,
      asked: {
        lakeThreshold: options.lakeThreshold ?? null,
        outlines: outlinesOf(zones),
        plants: options.mask.vegetation.length
          ? outlinesOf({ zones: options.mask.vegetation, crs: options.mask.vegetationCrs })
          : null,
      },
      oneRowPerDay: 'of several scenes of a day each zone is taken from the one that shows most of it',
      zones: zones.zones.map(z => z.name),
      zonesSha256: hashZones(zones.zones),
      scenes: rows.map(({ described, corrections }) => ({
        ...described,
        ...(corrections ? { corrections } : {}),
      })),
    },
    rules: [...used, ruleStamp(rules.occurrence), trendRule],
    coverageRule,
    areaRule,
    warnings: [
      ...new Set(rows.flatMap(row => row.warnings)),
      ...mixedBaselines(
        rows.map(({ scene, sensor, warnings, described }) => ({
          name: scene,
          sensor,
          warnings,
          offset: described.bands.find(b => b.role === 'R')?.offset ?? described.bands[0]?.offset ?? 0,
        })),
      ),
      ...(years.length ? [inEnglish('series.years-only', { count: years.length })] : []),
      ...(skipped.length ? [inEnglish('series.left-out', { count: skipped.length })] : []),
    ],
    simulated: rows.some(row => row.simulated),
  };
}
