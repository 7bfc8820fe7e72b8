import { vegetationCover, type EndMembers } from '#core/assessment/vegetation-cover.ts';
import type { LossPatch } from '#core/assessment/assessment.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { toMap, windowAffine, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { connectedPatches } from '#core/zones/connected-patches.ts';
import { tracePatches } from '#core/zones/trace-patches.ts';
import type { Scene } from '#core/scene/scene.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { projector } from '#core/zones/project.ts';
import { chunksOf, SceneReader, type Clouds } from '#services/raster/scene-reader.ts';
import { readIndex, type ZonePlace } from '#services/raster/tally-lane.ts';
import { findIndex, kernelFor } from './index-choice.ts';
import { throwIfCancelled, type Progress } from './tally-zones.ts';

export interface CompareInput {
  before: Scene;
  after: Scene;
  clouds: Clouds;
  endmembers: EndMembers;
  loss: number;
  minPatchM2: number;
  zone: ZonePlace;
}

/** What changed inside one zone. Means are weighted by covered area. */
export interface ZoneComparison {
  comparedM2: number;
  ndviChange: number | null;
  fvcBefore: number | null;
  fvcAfter: number | null;
  fvcChange: number | null;
  lossM2: number;
  patches: Omit<LossPatch, 'id' | 'zone'>[];
}

/** Loss within a zone's window, row-major: the covered area of lost pixels in m² and their change; half = mostly inside. */
export interface LossField {
  window: Window;
  areaM2: Float64Array;
  change: Float32Array;
  half: Uint8Array;
}

/** A mean that grows: weights are areas. */
class Mean {
  weight = 0;
  sum = 0;
  add(value: number, weight: number): void {
    this.weight += weight;
    this.sum += value * weight;
  }
  get value(): number | null {
    return this.weight > 0 ? this.sum / this.weight : null;
  }
}

/** Reads both dates once over the zone. */
export async function compareZone(input: CompareInput, progress: Progress): Promise<ZoneComparison> {
  const { before, after, clouds, endmembers, loss, zone } = input;
  const formula = findIndex('NDVI').formula;
  const kernels = [kernelFor(before, formula), kernelFor(after, formula)];
  const readers = [new SceneReader(before), new SceneReader(after)];
  const { window } = zone;
  const field: LossField = {
    window,
    areaM2: new Float64Array(window.width * window.height),
    change: new Float32Array(window.width * window.height),
    half: new Uint8Array(window.width * window.height),
  };
  const means = {
    ndviChange: new Mean(),
    fvcBefore: new Mean(),
    fvcAfter: new Mean(),
    fvcChange: new Mean(),
  };
  let lossM2 = 0;
  try {
    for (const chunk of chunksOf(before, window)) {
      throwIfCancelled(progress.signal);
      await new Promise(resolve => setImmediate(resolve));
      const [b, a] = await Promise.all(
        readers.map((reader, i) => readIndex(reader, kernels[i], chunk, clouds)),
      );
      const coverage = coverageFractions(zone.edges, chunk);
      const areas = pixelAreasM2(before.grid, chunk);
      for (let i = 0; i < coverage.length; i++) {
        if (coverage[i] === 0) continue;
        const area = coverage[i] * areas[i];
        const validBefore = b.validity[i] === 0;
        const validAfter = a.validity[i] === 0;
        const coverBefore = validBefore ? vegetationCover(b.index[i], endmembers) : 0;
        const coverAfter = validAfter ? vegetationCover(a.index[i], endmembers) : 0;
        if (validBefore) means.fvcBefore.add(coverBefore, area);
        if (validAfter) means.fvcAfter.add(coverAfter, area);
        if (!validBefore || !validAfter) continue;
        const change = a.index[i] - b.index[i];
        means.ndviChange.add(change, area);
        means.fvcChange.add(coverAfter - coverBefore, area);
        if (!(-change > loss)) continue;
        lossM2 += area;
        const at =
          (chunk.row - window.row + Math.floor(i / chunk.width)) * window.width +
          (chunk.col - window.col + (i % chunk.width));
        field.areaM2[at] = area;
        field.change[at] = change;
        field.half[at] = coverage[i] >= 0.5 ? 1 : 0;
      }
      progress.onProgress?.(0, 1, 'patches');
    }
  } finally {
    for (const reader of readers) reader.close();
  }
  return {
    comparedM2: means.ndviChange.weight,
    ndviChange: means.ndviChange.value,
    fvcBefore: means.fvcBefore.value,
    fvcAfter: means.fvcAfter.value,
    fvcChange: means.fvcChange.value,
    lossM2,
    patches: patchesOf(field, before, input.minPatchM2),
  };
}

