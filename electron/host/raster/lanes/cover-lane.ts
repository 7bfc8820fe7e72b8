import type { Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { forCoveredPixels, type MaybePlace } from './covered-pixels.ts';

export interface CoverLaneInput {
  scene: Scene;
  zones: MaybePlace[];
  chunks: Window[];
}

/** A zone's area by land-cover code, km²; `nodataKm2` is where the raster says nothing. */
export interface CoverLanePart {
  areaKm2: number;
  nodataKm2: number;
  byCode: Map<number, number>;
}

/** Exact areas of the codes of a land-cover raster (its first band) by zone. */
export async function coverLane(
  reader: SceneReader,
  { scene, zones, chunks }: CoverLaneInput,
  onChunk: () => Promise<void>,
): Promise<CoverLanePart[]> {
  const areas = zones.map((): CoverLanePart => ({ areaKm2: 0, nodataKm2: 0, byCode: new Map() }));
  for (const chunk of chunks) {
    const { values, validity } = await reader.readWindow(['b1'], chunk, 'none');
    forCoveredPixels(zones, chunk, pixelAreasM2(scene.grid, chunk), (zone, at, area) => {
      const { byCode } = areas[zone];
      areas[zone].areaKm2 += area;
      if (validity[at] !== 0) areas[zone].nodataKm2 += area;
      else byCode.set(values[0][at], (byCode.get(values[0][at]) ?? 0) + area);
    });
    await onChunk();
  }
  return areas;
}
