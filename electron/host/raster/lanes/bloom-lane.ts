import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { pixelClass } from '#core/bloom/bloom-rule.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { patchPart, type PatchPart } from '#core/zones/patch-parts.ts';
import { placeCodeAt, placeCodes, type PlaceMap } from '#core/zones/place-map.ts';
import type { Masking, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { cut, readIndex, type ZonePlace } from './tally-lane.ts';

/** A zone, and which part of it a pixel lies in. */
export interface BloomPlace extends ZonePlace {
  places: PlaceMap;
}

/** What lies where in a zone, over some chunks. Areas in m² by place code. */
export interface BloomLanePart {
  areaM2: Float64Array;
  validM2: Float64Array;
  bloomM2: Float64Array;
  patches: PatchPart[];
}

export function emptyLanePart(): BloomLanePart {
  const zeros = () => new Float64Array(placeCodes);
  return { areaM2: zeros(), validM2: zeros(), bloomM2: zeros(), patches: [] };
}

/**
 * Goes through the pixels of chunks once more, when the threshold is decided: bloom by part of each zone, and its
 * patches.
 */
export async function bloomLane(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly BloomPlace[],
  bloom: { threshold: number; mask: Masking; minPixels: number },
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<BloomLanePart[]> {
  const lanes = zones.map(emptyLanePart);
  for (const chunk of chunks) {
    const { index, validity } = await readIndex(reader, kernel, chunk, bloom.mask);
    for (const [i, zone] of zones.entries()) {
      const window = intersectWindows(zone.window, chunk);
      if (!window) continue;
      addWindow(
        lanes[i],
        zone,
        window,
        cut(index, chunk, window),
        cut(validity, chunk, window),
        bloom,
        reader,
      );
    }
    await onChunk();
  }
  return lanes;
}

function addWindow(
  lane: BloomLanePart,
  { edges, places }: BloomPlace,
  window: Window,
  index: Float64Array,
  validity: Uint8Array,
  { threshold, minPixels }: { threshold: number; minPixels: number },
  reader: SceneReader,
): void {
  const coverage = coverageFractions(edges, window);
  const areas = pixelAreasM2(reader.scene.grid, window);
  const mask = new Uint8Array(coverage.length);
  let any = false;
  for (let i = 0; i < coverage.length; i++) {
    if (coverage[i] === 0) continue;
    const area = coverage[i] * areas[i];
    const code = placeCodeAt(
      places,
      window.col + (i % window.width),
      window.row + Math.floor(i / window.width),
    );
    lane.areaM2[code] += area;
    const what = pixelClass(validity[i], index[i], threshold);
    if (what === 'out') continue;
    lane.validM2[code] += area;
    if (what !== 'bloom') continue;
    lane.bloomM2[code] += area;
    areas[i] = area;
    mask[i] = 1;
    any = true;
  }
  if (any) lane.patches.push(patchPart(mask, areas, window, minPixels));
}
