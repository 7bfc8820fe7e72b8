import { crsFromEpsg } from '#core/grid/crs.ts';
import { intersectWindows, invert, toMap } from '#core/grid/grid.ts';
import type { Site } from '#core/contract/plots.ts';
import { windowStatistics, type SatelliteValue } from '#core/plots/match-up.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';
import { SceneReader } from '#services/raster/scene-reader.ts';
import { BlockCache } from '#services/raster/tiff/block-cache.ts';
import { readIndex } from '#services/raster/tally-lane.ts';
import { findIndex, kernelFor, missingLayers } from './index-choice.ts';
import { throwIfCancelled, type Progress } from './tally-zones.ts';

export interface SatelliteQuestion {
  /** Sites with the observation that the scene is to be near to, if any. */
  samples: readonly { site: Site; time: string | null; value: number | null }[];
  /** Scenes to choose from. */
  scenes: readonly CatalogueScene[];
  /** Index id or formula. */
  index: string;
  /** Pixels along a side of the window: 1, 3 or 5. */
  side: 1 | 3 | 5;
  clouds: 'auto' | 'none';
}

const cacheBytes = 128 * 2 ** 20;

/** The value of an index around each site, from the scene that is nearest in time among those that cover it. */
export async function satelliteAtSites(
  { samples, scenes, index, side, clouds }: SatelliteQuestion,
  { signal, onProgress }: Progress = {},
): Promise<SatelliteValue[]> {
  const { formula } = findIndex(index);
  const usable = scenes.filter(
    s => s.missing === null && s.grid.crs && missingLayers(s, formula).length === 0,
  );
  const readers = new Map<number, SceneReader>();
  const cache = new BlockCache(cacheBytes); // shared: a hundred scenes take no more than one
  const out: SatelliteValue[] = [];
  try {
    for (const [i, { site, time, value }] of samples.entries()) {
      throwIfCancelled(signal);
      onProgress?.(i, samples.length, 'tally');
      const found = nearestScene(usable, site, time, side);
      const base = { siteId: site.id, site: site.name, time, measured: value };
      if (!found) {
        out.push({
          ...base,
          sceneId: null,
          scene: null,
          acquired: null,
          hoursApart: null,
          value: null,
          deviation: null,
          validShare: null,
        });
        continue;
      }
      const { scene, window, whole } = found;
      let reader = readers.get(scene.id);
      if (!reader) readers.set(scene.id, (reader = new SceneReader(scene, cache)));
      const pixels = await readIndex(reader, kernelFor(scene, formula), window, clouds);
      const { mean, deviation, validShare } = windowStatistics(pixels.index, pixels.validity);
      out.push({
        ...base,
        sceneId: scene.id,
        scene: scene.name,
        acquired: scene.acquired,
        hoursApart: hoursBetween(time, scene.acquired),
        value: mean,
        deviation,
        // Pixels of the window that the scene does not have are not valid, either.
        validShare: (validShare * window.width * window.height) / whole,
      });
    }
  } finally {
    for (const reader of readers.values()) reader.close();
  }
  return out;
}

function nearestScene(scenes: readonly CatalogueScene[], site: Site, time: string | null, side: number) {
  const covering = scenes.flatMap(scene => {
    const [x, y] = projector(crsFromEpsg(4490)!, scene.grid.crs!)(site.lon, site.lat);
    const [col, row] = toMap(invert(scene.grid.affine), x, y).map(Math.floor);
    const { width, height } = scene.grid;
    if (!(col >= 0 && row >= 0 && col < width && row < height)) return [];
    const half = (side - 1) / 2;
    const window = intersectWindows(
      { col: col - half, row: row - half, width: side, height: side },
      { col: 0, row: 0, width, height },
    )!;
    return [
      { scene, window, whole: side * side, apart: Math.abs(hoursBetween(time, scene.acquired) ?? Infinity) },
    ];
  });
  // Without a time the newest scene is taken.
  return covering.sort(
    (a, b) => a.apart - b.apart || ((a.scene.acquired ?? '') < (b.scene.acquired ?? '') ? 1 : -1),
  )[0];
}

function hoursBetween(time: string | null, acquired: string | null): number | null {
  if (time === null || acquired === null) return null;
  const hours = (Date.parse(acquired) - Date.parse(time)) / 3_600_000;
  return Number.isFinite(hours) ? hours : null;
}
