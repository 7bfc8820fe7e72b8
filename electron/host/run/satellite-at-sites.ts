import type { Site } from '#core/plots/site.ts';
import { hoursApart, type SatelliteValue } from '#core/plots/match-up.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { findIndex, kernelFor, missingLayers } from '#host/run/index/index-choice.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { readWindowValue, windowAround } from '#host/run/zones/window-value.ts';

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
      const { scene, place } = found;
      let reader = readers.get(scene.id);
      if (!reader) readers.set(scene.id, (reader = new SceneReader(scene, cache)));
      const {
        value: mean,
        deviation,
        validShare,
      } = await readWindowValue(reader, kernelFor(scene, formula), place, clouds);
      out.push({
        ...base,
        sceneId: scene.id,
        scene: scene.name,
        acquired: scene.acquired,
        hoursApart: hoursApart(time, scene.acquired),
        value: mean,
        deviation,
        validShare,
      });
    }
  } finally {
    for (const reader of readers.values()) reader.close();
  }
  return out;
}

function nearestScene(scenes: readonly CatalogueScene[], site: Site, time: string | null, side: number) {
  const covering = scenes.flatMap(scene => {
    const place = windowAround(scene, site, side);
    const apart = Math.abs(hoursApart(time, scene.acquired) ?? Infinity);
    return place ? [{ scene, place, apart }] : [];
  });
  // Without a time the newest scene is taken.
  return covering.sort(
    (a, b) => a.apart - b.apart || ((a.scene.acquired ?? '') < (b.scene.acquired ?? '') ? 1 : -1),
  )[0];
}
