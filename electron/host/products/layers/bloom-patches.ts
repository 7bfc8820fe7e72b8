import { pixelClass } from '#core/bloom/bloom-rule.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { BloomPlan } from '#host/run/bloom/plan-bloom.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';

import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';

import { patchesOf, type ZoneField } from './zone-patches.ts';

export interface BloomPatch {
  zone: string;
  areaM2: number;
  /** Mean of the index. */
  meanIndex: number;
  /** Longitude and latitude, CGCS2000. */
  geometry: MultiPolygon;
}

/**
 * Connected bloom pixels of each zone as polygons. Areas are counted as the zone's bloom area is, so that they add up
 * to it; outlines follow pixels that lie mostly inside the zone.
 */
export async function bloomPatches(
  { scene, formula, placed, masking }: BloomPlan,
  { threshold }: Pick<BloomResult, 'threshold'>,
  progress: Progress = {},
): Promise<BloomPatch[]> {
  const kernel = kernelFor(scene, formula);
  const reader = new SceneReader(scene);
  const patches: BloomPatch[] = [];
  try {
    for (const { name, edges, window } of placed) {
      if (!edges || !window) continue;
      const count = window.width * window.height;
      const field: ZoneField = {
        window,
        areaM2: new Float64Array(count),
        value: new Float32Array(count),
        half: new Uint8Array(count),
      };
      for (const chunk of chunksOf(scene, window)) {
        throwIfCancelled(progress.signal);
        await new Promise(resolve => setImmediate(resolve));
        const { index, validity } = await readIndex(reader, kernel, chunk, masking);
        const coverage = coverageFractions(edges, chunk);
        const areas = pixelAreasM2(scene.grid, chunk);
        for (let i = 0; i < coverage.length; i++) {
          const bloom = pixelClass(validity[i], index[i], threshold) === 'bloom';
          if (coverage[i] === 0 || !bloom) continue;
          const at =
            (chunk.row - window.row + Math.floor(i / chunk.width)) * window.width +
            (chunk.col - window.col) +
            (i % chunk.width);
          field.areaM2[at] = coverage[i] * areas[i];
          field.value[at] = Number.isFinite(index[i]) ? index[i] : threshold;
          field.half[at] = coverage[i] >= 0.5 ? 1 : 0;
        }
      }
      for (const p of patchesOf(field, scene))
        patches.push({ zone: name, areaM2: p.areaM2, meanIndex: p.mean, geometry: p.geometry });
    }
  } finally {
    reader.close();
  }
  return patches.sort((a, b) => b.areaM2 - a.areaM2);
}
