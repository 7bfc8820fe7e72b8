import { changeSign } from '#core/redline/change-rule.ts';
import { vegetationCover, type EndMembers } from '#core/ecology/vegetation-cover.ts';
import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { CoverageCache } from '#core/zones/coverage-cache.ts';
import type { MeasuredRuns } from '#core/zones/run-patches.ts';
import { binEdges, emptyTally, tallyPixels, type BinRange, type ZoneTally } from '#core/tally/tally.ts';
import { transitionKey, type ChangePixels, type ChangeReader } from '#host/raster/reader/change-reader.ts';
import { stripsOf } from '#host/raster/reader/scene-reader.ts';
import { cut, type ZonePlace } from './tally-lane.ts';

const coverages = new CoverageCache();

/** Sums of a zone, or of all, before a threshold is chosen. NDVI is null where the scenes cannot give it. */
export interface ChangeTally {
  ndvi: [ZoneTally, ZoneTally] | null;
  /** Of before − after, and of after − before (the length of a change vector has only the latter). */
  loss: ZoneTally;
  gain: ZoneTally;
}

export const emptyChangeTally = (
  ndviRange: BinRange | null,
  range: BinRange | null,
  hasNdvi: boolean,
): ChangeTally => ({
  ndvi: hasNdvi ? [emptyTally(ndviRange), emptyTally(ndviRange)] : null,
  loss: emptyTally(range),
  gain: emptyTally(range),
});

/** Zones without bins, and the histograms of all of them together: thousands of zones must not hold one each. */
export interface ChangeTallyLane {
  zones: ChangeTally[];
  sums: ChangeTally;
}

/** A zone; its ground is in the sums where it is `once`. */
export type ChangePlace = ZonePlace & { once: boolean };

