import type { RedlineResult, RedlineZone } from '#core/redline/redline-result.ts';
import type { ChangeOptions, ComparisonOptions } from '#core/redline/change-options.ts';
import { reasonCode } from '#core/bands/validity.ts';
import { ruleStamp } from '#core/foundation/rules.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { intersectWindows, wholeWindow, type Window } from '#core/grid/grid.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import {
  addZoneChange,
  emptyZoneChange,
  type CompareLane,
  type ZoneChange,
} from '#host/raster/lanes/change-lane.ts';
import { transitionOf } from '#host/raster/reader/change-reader.ts';
import { runChangeTask } from '#host/raster/pool/change-tasks.ts';
import { findChangePatches, ledgerOnGrid, type LedgerOutline } from './find-change-patches.ts';
import { usablePlaces } from '#host/run/zones/place-zones.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { redlineRules } from '#host/run/rules/rules.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { RedlineMatter, RedlinePlan } from './plan-change.ts';
import { tallyChange, type ChangeTallies } from './tally-change.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, zonesTouching } from '#host/run/zones/lanes.ts';

/** Patches are followed this many pixels beyond the windows of the zones. */
const searchMargin = 64;

/**
 * Compares two dates inside redline zones: vegetation per zone and date, change, and suspected patches. With a
 * ledger, each patch is told apart as new or known. Throws what `tallyChange` throws.
 */
