import { joinShifts, type Coregistration } from '#core/redline/coregistration.ts';
import type { ComparisonOptions } from '#core/redline/change-options.ts';
import type { LayerFit } from '#core/redline/normalisation.ts';
import { otsuThreshold } from '#core/bloom/thresholds/otsu.ts';
import { valleyThreshold } from '#core/bloom/thresholds/valley.ts';
import { areEndMembers, histogramPercentile, type EndMembers } from '#core/ecology/vegetation-cover.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { groundMetric } from '#core/grid/ground-metric.ts';
import type { Window } from '#core/grid/grid.ts';
import { layersOf as layersOfExpression, parseFormula } from '#core/index/formula.ts';
import { mixedBaselines, usedOffset } from '#core/scene/suspicious-radiometry.ts';
import type { Scene } from '#core/scene/scene.ts';
import { countOutside, mergeTally, type BinRange } from '#core/tally/tally.ts';
import { inEnglish, say } from '#core/words/said.ts';

import { emptyChangeTally, type ChangeTally, type ChangeTallyLane } from '#host/raster/lanes/change-lane.ts';
import type { ChangePlan } from '#host/raster/reader/change-reader.ts';
import { runChangeTask } from '#host/raster/pool/change-tasks.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import { boundingWindow, usablePlaces } from '#host/run/zones/place-zones.ts';
import { placeOn, planChange, type RedlineMatter, type RedlinePlan } from './plan-change.ts';
import { redlineRules } from '#host/run/rules/rules.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, zonesTouching } from '#host/run/zones/lanes.ts';
import { rangeAround } from '#host/run/zones/tally-zones.ts';

/** One pass over both dates: everything that any threshold needs. */
export interface ChangeTallies {
  plan: RedlinePlan;
  options: ComparisonOptions;
  /** What was compared: an index, bands, land cover. */
  measure: string;
  range: BinRange | null;
  /** By zone; of one that has a problem nothing is seen. */
  tallies: ChangeTally[];
  /** Of all zones together, every place once; without bins. */
  whole: ChangeTally;
  /** Histograms of all zones together. */
  sums: ChangeTally;
  coregistration: Coregistration;
  fits: LayerFit[] | null;
  endmembers: EndMembers | null;
  otsu: { loss: number | null; gain: number | null };
  valley: { loss: number | null; gain: number | null };
  /** Of the rules, for the fall of NDVI; null for anything else. */
  defaultThreshold: number | null;
  warnings: string[];
}

/** Widths and heights of the windows that the shift is measured on, and how many along each side at most. */
const shiftSide = 128;
const shiftsAcross = 5;
/** r² of unchanged pixels below which a normalisation is doubted. */
const leastAgreement = 0.5;
/** Around small zones this much is looked at. */
const leastAround = 400;

/**
 * Looks at both dates inside the zones. Throws what `planChange` and `placeZones` throw, `nothing-valid` and file
 * errors.
 */