/** Every block of both dates is decoded once for all zones that touch it. */
export async function changeTallyLane(
  reader: ChangeReader,
  zones: readonly ChangePlace[],
  ranges: { ndvi: BinRange; change: BinRange | null },
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<ChangeTallyLane> {
  const hasNdvi = reader.plan.ndvi !== null;
  const tallies = zones.map(() => emptyChangeTally(null, null, hasNdvi));
  const sums = emptyChangeTally(ranges.ndvi, ranges.change, hasNdvi);
  const edges = {
    ndvi: binEdges(ranges.ndvi),
    change: ranges.change ? binEdges(ranges.change) : new Float64Array(1),
  };
  const noEdges = { ndvi: new Float64Array(1), change: new Float64Array(1) };
  for (const whole of chunks) {
    for (const chunk of stripsOf(whole)) {
      const touched = zones.flatMap((zone, i) => {
        const part = intersectWindows(zone.window, chunk);
        return part ? [{ i, part }] : [];
      });
      if (touched.length > 0) {
        const pixels = await reader.read(chunk);
        const opposite = pixels.change.map(value => -value);
        const tally = (into: ChangeTally, at: typeof edges, coverage: Float64Array, part: Window) => {
          const areas = pixelAreasM2(reader.plan.before.grid, part);
          const validity = cut(pixels.validity, chunk, part);
          if (into.ndvi && pixels.ndvi)
            for (const date of [0, 1] as const)
              tallyPixels(
                into.ndvi[date],
                at.ndvi,
                coverage,
                areas,
                cut(pixels.ndvi[date], chunk, part),
                cut(pixels.ndviValidity[date], chunk, part),
              );
          tallyPixels(into.loss, at.change, coverage, areas, cut(opposite, chunk, part), validity);
          tallyPixels(into.gain, at.change, coverage, areas, cut(pixels.change, chunk, part), validity);
        };
        /** Of all zones together. */
        const total = new Float64Array(chunk.width * chunk.height);
        for (const { i, part } of touched) {
          const coverage = coverages.of(zones[i].edges, part);
          tally(tallies[i], noEdges, coverage, part);
          if (!zones[i].once) continue;
          for (let row = 0; row < part.height; row++) {
            const to = (part.row - chunk.row + row) * chunk.width + part.col - chunk.col;
            for (let col = 0; col < part.width; col++) total[to + col] += coverage[row * part.width + col];
          }
        }
        tally(sums, edges, total, chunk);
      }
    }
    await onChunk();
  }
  return { zones: tallies, sums };
}

/** A weighted sum: weights are m². */
export interface WeightedSum {
  weight: number;
  sum: number;
}

/** What changed in one zone, over some chunks. Areas in m² by exact coverage. */
export interface ZoneChange {
  comparedM2: number;
  /** Of vegetation: means and changes are over the same pixels, valid on both dates. */
  ndviBefore: WeightedSum;
  ndviAfter: WeightedSum;
  ndviChange: WeightedSum;
  coverBefore: WeightedSum;
  coverAfter: WeightedSum;
  coverChange: WeightedSum;
  lossM2: number;
  gainM2: number;
  /** By transitionKey: every pair of classes that occurs, the same class on both dates included. */
  transitionsM2: Map<number, number>;
}

const emptySum = (): WeightedSum => ({ weight: 0, sum: 0 });

export const emptyZoneChange = (): ZoneChange => ({
  comparedM2: 0,
  ndviBefore: emptySum(),
  ndviAfter: emptySum(),
  ndviChange: emptySum(),
  coverBefore: emptySum(),
  coverAfter: emptySum(),
  coverChange: emptySum(),
  lossM2: 0,
  gainM2: 0,
  transitionsM2: new Map(),
});

const vegetationSums = [
  'ndviBefore',
  'ndviAfter',
  'ndviChange',
  'coverBefore',
  'coverAfter',
  'coverChange',
] as const satisfies (keyof ZoneChange)[];

export function addZoneChange(all: ZoneChange, part: ZoneChange): void {
  all.comparedM2 += part.comparedM2;
  all.lossM2 += part.lossM2;
  all.gainM2 += part.gainM2;
  for (const key of vegetationSums) {
    all[key].weight += part[key].weight;
    all[key].sum += part[key].sum;
  }
  for (const [key, area] of part.transitionsM2)
    all.transitionsM2.set(key, (all.transitionsM2.get(key) ?? 0) + area);
}

/** What marks a pixel as changed. */
export interface ChangeLimits {
  /** Change above this counts. */
  threshold: number;
  direction: 'loss' | 'gain' | 'both';
  endmembers: EndMembers | null;
}

/** Kinds of marked pixels: fall, rise (or length of a vector); transitions have their key. */
export const lossKind = -1;
export const gainKind = -2;

export interface CompareLane {
  zones: ZoneChange[];
  /** Marked pixels within `searched`, by kind. */
  runs: [number, MeasuredRuns][];
}

/**
 * The second pass: means per zone, areas above the threshold, and the runs of changed pixels within the searched
 * windows.
 */
export async function compareLane(
  reader: ChangeReader,
  zones: readonly ZonePlace[],
  searched: readonly Window[],
  limits: ChangeLimits,
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<CompareLane> {
  const changes = zones.map(emptyZoneChange);
  const runs = new RunLists();
  for (const whole of chunks) {
    for (const chunk of stripsOf(whole)) {
      const windows = searched.flatMap(w => intersectWindows(w, chunk) ?? []);
      if (windows.length > 0) {
        const pixels = await reader.read(chunk);
        const kinds = kindsOf(reader, pixels, limits);
        for (const [i, zone] of zones.entries()) {
          const part = intersectWindows(zone.window, chunk);
          if (part) addPart(changes[i], zone, reader, pixels, kinds, limits, chunk, part);
        }
        addRuns(runs, reader, pixels, kinds, windows, chunk);
      }
    }
    await onChunk();
  }
  return { zones: changes, runs: runs.all() };
}

/** 0 where nothing changed, else the kind. */
function kindsOf(reader: ChangeReader, pixels: ChangePixels, limits: ChangeLimits): Float64Array {
  const { change, validity, classes } = pixels;
  const { threshold, direction } = limits;
  const signed = reader.plan.comparison.kind === 'index';
  const kinds = new Float64Array(change.length);
  for (let p = 0; p < kinds.length; p++) {
    if (validity[p] !== 0) continue;
    if (classes) kinds[p] = change[p] === 1 ? transitionKey(classes[0][p], classes[1][p]) : 0;
    else {
      const sign = changeSign(change[p], threshold, signed);
      if (sign > 0 && (direction !== 'loss' || !signed)) kinds[p] = gainKind;
      else if (sign < 0 && direction !== 'gain') kinds[p] = lossKind;
    }
  }
  return kinds;
}

function addPart(
  out: ZoneChange,
  zone: ZonePlace,
  reader: ChangeReader,
  { ndvi, ndviValidity, change, validity, classes }: ChangePixels,
  kinds: Float64Array,
  { endmembers, threshold }: ChangeLimits,
  chunk: Window,
  part: Window,
): void {
  const coverage = coverages.of(zone.edges, part);
  const areas = pixelAreasM2(reader.plan.before.grid, part);
  const signed = reader.plan.comparison.kind === 'index';
  const add = (to: WeightedSum, value: number, weight: number) => {
    to.weight += weight;
    to.sum += value * weight;
  };
  for (let i = 0; i < coverage.length; i++) {
    if (coverage[i] === 0) continue;
    const area = coverage[i] * areas[i];
    const p =
      (part.row - chunk.row + Math.floor(i / part.width)) * chunk.width +
      part.col -
      chunk.col +
      (i % part.width);
    if (ndvi && endmembers && ndviValidity[0][p] === 0 && ndviValidity[1][p] === 0) {
      const [before, after] = ndvi.map(values => vegetationCover(values[p], endmembers));
      add(out.ndviBefore, ndvi[0][p], area);
      add(out.ndviAfter, ndvi[1][p], area);
      add(out.ndviChange, ndvi[1][p] - ndvi[0][p], area);
      add(out.coverBefore, before, area);
      add(out.coverAfter, after, area);
      add(out.coverChange, after - before, area);
    }
    if (validity[p] !== 0) continue;
    out.comparedM2 += area;
    if (classes) {
      const key = transitionKey(classes[0][p], classes[1][p]);
      out.transitionsM2.set(key, (out.transitionsM2.get(key) ?? 0) + area);
      if (kinds[p] !== 0) out.gainM2 += area;
    } else {
      // Both directions are told per zone, whichever is looked for.
      const sign = changeSign(change[p], threshold, signed);
      if (sign > 0) out.gainM2 += area;
      else if (sign < 0) out.lossM2 += area;
    }
  }
}

function addRuns(
  lists: RunLists,
  reader: ChangeReader,
  { change }: ChangePixels,
  kinds: Float64Array,
  windows: readonly Window[],
  chunk: Window,
): void {
  const inSearch = new Uint8Array(chunk.width * chunk.height);
  for (const w of windows)
    for (let row = w.row; row < w.row + w.height; row++) {
      const from = (row - chunk.row) * chunk.width + w.col - chunk.col;
      inSearch.fill(1, from, from + w.width);
    }
  const areas = pixelAreasM2(reader.plan.before.grid, chunk);
  for (let row = 0; row < chunk.height; row++)
    for (let col = 0; col < chunk.width;) {
      const at = row * chunk.width;
      const kind = inSearch[at + col] ? kinds[at + col] : 0;
      const start = col++;
      if (kind === 0) continue;
      while (col < chunk.width && inSearch[at + col] && kinds[at + col] === kind) col++;
      let [value, area] = [0, 0];
      for (let c = start; c < col; c++) {
        value += change[at + c] * areas[at + c];
        area += areas[at + c];
      }
      lists.add(kind, chunk.row + row, chunk.col + start, chunk.col + col, value, area);
    }
}

/** Growing lists of runs by kind. */
class RunLists {
  readonly #lists = new Map<
    number,
    { count: number; triples: Int32Array; value: Float64Array; area: Float64Array }
  >();

  add(kind: number, row: number, start: number, end: number, value: number, area: number): void {
    let list = this.#lists.get(kind);
    if (!list) {
      list = {
        count: 0,
        triples: new Int32Array(3072),
        value: new Float64Array(1024),
        area: new Float64Array(1024),
      };
      this.#lists.set(kind, list);
    }
    const n = list.count++;
    if (n === list.value.length) {
      list.triples = grown(list.triples);
      list.value = grown(list.value);
      list.area = grown(list.area);
    }
    list.triples[3 * n] = row;
    list.triples[3 * n + 1] = start;
    list.triples[3 * n + 2] = end;
    list.value[n] = value;
    list.area[n] = area;
  }

  all(): [number, MeasuredRuns][] {
    return [...this.#lists].map(([kind, { count, triples, value, area }]) => [
      kind,
      { triples: triples.slice(0, 3 * count), valueM2: value.slice(0, count), areaM2: area.slice(0, count) },
    ]);
  }
}

function grown<T extends Int32Array | Float64Array>(array: T): T {
  const larger = new (array.constructor as new (n: number) => T)(array.length * 2);
  larger.set(array as never);
  return larger;
}

/** Runs of several lanes as one list per kind. Throws RangeError above `most` runs. */
export function joinRuns(
  parts: readonly (readonly [number, MeasuredRuns][])[],
  most: number,
): Map<number, MeasuredRuns> {
  const byKind = Map.groupBy(parts.flat(), ([kind]) => kind);
  const joined = new Map<number, MeasuredRuns>();
  let total = 0;
  for (const [kind, list] of [...byKind].sort(([a], [b]) => a - b)) {
    const count = list.reduce((sum, [, runs]) => sum + runs.areaM2.length, 0);
    total += count;
    if (total > most) throw new RangeError(`more than ${most} runs`);
    const runs = {
      triples: new Int32Array(3 * count),
      valueM2: new Float64Array(count),
      areaM2: new Float64Array(count),
    };
    let at = 0;
    for (const [, part] of list) {
      runs.triples.set(part.triples, 3 * at);
      runs.valueM2.set(part.valueM2, at);
      runs.areaM2.set(part.areaM2, at);
      at += part.areaM2.length;
    }
    joined.set(kind, runs);
  }
  return joined;
}