export async function assessRedline(
  matter: RedlineMatter,
  options: ChangeOptions,
  ledger: readonly LedgerOutline[] | null,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<{ result: RedlineResult; plan: RedlinePlan }> {
  const tallied = await tallyChange(matter, comparisonOf(options), pool, progress);
  return { result: await assessTallied(tallied, options, ledger, pool, progress), plan: tallied.plan };
}

/** The part of the options that decides the first pass. */
export function comparisonOf(options: ChangeOptions): ComparisonOptions {
  const { method, index, layers, transitions, legend, clouds, align, normalise, fvcEndmembers } = options;
  return { method, index, layers, transitions, legend, clouds, align, normalise, fvcEndmembers };
}

/** The second pass, where the first is there already. */
export async function assessTallied(
  tallied: ChangeTallies,
  options: ChangeOptions,
  ledger: readonly LedgerOutline[] | null,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<RedlineResult> {
  const { endmembers } = tallied;
  const { change: plan, placed, together } = tallied.plan;
  const { before, after } = plan;
  const { threshold, source } = chooseThreshold(tallied, options);
  const seen = [...new Set([...placed, ...together.once])].filter(place => place.window !== null);
  const usable = usablePlaces(seen);
  const known = ledger ? ledgerOnGrid(ledger, before.grid) : [];
  const places = [...usable, ...known.map(k => k.place)];
  const searched = usablePlaces(placed).map(({ window }) => padded(window, wholeWindow(before.grid)));
  const { lanes, onChunks } = planLanes(
    before,
    searched.map(window => ({ window })),
    'compare',
    progress,
  );
  const limits = { threshold, direction: options.direction, endmembers };
  const changes = places.map(emptyZoneChange);
  const parts: CompareLane[] = await Promise.all(
    lanes.map(async lane => {
      const touched = zonesTouching(places, lane);
      const around = zonesTouching(
        searched.map(window => ({ window, edges: usable[0].edges })),
        lane,
      );
      const laneInput = {
        plan,
        zones: touched.map(i => places[i]),
        searched: around.map(i => searched[i]),
        limits,
        chunks: lane,
      };
      const steps = { signal: progress.signal, onStep: onChunks };
      const part = await runChangeTask(pool, 'compareLane', laneInput, steps);
      return { ...part, touched };
    }),
  ).then(all =>
    all.map(part => {
      part.touched.forEach((place, i) => addZoneChange(changes[place], part.zones[i]));
      return part;
    }),
  );
  const named = placed.flatMap(({ name, edges, window }) =>
    edges && window ? [{ name, edges, window }] : [],
  );
  const knownSeen = known.map((k, i) => ({ ...k, comparedM2: changes[usable.length + i].comparedM2 }));
  const { patches, gone } = await findChangePatches(
    tallied,
    options,
    parts,
    named,
    ledger ? knownSeen : null,
    pool,
    progress,
  );
  const legendWarnings = options.method === 'classes' ? checkLegend(changes, options, after.name) : [];

  const counts = Map.groupBy(patches, patch => patch.zone);
  const zones = placed.map((zone, i): RedlineZone => {
    const { name, problem } = zone;
    const change = changes.at(seen.indexOf(zone)) ?? null;
    return {
      ...zoneRow(name, tallied.tallies[i], problem ? null : change, counts.get(name)?.length ?? 0),
      ...(together.partOf[i] ? { partOf: together.partOf[i] } : {}),
      ...(problem ? { problem: { code: problem.code, message: problem.message } } : {}),
    };
  });
  const all = emptyZoneChange();
  for (const place of together.once) if (place.window) addZoneChange(all, changes[seen.indexOf(place)]);
  return {
    kind: 'redline',
    zones,
    whole: zoneRow('', tallied.whole, all, patches.length),
    patches,
    gone,
    options,
    measure: tallied.measure,
    threshold,
    thresholdSource: source,
    endmembers,
    coregistration: tallied.coregistration,
    fits: tallied.fits,
    recipe: await recipeOf(tallied, options, { threshold, source, warnings: legendWarnings }, progress),
  };
}

function chooseThreshold(
  { otsu, valley, defaultThreshold, plan }: ChangeTallies,
  options: ChangeOptions,
): { threshold: number; source: string } {
  const { threshold, method, direction } = options;
  if (method === 'classes') return { threshold: 0, source: '' };
  if (typeof threshold === 'number') return { threshold, source: '' };
  // With both directions the histogram of the wanted fall decides; a change vector has only lengths.
  const side = method === 'vector' || direction === 'gain' ? 'gain' : 'loss';
  const refused = (said: Said): never => {
    throw new BloomlineError('nothing-valid', plan.change.after.name, said);
  };
  switch (threshold) {
    case 'default':
      return {
        threshold: defaultThreshold ?? refused(say('redline.no-default')),
        source: inEnglish('redline.default'),
      };
    case 'otsu':
      return {
        threshold: otsu[side] ?? refused(say('bloom.otsu-needs-two')),
        source: inEnglish('bloom.otsu'),
      };
    case 'valley':
      return {
        threshold: valley[side] ?? refused(say('bloom.histogram-without-valley')),
        source: inEnglish('bloom.valley'),
      };
  }
}

function padded({ col, row, width, height }: Window, whole: Window): Window {
  return intersectWindows(whole, {
    col: col - searchMargin,
    row: row - searchMargin,
    width: width + 2 * searchMargin,
    height: height + 2 * searchMargin,
  })!;
}

/** Codes without a name: without any legend an error that names them, else a warning. */
function checkLegend(changes: readonly ZoneChange[], { legend }: ChangeOptions, subject: string): string[] {
  const codes = new Set(
    changes.flatMap(({ transitionsM2 }) => [...transitionsM2.keys()].flatMap(transitionOf)),
  );
  const sorted = [...codes].sort((a, b) => a - b);
  const listed = (list: number[]) => `${list.slice(0, 20).join(', ')}${list.length > 20 ? ' …' : ''}`;
  if (!legend)
    throw new BloomlineError('bad-input', subject, say('redline.legend-needed', { codes: listed(sorted) }));
  const missing = sorted.filter(code => !(code in legend));
  return missing.length > 0 ? [inEnglish('redline.legend-lacks', { codes: listed(missing) })] : [];
}

const meanOf = ({ weight, sum }: { weight: number; sum: number }): number | null =>
  weight > 0 ? sum / weight : null;

function zoneRow(
  zone: string,
  tally: ChangeTallies['tallies'][number],
  change: ZoneChange | null,
  patchCount: number,
): RedlineZone {
  const date = (n: 0 | 1) => {
    const ndvi = tally.ndvi?.[n];
    return {
      ndviMean: change && meanOf(n === 0 ? change.ndviBefore : change.ndviAfter),
      fvcMean: change && meanOf(n === 0 ? change.coverBefore : change.coverAfter),
      validShare: ndvi && ndvi.areaM2 > 0 ? ndvi.validAreaM2 / ndvi.areaM2 : null,
    };
  };
  const transitions =
    change &&
    [...change.transitionsM2].map(([key, areaM2]) => {
      const [from, to] = transitionOf(key);
      return { from, to, areaM2 };
    });
  return {
    zone,
    areaKm2: tally.gain.areaM2 * 1e-6,
    outsideKm2: tally.gain.areaByReasonM2[reasonCode.outsideScene] * 1e-6,
    comparedAreaKm2: (change?.comparedM2 ?? 0) * 1e-6,
    before: date(0),
    after: date(1),
    ndviChange: change && meanOf(change.ndviChange),
    fvcChange: change && meanOf(change.coverChange),
    lossAreaM2: change?.lossM2 ?? 0,
    gainAreaM2: change?.gainM2 ?? 0,
    patchCount,
    ...(transitions && transitions.length > 0
      ? { transitions: transitions.sort((a, b) => b.areaM2 - a.areaM2) }
      : {}),
  };
}

async function recipeOf(
  tallied: ChangeTallies,
  options: ChangeOptions,
  chosen: { threshold: number; source: string; warnings: string[] },
  progress: Progress,
): Promise<RedlineResult['recipe']> {
  const { fits, coregistration, endmembers, measure } = tallied;
  const { change: plan, zones, placed } = tallied.plan;
  const rules = redlineRules();
  const { lowPercent, highPercent } = rules.vegetationCover;
  const { comparison } = plan;
  const { threshold } = chosen;
  const rule = {
    loss: `loss where ${measure}(before) − ${measure}(after) > ${threshold}, both dates valid`,
    gain: `gain where ${measure}(after) − ${measure}(before) > ${threshold}, both dates valid`,
    both: `change where |${measure}(after) − ${measure}(before)| > ${threshold}, both dates valid`,
  }[options.direction];
  return makeRecipe(
    {
      kind: 'redline',
      scenes: [plan.before, plan.after],
      zones,
      parameters: {
        ...options,
        index: options.method === 'index' ? measure : null,
        formula: comparison.kind === 'index' ? comparison.formula : null,
        threshold,
        thresholdMethod: typeof options.threshold === 'number' ? 'fixed' : options.threshold,
        thresholdSource: chosen.source,
        rule:
          comparison.kind === 'index'
            ? rule
            : comparison.kind === 'vector'
              ? `change where the length of the difference of ${comparison.layers.join(', ')} is above ${threshold}, both dates valid`
              : 'change where the class differs between the dates, both valid',
        aligned: plan.align !== null,
        alignment: plan.align
          ? `second date on the grid of the first by ${plan.align}`
          : 'both dates share their grid',
        normalisation: fits,
        coregistration,
        cleaning:
          'sieve, closing by a disc, holes; then patches with too little inside the zones go; area counts closed and filled pixels, the mean change does not',
        connection:
          'four-connected pixels, followed up to 64 pixels beyond the zones; outlines along pixel sides',
        endmembers,
        endmemberRule: endmembers
          ? options.fvcEndmembers
            ? 'given'
            : `${lowPercent} % and ${highPercent} % of the valid area of both dates in all zones`
          : null,
        samePixels: endmembers
          ? 'NDVI and FVC of both dates, and their changes, over pixels valid on both'
          : null,
      },
      rules: [
        ...(endmembers ? [ruleStamp(rules.vegetationCover), ruleStamp(rules.samePixels)] : []),
        ...(options.method === 'index' ? [ruleStamp(rules.vegetationLoss)] : []),
        ruleStamp(rules.coregistration),
      ],
      warnings: [
        ...tallied.warnings,
        ...chosen.warnings,
        ...placed.flatMap(p => (p.problem ? [`${p.name}: ${p.problem.message}`] : [])),
      ],
    },
    progress,
  );
}
