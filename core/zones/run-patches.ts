import Flatbush from 'flatbush';
import { intersectWindows, type Grid, type Window } from '#core/grid/grid.ts';
import { PixelAreas } from '#core/grid/pixel-area.ts';
import { coverageFractions, uniformCoverage, type Edges } from './coverage.ts';
import { closed, componentsOf, filled, runsOf, type Components, type Runs } from './runs.ts';
import { joinSides } from './trace-patches.ts';
import { signedArea } from './rings.ts';
import type { Polygon } from './zone.ts';

/** Marked pixels of one kind, in any order: [row, start, end) triples, and per run Σ value × area and Σ area. */
export interface MeasuredRuns {
  triples: Int32Array;
  valueM2: Float64Array;
  areaM2: Float64Array;
}

/** How marked pixels become patches, in this order. 0 leaves a step out. */
export interface PatchCleaning {
  /** Patches of fewer pixels go. */
  sievePixels: number;
  /** Radius of the closing disc in pixels. */
  closingPixels: number;
  /** Holes up to this area are filled. */
  fillHolesM2: number;
}

/** A polygon on the grid: its edges in pixels and the part of the grid that it touches. */
export interface Place {
  edges: Edges;
  window: Window;
}

/** Pixels connected over their sides. Columns and rows are those of the grid. */
export interface RunPatch {
  pixels: number;
  /** Ellipsoidal. */
  areaM2: number;
  /** Weighted by area, over the pixels that were marked before closing and filling. */
  mean: number;
  /** The middle of the longest row of pixels: always inside. */
  col: number;
  row: number;
  /** Along pixel sides, outer ring first. */
  polygon: Polygon;
  /** m² inside each place that it touches, and inside any of them (ground that several share counts once). */
  inside: { place: number; areaM2: number }[];
  insideM2: number;
}

/** Pixels that coverage is made for at once. */
const slicePixels = 2 ** 18;

/**
 * Patches of marked pixels, and how much of each lies in `places`; those that touch none of the first `needed` places
 * are left out (needed 0 keeps all). `insideM2` is of those first places.
 */
export function findPatches(
  marked: MeasuredRuns,
  cleaning: PatchCleaning,
  grid: Grid,
  places: readonly Place[],
  needed: number,
): RunPatch[] {
  const areas = new PixelAreas(grid);
  const areaOf = (row: number, start: number, end: number) => {
    let sum = 0;
    for (const run of areas.runs({ col: start, row, width: end - start, height: 1 }))
      sum += run.length * run.area + (run.slope * run.length * (run.length - 1)) / 2;
    return sum;
  };
  const sieved = sieve(runsOf(marked.triples), cleaning.sievePixels);
  const mask = filled(closed(sieved, cleaning.closingPixels), cleaning.fillHolesM2, areaOf);
  const components = componentsOf(mask);
  const members = membersOf(components);
  const means = meansOf(components, marked);
  const index = indexOf(places);
  const patches: RunPatch[] = [];
  for (const [id, runs] of members.entries()) {
    const box = boxOf(components, runs);
    const inside = insideOf(components, runs, box, areas, places, needed, index);
    if (needed > 0 && !(inside.insideM2 > 0)) continue;
    let [pixels, areaM2, longest] = [0, 0, 0];
    let [col, row] = [0, 0];
    for (const i of runs) {
      const [start, end] = [components.start[i], components.end[i]];
      pixels += end - start;
      areaM2 += areaOf(components.row[i], start, end);
      if (end - start > longest) {
        longest = end - start;
        // A pixel's centre, so that the place does not lie on a side.
        col = Math.floor((start + end - 1) / 2) + 0.5;
        row = components.row[i] + 0.5;
      }
    }
    patches.push({
      pixels,
      areaM2,
      mean: means[id],
      col,
      row,
      polygon: trace(components, runs, box),
      ...inside,
    });
  }
  return patches;
}

function sieve(mask: Runs, least: number): Runs {
  if (!(least > 1)) return mask;
  const all = componentsOf(mask);
  const size = new Float64Array(all.count);
  for (let i = 0; i < all.row.length; i++) size[all.component[i]] += all.end[i] - all.start[i];
  const triples: number[] = [];
  for (let i = 0; i < all.row.length; i++)
    if (size[all.component[i]] >= least) triples.push(all.row[i], all.start[i], all.end[i]);
  return runsOf(Int32Array.from(triples));
}

function membersOf({ count, component }: Components): number[][] {
  const members = Array.from({ length: count }, (): number[] => []);
  component.forEach((id, i) => members[id].push(i));
  return members;
}

/** Means of what was marked, by component. A marked run lies in one component, or was sieved away. */
function meansOf(components: Components, marked: MeasuredRuns): Float64Array {
  const first = new Map<number, [number, number]>();
  components.row.forEach((row, i) => first.set(row, [first.get(row)?.[0] ?? i, i + 1]));
  const value = new Float64Array(components.count);
  const area = new Float64Array(components.count);
  for (let i = 0; i < marked.areaM2.length; i++) {
    const [from, to] = first.get(marked.triples[3 * i]) ?? [0, 0];
    const start = marked.triples[3 * i + 1];
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (components.end[middle] <= start) low = middle + 1;
      else high = middle;
    }
    if (low >= to || components.start[low] > start) continue;
    value[components.component[low]] += marked.valueM2[i];
    area[components.component[low]] += marked.areaM2[i];
  }
  return value.map((sum, id) => (area[id] > 0 ? sum / area[id] : 0));
}

