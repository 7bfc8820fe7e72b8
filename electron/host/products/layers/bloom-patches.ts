import { pixelClass } from '#core/mask/pixel-class.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { patchesOf, type ZoneField } from './zone-patches.ts';
import { maskFor, shownScene } from '#host/products/rasters/class-raster-for.ts';

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
  input: SheetInput,
  result: BloomResult,
  progress: Progress = {},
): Promise<BloomPatch[]> {
  const scene = shownScene(input);
  const kernel = kernelFor(scene, findIndex(result.index).formula);
  const mask = maskFor(input);
  const reader = new SceneReader(scene);
  const patches: BloomPatch[] = [];
  try {
    for (const { name, edges, window } of placeZones(
      input.zones,
      input.zonesCrs,
      scene.grid,
      input.assessment.name,
    )) {
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
        const { index, validity } = await readIndex(reader, kernel, chunk, mask);
        const coverage = coverageFractions(edges, chunk);
        const areas = pixelAreasM2(scene.grid, chunk);
        for (let i = 0; i < coverage.length; i++) {
          const bloom = pixelClass(validity[i], index[i], result.threshold) === 'bloom';
          if (coverage[i] === 0 || !bloom) continue;
          const at =
            (chunk.row - window.row + Math.floor(i / chunk.width)) * window.width +
            (chunk.col - window.col) +
            (i % chunk.width);
          field.areaM2[at] = coverage[i] * areas[i];
          field.value[at] = Number.isFinite(index[i]) ? index[i] : result.threshold;
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
