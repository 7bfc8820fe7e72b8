import type { CorrectionEffect } from '#core/bloom/bloom-result.ts';
import { intersectWindows, wholeWindow, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import { pixelClass } from '#core/bloom/bloom-rule.ts';

import { coverageFractions } from '#core/zones/coverage.ts';
import { edgesOf, toPixelPolygons } from '#core/zones/project.ts';

import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';
import type { BloomPlan } from './plan-bloom.ts';
import { boundingWindow, usableZones } from '#host/run/zones/place-zones.ts';

import { planMask } from '#host/run/mask/plan-mask.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';

const km2 = 1e-6;

/**
 * What the hand corrections changed in each zone at a threshold, pixel by pixel beside the same mask without them; null
 * where there are none. Reads the parts of the scene under the corrections only.
 */
export async function correctionEffects(
  { scene, zones, mask, formula, placed, masking }: BloomPlan,
  threshold: number,
  { signal }: Progress,
): Promise<CorrectionEffect[] | null> {
  const corrections = mask.options.corrections === false ? [] : mask.corrections;
  if (corrections.length === 0) return null;
  const whole = wholeWindow(scene.grid);
  const shapes = corrections.flatMap(({ id, geometry }) => {
    const edges = edgesOf(toPixelPolygons(geometry, `correction ${id}`, cgcs2000, scene.grid));
    const window = intersectWindows(whole, {
      col: edges.minCol,
      row: edges.minRow,
      width: edges.maxCol - edges.minCol,
      height: edges.maxRow - edges.minRow,
    });
    const painter = new MaskPainter({ shore: null, areas: [{ code: 1, sides: edges.coordinates }] });
    return window ? [{ window, painter }] : [];
  });
  const without = planMask(scene, usableZones(zones, placed), { ...mask, corrections: [] });
  const kernel = kernelFor(scene, formula);
  const effects = placed.map(() => ({
    touching: new Set<number>(),
    addedKm2: 0,
    removedKm2: 0,
    excludedKm2: 0,
    restoredKm2: 0,
  }));
  const reader = new SceneReader(scene);
  try {
    for (const area of disjoint(shapes.map(s => s.window)))
      for (const chunk of chunksOf(scene, area)) {
        throwIfCancelled(signal);
        await new Promise(resolve => setImmediate(resolve));
        const here = shapes.flatMap(({ window, painter }, n) =>
          intersectWindows(window, chunk) ? [{ n, codes: painter.window(chunk) }] : [],
        );
        if (here.length === 0) continue;
        const before = await readIndex(reader, kernel, chunk, without);
        const after = await readIndex(reader, kernel, chunk, masking);
        const areas = pixelAreasM2(scene.grid, chunk);
        for (const [z, { edges, window }] of placed.entries()) {
          if (!edges || !window || !intersectWindows(window, chunk)) continue;
          const coverage = coverageFractions(edges, chunk);
          const effect = effects[z];
          for (const { n, codes } of here)
            if (!effect.touching.has(n) && codes.some((code, i) => code && coverage[i] > 0))
              effect.touching.add(n);
          for (let i = 0; i < coverage.length; i++) {
            if (coverage[i] === 0) continue;
            const was = pixelClass(before.validity[i], before.index[i], threshold);
            const is = pixelClass(after.validity[i], after.index[i], threshold);
            if (was === is) continue;
            const size = coverage[i] * areas[i] * km2;
            if (is === 'bloom') effect.addedKm2 += size;
            if (was === 'bloom') effect.removedKm2 += size;
            if (is === 'out') effect.excludedKm2 += size;
            if (was === 'out') effect.restoredKm2 += size;
          }
        }
      }
  } finally {
    reader.close();
  }
  return effects.map(({ touching, ...areas }) => ({ count: touching.size, ...areas }));
}

/** Windows that cover the same and do not overlap. */
function disjoint(windows: readonly Window[]): Window[] {
  const out: Window[] = [];
  for (const window of windows) {
    let grown = window;
    for (let i = 0; i < out.length; i++) {
      if (!intersectWindows(out[i], grown)) continue;
      grown = boundingWindow([out[i], grown])!;
      out.splice(i, 1);
      i = -1;
    }
    out.push(grown);
  }
  return out;
}