function boxOf({ row, start, end }: Components, runs: readonly number[]): Window {
  let [left, right] = [Infinity, -Infinity];
  for (const i of runs) {
    left = Math.min(left, start[i]);
    right = Math.max(right, end[i]);
  }
  const top = row[runs[0]];
  return { col: left, row: top, width: right - left, height: row[runs[runs.length - 1]] + 1 - top };
}

function indexOf(places: readonly Place[]): Flatbush | null {
  if (places.length === 0) return null;
  const index = new Flatbush(places.length);
  for (const { window: w } of places) index.add(w.col, w.row, w.col + w.width, w.row + w.height);
  index.finish();
  return index;
}

function insideOf(
  { row, start, end }: Components,
  runs: readonly number[],
  box: Window,
  areas: PixelAreas,
  places: readonly Place[],
  needed: number,
  index: Flatbush | null,
): Pick<RunPatch, 'inside' | 'insideM2'> {
  const near = index?.search(box.col, box.row, box.col + box.width, box.row + box.height) ?? [];
  near.sort((a, b) => a - b);
  if (near.length === 0) return { inside: [], insideM2: 0 };
  const sums = new Float64Array(near.length);
  let insideM2 = 0;
  const step = Math.max(1, Math.floor(slicePixels / box.width));
  for (let top = box.row, from = 0; top < box.row + box.height; top += step) {
    const slice = { ...box, row: top, height: Math.min(step, box.row + box.height - top) };
    const first = from;
    while (from < runs.length && row[runs[from]] < top + slice.height) from++;
    const pixelM2 = areasOf(areas, slice);
    const total = new Float64Array(pixelM2.length);
    for (const [n, place] of near.entries()) {
      const part = intersectWindows(places[place].window, slice);
      const uniform = part && uniformCoverage(places[place].edges, part);
      if (!part || uniform === 0) continue;
      const coverage = uniform === 1 ? null : coverageFractions(places[place].edges, part);
      for (let k = first; k < from; k++) {
        const r = row[runs[k]];
        if (r < part.row || r >= part.row + part.height) continue;
        const to = Math.min(end[runs[k]], part.col + part.width);
        for (let c = Math.max(start[runs[k]], part.col); c < to; c++) {
          const at = (r - slice.row) * slice.width + c - slice.col;
          const covered = coverage ? coverage[(r - part.row) * part.width + c - part.col] : 1;
          sums[n] += covered * pixelM2[at];
          if (place < needed) total[at] += covered;
        }
      }
    }
    for (let i = 0; i < total.length; i++) if (total[i] > 0) insideM2 += Math.min(1, total[i]) * pixelM2[i];
  }
  return {
    inside: near.flatMap((place, n) => (sums[n] > 0 ? [{ place, areaM2: sums[n] }] : [])),
    insideM2,
  };
}

function areasOf(areas: PixelAreas, window: Window): Float64Array {
  const out = new Float64Array(window.width * window.height);
  for (const { from, length, area, slope } of areas.runs(window))
    for (let i = 0; i < length; i++) out[from + i] = area + slope * i;
  return out;
}

/** Outlines of runs, from what their rows do not share with the rows above and below. */
function trace({ row, start, end }: Components, runs: readonly number[], box: Window): Polygon {
  const stride = box.width + 1;
  const sides: number[] = [];
  const vertex = (r: number, c: number) => ((r - box.row) * stride + c - box.col) * 4;
  const byRow = new Map<number, [number, number]>();
  runs.forEach((i, k) => byRow.set(row[i], [byRow.get(row[i])?.[0] ?? k, k + 1]));
  /** Calls back for the columns of a run that no run of another row holds. */
  const beyond = (i: number, other: number, see: (col: number) => void) => {
    const [from, to] = byRow.get(other) ?? [0, 0];
    let col = start[i];
    for (let k = from; k < to && start[runs[k]] < end[i]; k++) {
      if (end[runs[k]] <= col) continue;
      for (; col < Math.min(start[runs[k]], end[i]); col++) see(col);
      col = Math.max(col, end[runs[k]]);
    }
    for (; col < end[i]; col++) see(col);
  };
  for (const i of runs) {
    const r = row[i];
    beyond(i, r - 1, c => sides.push(vertex(r, c)));
    sides.push(vertex(r, end[i]) + 1);
    beyond(i, r + 1, c => sides.push(vertex(r + 1, c + 1) + 2));
    sides.push(vertex(r + 1, start[i]) + 3);
  }
  return joinSides(sides, stride)
    .sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))
    .map(ring => ring.map(([c, r]) => [c + box.col, r + box.row]));
}