export function patchesOf(field: LossField, scene: Scene, minPatchM2: number): ZoneComparison['patches'] {
  const { width, height } = field.window;
  const mask = Uint8Array.from(field.areaM2, area => (area > 0 ? 1 : 0));
  const { labels, count } = connectedPatches(mask, width, height);
  const area = new Float64Array(count + 1);
  const weighted = new Float64Array(count + 1);
  const halves = new Uint8Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label === 0) continue;
    area[label] += field.areaM2[i];
    weighted[label] += field.areaM2[i] * field.change[i];
    halves[label] |= field.half[i];
  }
  const wanted = new Set<number>();
  for (let label = 1; label <= count; label++)
    if (area[label] > 0 && area[label] >= minPatchM2) wanted.add(label);
  if (wanted.size === 0) return [];
  // Slivers along the zone's border are outlined as a whole; other patches by their pixels that lie mostly inside.
  for (let i = 0; i < labels.length; i++)
    if (labels[i] > 0 && halves[labels[i]] === 1 && field.half[i] === 0) labels[i] = 0;
  const outlines = outlinePatches(labels, field.window, scene, wanted);
  const centers = centersOf(labels, field.window, scene, wanted);
  return [...outlines].map(([label, geometry]) => ({
    areaM2: area[label],
    meanChange: weighted[label] / area[label],
    center: centers.get(label)!,
    geometry,
  }));
}

/** Pixel outlines of labels in longitude and latitude (CGCS2000). A label in several pieces becomes several polygons. */
export function outlinePatches(
  labels: Int32Array,
  window: Window,
  scene: Scene,
  wanted: ReadonlySet<number>,
) {
  const affine = windowAffine(scene.grid.affine, window);
  const project = projector(scene.grid.crs!, crsFromEpsg(4490)!);
  // Cutting off border pixels may split a patch: its pieces are traced on their own.
  const pieces = connectedPatches(
    Uint8Array.from(labels, l => (l > 0 && wanted.has(l) ? 1 : 0)),
    window.width,
    window.height,
  );
  const owner = new Map<number, number>();
  labels.forEach((label, i) => {
    if (pieces.labels[i] > 0) owner.set(pieces.labels[i], label);
  });
  const outlines = new Map<number, LossPatch['geometry']>();
  for (const [piece, polygon] of tracePatches(
    pieces.labels,
    window.width,
    window.height,
    new Set(owner.keys()),
  )) {
    const label = owner.get(piece)!;
    const lonLat = polygon.map(ring => ring.map(([col, row]) => project(...toMap(affine, col, row))));
    outlines.set(label, [...(outlines.get(label) ?? []), lonLat]);
  }
  return outlines;
}

/** The pixel centre of each label that is nearest to the label's centroid: always inside the patch. */
function centersOf(
  labels: Int32Array,
  window: Window,
  scene: Scene,
  wanted: ReadonlySet<number>,
): Map<number, [number, number]> {
  const affine = windowAffine(scene.grid.affine, window);
  const project = projector(scene.grid.crs!, crsFromEpsg(4490)!);
  const sums = new Map<number, [number, number, number]>();
  const each = (see: (label: number, col: number, row: number) => void) =>
    labels.forEach((label, i) => {
      if (label > 0 && wanted.has(label)) see(label, i % window.width, Math.floor(i / window.width));
    });
  each((label, col, row) => {
    const sum = sums.get(label) ?? [0, 0, 0];
    sums.set(label, [sum[0] + col, sum[1] + row, sum[2] + 1]);
  });
  const best = new Map<number, { distance: number; at: [number, number] }>();
  each((label, col, row) => {
    const [x, y, n] = sums.get(label)!;
    const distance = (col - x / n) ** 2 + (row - y / n) ** 2;
    if (distance < (best.get(label)?.distance ?? Infinity)) best.set(label, { distance, at: [col, row] });
  });
  return new Map(
    [...best].map(([label, { at }]) => [label, project(...toMap(affine, at[0] + 0.5, at[1] + 0.5))]),
  );
}
