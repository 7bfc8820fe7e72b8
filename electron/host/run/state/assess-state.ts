import { trendOf, trendRule } from '#core/foundation/trend.ts';
import { areEndMembers, histogramPercentile, type EndMembers } from '#core/ecology/vegetation-cover.ts';
import type { StateRules, Wetness } from '#core/ecology/state-rules.ts';
import type { RseiScaling, StateIndicator } from '#core/ecology/ecology-names.ts';
import { decimalYear, type RseiInfo, type StateDate, type StateResult } from '#core/ecology/state.ts';
import { ruleStamp } from '#core/foundation/rules.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { sameGrid } from '#core/grid/grid.ts';
import type { Resampling } from '#core/grid/resample.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { placesTogether } from '#host/run/zones/places-together.ts';
import { placeZones, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { outlinesOf } from '#host/recipe/outlines.ts';
import { filesOf, makeRecipe } from '#host/recipe/recipe.ts';
import type { Progress } from '#host/files/progress.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Clouds } from '#host/raster/reader/scene-reader.ts';
import { ndviRange, type StateGathered } from '#host/raster/lanes/state-lane.ts';
import type { StateFacts, StatePlan } from '#host/raster/lanes/state-pixels.ts';
import { stateRules } from '#host/run/rules/ecology-rules.ts';
import { findComponents, rseiInfo, scaleRsei, withRsei } from './find-rsei.ts';
import { runState, type StateRun } from './run-state.ts';
import { indicatorInfos, zonesOf } from './state-zones.ts';
import { planState } from './state-plan.ts';
import { qualityFacts, qualityInfo, qualityInputs, type QualityRasters } from './state-quality.ts';

export interface StateInput {
  /** In any order; they are put in that of their dates. */
  scenes: readonly Scene[];
  zones: ZoneSet;
  indicators: readonly StateIndicator[];
  clouds: Clouds;
  /** Null takes them from the scenes. */
  endmembers: EndMembers | null;
  wetness: string | null;
  /** Scales and component of RSEI: of all dates together, or of each date on its own (as first published). */
  rseiScope: 'each' | 'common';
  rseiScaling?: RseiScaling;
  /** For ecosystem quality: the rasters of each scene, in the order of the scenes. */
  quality: QualityRasters | null;
  pool: RasterPool | null;
  /** The scenes as they are on disk, where `scenes` are copies on one grid; what was done to them. */
  sources?: { scenes: readonly Scene[]; notes: readonly string[]; how: Resampling | null };
}

/** A state assessment with what its rasters can be made from again. */
export interface StateWork {
  result: StateResult;
  plans: StatePlan[];
  facts: StateFacts[];
  placed: readonly PlacedZone[];
  zones: ZoneSet;
}

/** Vegetation and ecosystem per zone and date, with transitions and trend where there is more than one date. */
export async function assessState(input: StateInput, progress: Progress = {}): Promise<StateWork> {
  const rules = stateRules();
  const indicators = [...new Set(input.indicators)];
  check(input, indicators);
  const order = input.scenes
    .map((scene, i) => ({ scene, i }))
    .sort((a, b) => (a.scene.acquired ?? '').localeCompare(b.scene.acquired ?? ''));
  const scenes = order.map(o => o.scene);
  for (const scene of scenes)
    if (!sameGrid(scenes[0].grid, scene.grid))
      throw new BloomlineError('grids-differ', scene.name, say('state.other-grid', { name: scenes[0].name }));
  const placed = placeZones(input.zones, scenes[0].grid);
  const together = placesTogether(input.zones, placed, scenes[0].grid);
  const quality = indicators.includes('quality')
    ? qualityInputs(
        input.quality,
        scenes[0].grid,
        order.map(o => o.i),
      )
    : null;
  const planned = scenes.map((scene, d) =>
    planState(scene, { ...input, indicators }, rules, quality?.extras[d] ?? [], quality?.typeOfCode ?? {}),
  );
  const run: StateRun = {
    plans: planned.map(p => p.plan),
    indicators,
    limits: indicators.map(id => classesOf(rules, id).limits),
    pairs: pairsOf(scenes.length),
    placed,
    together,
    pool: input.pool,
    progress,
  };
  const warnings = [
    ...(input.sources?.notes ?? []),
    ...together.warnings,
    ...(input.clouds === 'auto' && scenes.some(s => !s.classification)
      ? [inEnglish('mask.no-cloud-classes')]
      : []),
  ];
  const { facts, dates } = await findFacts(
    run,
    input,
    planned.map(p => p.wetness),
    rules,
    quality,
    warnings,
  );
  const sums = await runState(run, facts, 'tally');
  const { zones, whole } = zonesOf(sums, run, rules);
  if (whole.seen.every(s => s.validKm2 === 0))
    throw new BloomlineError('nothing-valid', scenes[0].name, say('state.nothing-valid'));
  whole.seen.forEach((seen, d) => {
    if (seen.validKm2 === 0) warnings.push(inEnglish('state.nothing-valid-on', { name: scenes[d].name }));
  });
  for (const zone of [...zones, whole])
    zone.indicators.forEach((indicator, k) => {
      indicator.trend = trendOf(
        dates.flatMap((date, d) => {
          const mean = zone.indicators[k].values[d].mean;
          return date.year === null || mean === null ? [] : [{ x: date.year, y: mean, date: date.acquired! }];
        }),
      );
    });
  const recipe = await makeRecipe(
    {
      kind: 'state',
      scenes: input.sources?.scenes ?? scenes,
      zones: input.zones,
      files: quality?.files ?? [],
      parameters: {
        indicators,
        clouds: input.clouds,
        endmembers: input.endmembers
          ? 'given'
          : `${rules.vegetationCover.lowPercent} % and ${rules.vegetationCover.highPercent} % of the valid area of all dates in all zones`,
        wetness: input.wetness,
        rseiScope: input.rseiScope,
        rseiScaling: input.rseiScaling ?? null,
        valid: 'valid where every band of the indicators is',
        water: `RSEI without pixels of ${rules.rsei.water.index} > ${rules.rsei.water.threshold}`,
        dates: dates.map(({ scene, endmembers, rsei }) => ({ scene, endmembers, rsei })),
        ...(quality ? { quality: quality.recorded } : {}),
        asked: {
          endmembers: input.endmembers,
          quality: input.quality && {
            LAI: input.quality.LAI.map(filesOf),
            GPP: input.quality.GPP.map(filesOf),
            types: filesOf(input.quality.types),
            legend: input.quality.legend,
          },
          align: input.sources ? { how: input.sources.how } : null,
          outlines: outlinesOf(input.zones),
        },
      },
      rules: usedRules(rules, indicators, planned[0].plan),
      warnings: [...warnings, ...placed.flatMap(p => (p.problem ? [`${p.name}: ${p.problem.message}`] : []))],
    },
    progress,
  );
  const result: StateResult = {
    kind: 'state',
    indicators: indicatorInfos(indicators, rules, planned[0].plan),
    dates,
    zones,
    whole,
    changeSteps: rules.gradeChange.steps,
    recipe,
  };
  return { result, plans: run.plans, facts, placed, zones: input.zones };
}

function check(input: StateInput, indicators: readonly StateIndicator[]): void {
  if (input.scenes.length === 0) throw new BloomlineError('bad-input', 'scenes', say('state.no-scene'));
  if (indicators.length === 0) throw new BloomlineError('bad-input', 'indicators', say('state.no-indicator'));
  if (indicators.includes('RSEI') && indicators.includes('RSEI-3'))
    throw new BloomlineError('bad-input', 'indicators', say('state.rsei-twice'));
  const { endmembers } = input;
  if (endmembers && !areEndMembers(endmembers))
    throw new BloomlineError(
      'bad-input',
      `${endmembers.soil}, ${endmembers.vegetation}`,
      say('state.end-members'),
    );
  const dated = input.scenes.filter(s => s.acquired !== null);
  if (input.scenes.length > 1 && dated.length < input.scenes.length)
    throw new BloomlineError(
      'bad-input',
      input.scenes.find(s => s.acquired === null)!.name,
      say('state.no-date'),
    );
  const seen = new Set<string>();
  for (const { acquired } of dated) {
    if (seen.has(acquired!)) throw new BloomlineError('bad-input', acquired!, say('state.same-date'));
    seen.add(acquired!);
  }
}

export const classesOf = (rules: StateRules, id: StateIndicator) =>
  rules.classes[id === 'RSEI-3' ? 'RSEI' : id];

/** Each date with the next one, and the first with the last. */
function pairsOf(count: number): [number, number][] {
  const next = Array.from({ length: Math.max(0, count - 1) }, (_, i): [number, number] => [i, i + 1]);
  return count > 2 ? [...next, [0, count - 1]] : next;
}

async function findFacts(
  run: StateRun,
  input: StateInput,
  wetness: (Wetness | null)[],
  rules: StateRules,
  quality: ReturnType<typeof qualityInputs> | null,
  warnings: string[],
): Promise<{ facts: StateFacts[]; dates: StateDate[] }> {
  const { plans, indicators } = run;
  const needsCover = indicators.includes('FVC') || quality !== null;
  const needsGather = (needsCover && !input.endmembers) || plans.some(p => p.rsei) || quality !== null;
  const none: StateFacts = { endmembers: null, rsei: null, quality: null };
  let facts: StateFacts[] = plans.map(() => ({ ...none, endmembers: input.endmembers }));
  const gathered = needsGather ? await runState(run, facts, 'gather') : null;
  if (needsCover && !input.endmembers) {
    const endmembers = endmembersOf(gathered!, rules);
    facts = facts.map(f => ({ ...f, endmembers }));
    if (!(endmembers.vegetation - endmembers.soil > 0.05))
      warnings.push(
        inEnglish('redline.end-members-close', {
          soil: endmembers.soil.toFixed(3),
          vegetation: endmembers.vegetation.toFixed(3),
        }),
      );
  }
  const infos: (RseiInfo | null)[] = plans.map(() => null);
  const choice = { scope: input.rseiScope, scaling: input.rseiScaling ?? null };
  const components =
    gathered && plans.some(p => p.rsei) ? await findComponents(run, facts, gathered, choice, warnings) : null;
  if (components)
    facts = withRsei(
      facts,
      components.map(c => c.facts),
    );
  if (quality && gathered)
    facts = facts.map((fact, d) => ({ ...fact, quality: qualityFacts(gathered[d], fact.endmembers!) }));
  if (gathered && (components || quality)) {
    const found = await runState(run, facts, 'extremes');
    if (components) {
      const scales = scaleRsei(components, found, choice);
      facts = withRsei(facts, scales);
      components.forEach(({ component }, d) => {
        const { moments } = gathered[d];
        infos[d] = rseiInfo(scales[d], component, moments!, plans[d], wetness[d]!, rules, choice);
      });
    }
    facts = facts.map((fact, d) => ({
      ...fact,
      quality: fact.quality && {
        ...fact.quality,
        min: found[d].densityMin,
        range: found[d].densityMax.map((max, p) => max - found[d].densityMin[p]),
      },
    }));
  }
  const dates = plans.map(({ scene }, d): StateDate => ({
    scene: scene.name,
    acquired: scene.acquired,
    year: scene.acquired === null ? null : decimalYear(scene.acquired),
    endmembers: needsCover ? facts[d].endmembers : null,
    rsei: infos[d],
    quality: facts[d].quality && quality ? qualityInfo(facts[d].quality!, quality, run.placed) : null,
  }));
  return { facts, dates };
}

function endmembersOf(gathered: readonly StateGathered[], rules: StateRules): EndMembers {
  const weights = new Float64Array(gathered[0].ndviM2.length);
  for (const { ndviM2 } of gathered) ndviM2.forEach((area, i) => (weights[i] += area));
  const { lowPercent, highPercent } = rules.vegetationCover;
  return {
    soil: histogramPercentile(ndviRange, weights, lowPercent) ?? 0,
    vegetation: histogramPercentile(ndviRange, weights, highPercent) ?? 1,
  };
}

function usedRules(rules: StateRules, indicators: readonly StateIndicator[], plan: StatePlan) {
  const used = indicators.map(id => ruleStamp(classesOf(rules, id)));
  if (indicators.some(id => id === 'FVC' || id === 'quality')) used.push(ruleStamp(rules.vegetationCover));
  if (plan.rsei) used.push(ruleStamp(rules.rsei));
  if (plan.rsei?.temperature?.kind === 'radiance') used.push(ruleStamp(rules.landSurfaceTemperature));
  if (indicators.includes('quality')) used.push(ruleStamp(rules.quality));
  return [...used, ruleStamp(rules.gradeChange), trendRule];
}
