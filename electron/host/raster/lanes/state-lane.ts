import { classOf } from '#core/ecology/state-rules.ts';
import type { StateIndicator } from '#core/ecology/ecology-names.ts';
import { addObservation, emptyMoments, type Moments } from '#core/ecology/principal-component.ts';
import { validityReasons } from '#core/bands/validity.ts';
import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { binCount, binEdges, type BinRange } from '#core/tally/tally.ts';
import type { ZonePlace } from './tally-lane.ts';
import {
  densityOf,
  indicatorValues,
  parametersAt,
  rawRsei,
  readState,
  rseiCode,
  scaled,
  typeAt,
  type RseiFacts,
  type StateColumns,
  type StateFacts,
  type StatePlan,
  type StateReaders,
} from './state-pixels.ts';

/** A zone and its number among all zones of the assessment. */
export type StatePlace = ZonePlace & { zone: number };

/** Histogram of NDVI for the end members, m² per bin; clear of the noise of single pixels at this width. */
export const ndviRange: BinRange = { min: -1, max: 1, step: 0.001 };

/**
 * What a pass looks for: ranges and moments; the spread of the components, and the moments of what was clipped to it
 * (RSEI by percentiles only); the range of PC1; the result.
 */
export type StateStep = 'gather' | 'spread' | 'clipped' | 'extremes' | 'tally';

/** Bins of a spread, over the range that the pass before found. */
export const spreadBins = 4096;

export interface StateLaneInput {
  step: StateStep;
  plans: StatePlan[];
  facts: StateFacts[];
  indicators: StateIndicator[];
  limits: number[][];
  /** Pairs of dates, by position, whose transitions are wanted. */
  pairs: [number, number][];
  zones: StatePlace[];
  /** All zones of the assessment. */
  zoneCount: number;
  chunks: Window[];
}

/** Of a date, over all zones together; a pixel in several zones counts once. */
export interface StateGathered {
  ndviM2: Float64Array;
  moments: Moments | null;
  /** Covered pixels by bin: of each component, or of PC1 alone where its range is looked for. */
  spread: Float64Array[] | null;
  rawMin: number;
  rawMax: number;
  /** Per zone × type × parameter (NDVI for FVC, LAI, GPP); −Infinity where there is none. */
  typeMax: Float64Array | null;
  densityMin: number[];
  densityMax: number[];
}

/** Sums of an indicator in a zone on a date; areas in m². */
export interface StateSums {
  areaM2: number;
  mean: number;
  squares: number;
  min: number;
  max: number;
  waterM2: number;
  outOfRangeM2: number;
  gradeM2: Float64Array;
}
export interface StatePair {
  /** Row = class before, column = class after. */
  matrixM2: Float64Array;
  changeM2: number;
  change: number;
}
export interface StateZoneSums {
  zone: number;
  areaM2: number;
  /** Per date. */
  validM2: Float64Array;
  reasonM2: Float64Array[];
  /** Indicator → date. */
  sums: StateSums[][];
  /** Indicator → pair. */
  pairs: StatePair[][];
}
export type StateLanePart = { gathered: StateGathered[] } | { zones: StateZoneSums[] };

export const emptyGathered = (plan: StatePlan, zones: number): StateGathered => ({
  ndviM2: new Float64Array(binCount(ndviRange)),
  moments: plan.rsei ? emptyMoments(plan.rsei.temperature ? 4 : 3) : null,
  spread: null,
  rawMin: Infinity,
  rawMax: -Infinity,
  typeMax: plan.typeCount > 0 ? new Float64Array(zones * plan.typeCount * 3).fill(-Infinity) : null,
  densityMin: [Infinity, Infinity, Infinity],
  densityMax: [-Infinity, -Infinity, -Infinity],
});

export const emptySums = (
  zone: number,
  { indicators, limits, plans, pairs }: Pick<StateLaneInput, 'indicators' | 'limits' | 'plans' | 'pairs'>,
): StateZoneSums => ({
  zone,
  areaM2: 0,
  validM2: new Float64Array(plans.length),
  reasonM2: plans.map(() => new Float64Array(validityReasons.length)),
  sums: indicators.map((_, k) =>
    plans.map(() => ({
      areaM2: 0,
      mean: 0,
      squares: 0,
      min: Infinity,
      max: -Infinity,
      waterM2: 0,
      outOfRangeM2: 0,
      gradeM2: new Float64Array(limits[k].length + 1),
    })),
  ),
  pairs: indicators.map((_, k) =>
    pairs.map(() => ({ matrixM2: new Float64Array((limits[k].length + 1) ** 2), changeM2: 0, change: 0 })),
  ),
});