export async function tallyChange(
  matter: RedlineMatter,
  options: ComparisonOptions,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<ChangeTallies> {
  const { fvcEndmembers: given } = options;
  if (given && !areEndMembers(given))
    throw new BloomlineError('bad-input', `${given.soil}, ${given.vegetation}`, say('state.end-members'));
  const { before, after } = matter;
  const plan = planChange(before, after, options);
  const zones = placeOn(matter);
  const { placed, together } = zones;
  const places = [...new Set([...placed, ...together.once])];
  const once = new Set(together.once);
  const usable = places.flatMap(place =>
    usablePlaces([place]).map(at => ({ ...at, place, once: once.has(place) })),
  );
  const windows = spreadWindows(boundingWindow(usable.map(z => z.window))!, before);
  const coregistration = await measureShift(plan, windows, pool, progress);
  const fits = options.normalise === 'linear' ? await normalise(plan, windows, pool, progress) : null;
  if (fits) plan.fits = Object.fromEntries(fits.map(({ layer, gain, offset }) => [layer, { gain, offset }]));

  const vegetation = findIndex('NDVI').definition!;
  const tally = async (range: BinRange | null): Promise<ChangeTallyLane> => {
    const { lanes, onChunks } = planLanes(before, usable, 'tally', progress);
    const parts = await Promise.all(
      lanes.map(async lane => {
        const touched = zonesTouching(usable, lane);
        const ranges = { ndvi: vegetation.range, change: range };
        const laneInput = {
          plan,
          zones: touched.map(i => ({
            edges: usable[i].edges,
            window: usable[i].window,
            once: usable[i].once,
          })),
          ranges,
          chunks: lane,
        };
        const steps = { signal: progress.signal, onStep: onChunks };
        return { touched, tallies: await runChangeTask(pool, 'changeTallyLane', laneInput, steps) };
      }),
    );
    const all = usable.map(() => emptyChangeTally(null, null, plan.ndvi !== null));
    const sums = emptyChangeTally(vegetation.range, range, plan.ndvi !== null);
    for (const part of parts) {
      part.touched.forEach((zone, i) => mergeChange(all[zone], part.tallies.zones[i]));
      mergeChange(sums, part.tallies.sums);
    }
    return { zones: all, sums };
  };
  const definition = options.method === 'index' ? findIndex(options.index).definition : null;
  let range: BinRange | null = definition
    ? {
        min: 0,
        max: Number((definition.range.max - definition.range.min).toPrecision(12)),
        step: definition.range.step,
      }
    : null;
  if (!range && options.method !== 'classes') {
    const found = rangeAround(
      (await tally(null)).zones.flatMap(t => (options.method === 'index' ? [t.loss, t.gain] : [t.gain])),
    );
    range = { ...found, min: 0, max: found.max > 0 ? found.max : found.step };
  }
  const { zones: seen, sums } = await tally(range);
  const tallyOf = new Map(places.map(place => [place, emptyChangeTally(null, null, plan.ndvi !== null)]));
  usable.forEach(({ place }, i) => tallyOf.set(place, seen[i]));
  for (const [{ outlineM2 }, { loss, gain, ndvi: dates }] of tallyOf)
    for (const one of [loss, gain, ...(dates ?? [])]) countOutside(one, outlineM2);
  const tallies = placed.map(place => tallyOf.get(place)!);
  const whole = emptyChangeTally(null, null, plan.ndvi !== null);
  for (const place of together.once) mergeChange(whole, tallyOf.get(place)!);
  if (tallies.every(t => t.gain.validCoverage === 0))
    throw new BloomlineError(
      'nothing-valid',
      before.name,
      tallies.every(t => t.ndvi?.some(date => date.validCoverage === 0) ?? true)
        ? say('redline.nothing-valid-on-one')
        : say('redline.nothing-valid-on-both'),
    );
  const endmembers = sums.ndvi && (options.fvcEndmembers ?? endMembersOf(sums.ndvi, vegetation.range));
  const amounts = range && { loss: amountsOf(sums, 'loss'), gain: amountsOf(sums, 'gain') };
  const found = (how: typeof otsuThreshold, side: 'loss' | 'gain') =>
    range && amounts ? how(range, amounts[side]) : null;
  return {
    plan: { kind: 'redline', change: plan, ...zones },
    options,
    measure: measureOf(options),
    range,
    tallies,
    whole,
    sums,
    coregistration,
    fits,
    endmembers,
    otsu: { loss: found(otsuThreshold, 'loss'), gain: found(otsuThreshold, 'gain') },
    valley: { loss: found(valleyThreshold, 'loss'), gain: found(valleyThreshold, 'gain') },
    defaultThreshold: definition?.id === 'NDVI' ? redlineRules().vegetationLoss.defaultLoss : null,
    warnings: [
      ...together.warnings,
      ...warningsOf(before, after, coregistration, endmembers),
      ...(fits ?? [])
        .filter(fit => fit.r2 < leastAgreement)
        .map(({ layer, r2 }) => inEnglish('redline.normalisation-weak', { layer, r2: r2.toFixed(2) })),
    ],
  };
}

const measureOf = (options: ComparisonOptions): string =>
  options.method === 'index'
    ? findIndex(options.index).id
    : options.method === 'vector'
      ? `|Δ(${[...new Set(options.layers)].join(', ')})|`
      : 'land cover';

function mergeChange(into: ChangeTally, from: ChangeTally): void {
  mergeTally(into.loss, from.loss);
  mergeTally(into.gain, from.gain);
  if (into.ndvi && from.ndvi)
    for (const date of [0, 1] as const) mergeTally(into.ndvi[date], from.ndvi[date]);
}

/**
 * The histogram that Otsu and valley look at. Pixels that did not change at all are in neither side: they are of the
 * first bin.
 */
function amountsOf(sums: ChangeTally, side: 'loss' | 'gain'): Float64Array {
  const bins = sums[side].areaByBinM2.slice();
  bins[0] += Math.max(0, sums.loss.belowM2 + sums.gain.belowM2 - sums.gain.validAreaM2);
  return bins;
}

function endMembersOf(ndvi: NonNullable<ChangeTally['ndvi']>, range: BinRange): EndMembers {
  const { lowPercent, highPercent } = redlineRules().vegetationCover;
  const weights = ndvi[0].areaByBinM2.map((area, i) => area + ndvi[1].areaByBinM2[i]);
  return {
    soil: histogramPercentile(range, weights, lowPercent) ?? 0,
    vegetation: histogramPercentile(range, weights, highPercent) ?? 1,
  };
}

function warningsOf(
  before: Scene,
  after: Scene,
  { shiftPx, shiftM, used, windows }: Coregistration,
  endmembers: EndMembers | null,
): string[] {
  const warnings = mixedBaselines([before, after].map(usedOffset));
  const limit = redlineRules().coregistration.maxShiftPx;
  if (shiftPx === null) warnings.push(inEnglish('redline.shift-undetermined', { used, windows }));
  else if (shiftPx > limit)
    warnings.push(inEnglish('redline.shifted', { px: shiftPx.toFixed(2), m: shiftM!.toFixed(1), limit }));
  if (endmembers && !(endmembers.vegetation - endmembers.soil > 0.05))
    warnings.push(
      inEnglish('redline.end-members-close', {
        soil: endmembers.soil.toFixed(3),
        vegetation: endmembers.vegetation.toFixed(3),
      }),
    );
  if (before.acquired && after.acquired && before.acquired > after.acquired)
    warnings.push(inEnglish('redline.dates-swapped', { before: before.acquired, after: after.acquired }));
  return warnings;
}

/** Windows in rows and columns over the zones' part of the scene. */
function spreadWindows(zones: Window, { grid }: Scene): Window[] {
  const stretch = (from: number, length: number, all: number): [number, number] => {
    const wanted = Math.min(all, Math.max(length, leastAround));
    return [Math.max(0, Math.min(all - wanted, Math.round(from + length / 2 - wanted / 2))), wanted];
  };
  const [left, width] = stretch(zones.col, zones.width, grid.width);
  const [top, height] = stretch(zones.row, zones.height, grid.height);
  const starts = (from: number, length: number): number[] => {
    const side = Math.min(shiftSide, length);
    const count = Math.max(1, Math.min(shiftsAcross, Math.floor(length / (side * 0.75))));
    return Array.from({ length: count }, (_, i) =>
      Math.round(from + (count === 1 ? (length - side) / 2 : ((length - side) * i) / (count - 1))),
    );
  };
  return starts(top, height).flatMap(row =>
    starts(left, width).map(col => ({
      col,
      row,
      width: Math.min(shiftSide, width),
      height: Math.min(shiftSide, height),
    })),
  );
}

async function measureShift(
  plan: ChangePlan,
  windows: Window[],
  pool: RasterPool | null,
  { signal, onProgress }: Progress,
): Promise<Coregistration> {
  const { before, after } = plan;
  const both = (role: string) => [before, after].every(scene => scene.bands.some(b => b.role === role));
  const layer = ['N', 'R', 'G', 'B', 'S1'].find(both) ?? 'b1';
  let done = 0;
  const onStep = (steps: number) => onProgress?.((done += steps), windows.length, 'shift');
  const shifts = await runChangeTask(pool, 'shifts', { plan, layer, windows }, { signal, onStep });
  const metric = groundMetric(before.grid)(before.grid.width / 2, before.grid.height / 2);
  return joinShifts(layer, shifts, (dx, dy) => Math.hypot(metric[0] * dx + metric[1] * dy, metric[2] * dy));
}

async function normalise(
  plan: ChangePlan,
  windows: Window[],
  pool: RasterPool | null,
  { signal }: Progress,
): Promise<LayerFit[]> {
  if (plan.comparison.kind === 'classes')
    throw new BloomlineError('bad-input', 'normalise', say('redline.classes-not-normalised'));
  const layers = layersOf(plan);
  const fits = await runChangeTask(pool, 'fits', { plan, layers, windows }, { signal });
  if (!fits) throw new BloomlineError('nothing-valid', plan.after.name, say('redline.too-few-unchanged'));
  return fits;
}

function layersOf({ comparison, ndvi }: ChangePlan): string[] {
  const formulas = [ndvi, comparison.kind === 'index' ? comparison.formula : null].filter(f => f !== null);
  const layers = formulas.flatMap(formula => layersOfExpression(parseFormula(formula)));
  if (comparison.kind === 'vector') layers.push(...comparison.layers);
  return [...new Set(layers)];
}
