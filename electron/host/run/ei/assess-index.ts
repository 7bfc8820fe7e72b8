import type { IndexStandard } from '#core/ecology/ecology-names.ts';
import { ecologyIndices, type IndexResult, type IndexRow } from '#core/ecology/ei.ts';
import { eiInputs, eqiInputs } from '#core/ecology/ei-inputs.ts';
import type { EiRules } from '#core/ecology/ei-rules.ts';
import { ruleStamp } from '#core/foundation/rules.ts';
import { asReported, BloomlineError } from '#core/foundation/errors.ts';

import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { outlinesOf } from '#host/recipe/outlines.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Progress } from '#host/files/progress.ts';
import { eiRules } from '#host/run/rules/ecology-rules.ts';
import { areasByClass, coverAreas } from '#host/run/ecology/land-cover.ts';

export interface LandCoverInput {
  scene: Scene;
  /** Code → id of a class of HJ 192 without `land_`, or its Chinese name. */
  legend: Record<number, string>;
  legendSubject: string;
  zones: ZoneSet;
  year: number | null;
}

/** Words that a legend may use for the classes of HJ 192: ids and Chinese names. */
export const landClassWords = ({ ei }: EiRules): string[] =>
  ei.habitat.groups.flatMap(g => g.classes.flatMap(c => [c.id, c.name.zh]));

/** EI or EQI of every row; a land cover gives the areas of its zones, which are the regions then. */
export async function assessIndex(
  {
    standard,
    rows,
    files,
    landCover,
  }: {
    standard: IndexStandard;
    rows: readonly IndexRow[];
    files: readonly string[];
    landCover: LandCoverInput | null;
  },
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<IndexResult> {
  const rules = eiRules();
  const rule = standard === 'EI' ? rules.ei : rules.eqi;
  if (landCover && standard === 'EQI') throw new BloomlineError('bad-input', 'EQI', say('ei.eqi-land-cover'));
  const warnings: string[] = [];
  const all = landCover ? await withLandCover(rows, landCover, rules, warnings, pool, progress) : [...rows];
  if (all.length === 0) throw new BloomlineError('bad-input', standard, say('ei.no-region'));
  const seen = new Set<string>();
  for (const { region, year } of all) {
    const key = `${region} ${year}`;
    if (seen.has(key))
      throw new BloomlineError('bad-input', region, say('ei.region-twice', { year: year ?? '–' }));
    seen.add(key);
  }
  const regions = guardRange(standard, () => ecologyIndices(rules, standard, all));
  const recipe = await makeRecipe(
    {
      kind: 'ecology-index',
      scenes: landCover ? [landCover.scene] : [],
      zones: landCover?.zones ?? null,
      files,
      parameters: {
        standard,
        rows: all,
        ...(landCover ? { legend: landCover.legend } : {}),
        asked: {
          rows: [...rows],
          table: files[0] ?? null,
          landCover: landCover && { legend: landCover.legend, year: landCover.year },
          outlines: landCover && outlinesOf(landCover.zones),
        },
      },
      rules: [ruleStamp(rule)],
      warnings: [...warnings, ...regions.flatMap(r => r.warnings.map(w => `${r.region}: ${w}`))],
    },
    progress,
  );
  return {
    kind: 'ecology-index',
    standard,
    name: rule.name,
    note: rule.note,
    inputs: standard === 'EI' ? eiInputs(rules) : eqiInputs(),
    rows: all,
    regions,
    recipe,
  };
}

async function withLandCover(
  rows: readonly IndexRow[],
  input: LandCoverInput,
  rules: EiRules,
  warnings: string[],
  pool: RasterPool | null,
  progress: Progress,
): Promise<IndexRow[]> {
  const placed = placeZones(input.zones, input.scene.grid);
  const classes = rules.ei.habitat.groups.flatMap(g => g.classes);
  const idOf = new Map(
    classes.flatMap(
      c =>
        [
          [c.id, c.id],
          [c.name.zh, c.id],
        ] as const,
    ),
  );
  const areas = await coverAreas(input.scene, placed, pool, progress);
  const made = areas
    .map((zone, i): IndexRow => {
      if (placed[i].problem) warnings.push(`${zone.zone}: ${placed[i].problem!.message}`);
      const byClass = areasByClass(zone, input.legend, input.legendSubject);
      if (zone.nodataKm2 > 1e-9)
        warnings.push(
          inEnglish('ei.cover-without-data', { zone: zone.zone, area: zone.nodataKm2.toFixed(3) }),
        );
      const values: Record<string, number> = { area_km2: zone.areaKm2 };
      for (const c of classes) values[`land_${c.id}`] = 0;
      for (const [word, area] of Object.entries(byClass)) values[`land_${idOf.get(word)}`] += area;
      return { region: zone.zone, year: input.year, values };
    })
    .filter((_, i) => !placed[i].problem);
  const known = made.map(m => m.region);
  for (const row of rows)
    if (!known.includes(row.region) && (row.year === null || input.year === null || row.year === input.year))
      throw new BloomlineError(
        'bad-input',
        row.region,
        say('ei.no-such-zone', { zones: known.slice(0, 8).join(', ') }),
      );
  const others = rows.filter(r => r.year !== null && input.year !== null && r.year !== input.year);
  return [
    ...others,
    ...made.map(m => {
      const own = rows.find(r => r.region === m.region && !others.includes(r));
      return { ...m, year: m.year ?? own?.year ?? null, values: { ...m.values, ...own?.values } };
    }),
  ];
}

/** Core throws RangeError for numbers that cannot be; here they came from a person. */
export function guardRange<T>(subject: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError)
      throw new BloomlineError('bad-input', subject, asReported(error.message));
    throw error;
  }
}