/** One step over some chunks; every block is read once per step for all zones, dates and indicators. */
export async function stateLane(
  readers: readonly StateReaders[],
  input: StateLaneInput,
  onChunk: () => void | Promise<void>,
): Promise<StateLanePart> {
  const { plans, zones, chunks, step } = input;
  const gathered = plans.map(plan => emptyGathered(plan, input.zoneCount));
  const sums = step === 'tally' ? zones.map(place => emptySums(place.zone, input)) : [];
  for (const chunk of chunks) {
    const parts = zones.map(zone => intersectWindows(zone.window, chunk));
    const window = around(parts);
    if (window) {
      const areas = pixelAreasM2(readers[0].scene.scene.grid, window);
      const inZones = zones.flatMap((zone, n) =>
        parts[n]
          ? [{ n, coverage: spreadInto(coverageFractions(zone.edges, parts[n]), parts[n], window) }]
          : [],
      );
      if (step === 'tally') await tallyChunk(readers, input, window, areas, inZones, sums);
      else await gatherChunk(readers, input, window, areas, inZones, gathered);
    }
    await onChunk();
  }
  return step === 'tally' ? { zones: sums } : { gathered };
}

interface InZone {
  /** Position among the lane's zones. */
  n: number;
  coverage: { values: Float64Array; part: Window };
}

async function gatherChunk(
  readers: readonly StateReaders[],
  { step, plans, facts, zones }: StateLaneInput,
  window: Window,
  areas: Float64Array,
  inZones: readonly InZone[],
  gathered: readonly StateGathered[],
): Promise<void> {
  const cover = new Float64Array(areas.length);
  for (const { coverage } of inZones)
    eachPixel(coverage, window, (i, c) => {
      if (c > cover[i]) cover[i] = c;
    });
  const edges = binEdges(ndviRange);
  for (const [d, plan] of plans.entries()) {
    const columns = await readState(readers[d], plan, window);
    const into = gathered[d];
    if (step === 'gather') {
      for (let i = 0; i < cover.length; i++)
        if (cover[i] > 0 && columns.validity[i] === 0)
          countNdvi(into.ndviM2, edges, columns.of.NDVI[i], cover[i] * areas[i]);
      if (columns.rsei) addComponents(into.moments!, columns.rsei, cover, (_, value) => value);
    } else if (columns.rsei) gatherRsei(step, columns.rsei, cover, facts[d].rsei!, into);
    if (plan.typeCount > 0 && (step === 'gather' || step === 'extremes'))
      for (const { n, coverage } of inZones)
        eachPixel(coverage, window, i => {
          gatherTypes(step, plan, columns, facts[d], zones[n].zone, i, into);
        });
  }
}

function gatherRsei(
  step: StateStep,
  rsei: NonNullable<StateColumns['rsei']>,
  cover: Float64Array,
  facts: RseiFacts,
  into: StateGathered,
): void {
  const { components, code } = rsei;
  if (step === 'clipped') {
    addComponents(into.moments!, rsei, cover, (n, value) => scaled(facts, n, value));
    return;
  }
  if (step === 'spread' || facts.clipped)
    into.spread ??= Array.from(
      { length: step === 'spread' ? components.length : 1 },
      () => new Float64Array(spreadBins),
    );
  const span = facts.rawMax - facts.rawMin;
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] === 0 || code[i] !== rseiCode.counted) continue;
    if (step === 'spread') {
      components.forEach((values, n) => countSpread(into.spread![n], scaled(facts, n, values[i]), cover[i]));
      continue;
    }
    const raw = rawRsei(facts, components, i);
    if (into.spread) countSpread(into.spread[0], (raw - facts.rawMin) / span, cover[i]);
    if (raw < into.rawMin) into.rawMin = raw;
    if (raw > into.rawMax) into.rawMax = raw;
  }
}

/** A position of 0–1 among the bins. */
function countSpread(bins: Float64Array, position: number, weight: number): void {
  bins[Math.min(spreadBins - 1, Math.max(0, Math.floor(position * spreadBins)))] += weight;
}

function gatherTypes(
  step: StateStep,
  plan: StatePlan,
  columns: StateColumns,
  facts: StateFacts,
  zone: number,
  i: number,
  into: StateGathered,
): void {
  const type = typeAt(plan, columns.extras, i);
  if (type < 0) return;
  // NDVI stands for its cover until the end members are known: the one rises with the other.
  const parameters =
    step === 'gather'
      ? parametersAt(columns, { soil: 0, vegetation: 1 }, i)
      : parametersAt(columns, facts.endmembers!, i);
  if (!parameters) return;
  if (step === 'gather') parameters[0] = columns.of.NDVI[i];
  const at = (zone * plan.typeCount + type) * 3;
  for (let p = 0; p < 3; p++) {
    if (step === 'gather') into.typeMax![at + p] = Math.max(into.typeMax![at + p], parameters[p]);
    else {
      const density = densityOf(parameters[p], facts.quality!.max[at + p]);
      into.densityMin[p] = Math.min(into.densityMin[p], density);
      into.densityMax[p] = Math.max(into.densityMax[p], density);
    }
  }
}

function addComponents(
  moments: Moments,
  { components, code }: NonNullable<StateColumns['rsei']>,
  cover: Float64Array,
  of: (n: number, value: number) => number,
): void {
  const values = new Float64Array(components.length);
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] === 0 || code[i] !== rseiCode.counted) continue;
    for (let n = 0; n < values.length; n++) values[n] = of(n, components[n][i]);
    addObservation(moments, values, cover[i]);
  }
}

function countNdvi(bins: Float64Array, edges: Float64Array, value: number, area: number): void {
  if (!(value >= edges[0] && value <= edges[edges.length - 1])) return;
  let bin = Math.min(bins.length - 1, Math.max(0, Math.ceil((value - edges[0]) / ndviRange.step) - 1));
  while (bin > 0 && value <= edges[bin]) bin--;
  while (bin < bins.length - 1 && value > edges[bin + 1]) bin++;
  bins[bin] += area;
}

const noClass = 255;

async function tallyChunk(
  readers: readonly StateReaders[],
  { plans, facts, indicators, limits, pairs, zones }: StateLaneInput,
  window: Window,
  areas: Float64Array,
  inZones: readonly InZone[],
  sums: readonly StateZoneSums[],
): Promise<void> {
  // Values of earlier dates are kept where a pair needs them.
  const kept: { values: Float64Array; classes: Uint8Array }[][][] = [];
  for (const { n, coverage } of inZones)
    eachPixel(coverage, window, (i, c) => (sums[n].areaM2 += c * areas[i]));
  for (const [d, plan] of plans.entries()) {
    const columns = await readState(readers[d], plan, window);
    const shared = indicators.map(indicator =>
      indicator === 'quality'
        ? null
        : withClasses(
            indicatorValues(indicator, plan, columns, facts[d], 0),
            limits[indicators.indexOf(indicator)],
          ),
    );
    kept[d] = inZones.map(({ n }) =>
      indicators.map(
        (indicator, k) =>
          shared[k] ??
          withClasses(indicatorValues(indicator, plan, columns, facts[d], zones[n].zone), limits[k]),
      ),
    );
    for (const [z, { n, coverage }] of inZones.entries()) {
      const into = sums[n];
      eachPixel(coverage, window, (i, c) => {
        const area = c * areas[i];
        into.reasonM2[d][columns.validity[i]] += area;
        if (columns.validity[i] === 0) into.validM2[d] += area;
        for (let k = 0; k < indicators.length; k++) {
          const { values, classes } = kept[d][z][k];
          const sum = into.sums[k][d];
          if (classes[i] === noClass) {
            if (columns.rsei && indicators[k].startsWith('RSEI')) {
              if (columns.rsei.code[i] === rseiCode.water) sum.waterM2 += area;
              else if (columns.rsei.code[i] === rseiCode.outOfRange) sum.outOfRangeM2 += area;
            }
            continue;
          }
          addValue(sum, values[i], area);
          sum.gradeM2[classes[i]] += area;
        }
      });
    }
    for (const [p, [from, to]] of pairs.entries()) {
      if (to !== d) continue;
      for (const [z, { n, coverage }] of inZones.entries())
        for (let k = 0; k < indicators.length; k++) {
          const [before, after] = [kept[from][z][k], kept[to][z][k]];
          const pair = sums[n].pairs[k][p];
          const count = limits[k].length + 1;
          eachPixel(coverage, window, (i, c) => {
            if (before.classes[i] === noClass || after.classes[i] === noClass) return;
            const area = c * areas[i];
            pair.matrixM2[before.classes[i] * count + after.classes[i]] += area;
            pair.changeM2 += area;
            pair.change += area * (after.values[i] - before.values[i]);
          });
        }
    }
    for (let earlier = 0; earlier <= d; earlier++)
      if (!pairs.some(([from, to]) => from === earlier && to > d)) kept[earlier] = [];
  }
}

function withClasses(values: Float64Array, limits: readonly number[]) {
  const classes = new Uint8Array(values.length).fill(noClass);
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i])) classes[i] = classOf(limits, values[i]);
  return { values, classes };
}

function addValue(sum: StateSums, value: number, area: number): void {
  if (!(area > 0)) return;
  const total = sum.areaM2 + area;
  const difference = value - sum.mean;
  sum.mean += (difference * area) / total;
  sum.squares += area * difference * (value - sum.mean);
  sum.areaM2 = total;
  if (value < sum.min) sum.min = value;
  if (value > sum.max) sum.max = value;
}

function spreadInto(values: Float64Array, part: Window, window: Window) {
  return { values, part: { ...part, col: part.col - window.col, row: part.row - window.row } };
}

/** Pixels of a zone's part with their covered share, by their position in the window. */
function eachPixel(
  { values, part }: InZone['coverage'],
  window: Window,
  see: (i: number, coverage: number) => void,
): void {
  for (let row = 0; row < part.height; row++) {
    const at = (part.row + row) * window.width + part.col;
    for (let col = 0; col < part.width; col++) {
      const c = values[row * part.width + col];
      if (c > 0) see(at + col, c);
    }
  }
}

function around(parts: readonly (Window | null)[]): Window | null {
  const some = parts.filter(p => p !== null);
  if (some.length === 0) return null;
  const col = Math.min(...some.map(p => p.col));
  const row = Math.min(...some.map(p => p.row));
  return {
    col,
    row,
    width: Math.max(...some.map(p => p.col + p.width)) - col,
    height: Math.max(...some.map(p => p.row + p.height)) - row,
  };
}
