import { BloomlineError } from '#core/foundation/errors.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { boundingWindow, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { forCoveredPixels } from './covered-pixels.ts';

/** A zone's area by land-cover code, km²; `nodataKm2` is where the raster says nothing, or does not reach. */
export interface CoverAreas {
  zone: string;
  areaKm2: number;
  nodataKm2: number;
  byCode: Map<number, number>;
}

/** Exact areas of the codes of a land-cover raster (its first band) per zone. */
export async function coverAreas(
  scene: Scene,
  placed: readonly PlacedZone[],
  { signal, onProgress }: Progress = {},
): Promise<CoverAreas[]> {
  const areas = placed.map(({ name }): CoverAreas => ({
    zone: name,
    areaKm2: 0,
    nodataKm2: 0,
    byCode: new Map(),
  }));
  const reader = new SceneReader(scene);
  try {
    const chunks = chunksOf(scene, boundingWindow(placed.map(p => p.window))!);
    for (const [n, chunk] of chunks.entries()) {
      throwIfCancelled(signal);
      await new Promise(resolve => setImmediate(resolve));
      const { values, validity } = await reader.readWindow(['b1'], chunk, 'none');
      const pixels = pixelAreasM2(scene.grid, chunk);
      forCoveredPixels(placed, chunk, pixels, (zone, at, area) => {
        const { byCode } = areas[zone];
        areas[zone].areaKm2 += area;
        if (validity[at] !== 0) areas[zone].nodataKm2 += area;
        else byCode.set(values[0][at], (byCode.get(values[0][at]) ?? 0) + area);
      });
      onProgress?.(n + 1, chunks.length, 'tally');
    }
  } finally {
    reader.close();
  }
  placed.forEach(({ outlineM2 }, i) => {
    // What lies beside the raster is of the zone, and the raster says nothing of it.
    const outside = Math.max(0, (outlineM2 ?? 0) * 1e-6 - areas[i].areaKm2);
    areas[i].areaKm2 += outside;
    areas[i].nodataKm2 += outside;
  });
  return areas;
}

/**
 * Areas by class of a legend (code → class). Throws `bad-input` where a code has no place in the legend: it is never
 * counted as something. `ignored` are codes that the legend leaves out on purpose.
 */
export function areasByClass(
  areas: CoverAreas,
  legend: Record<number, string>,
  subject: string,
): Record<string, number> {
  const unknown = [...areas.byCode].filter(([code]) => legend[code] === undefined);
  if (unknown.length > 0)
    throw new BloomlineError(
      'bad-input',
      subject,
      say('ecology.codes-without-class', {
        zone: areas.zone,
        codes: unknown
          .sort((a, b) => b[1] - a[1])
          .slice(0, 12)
          .map(([code, area]) => `${code} (${area.toFixed(3)} km²)`)
          .join(', '),
      }),
    );
  const byClass: Record<string, number> = {};
  for (const [code, area] of areas.byCode) byClass[legend[code]] = (byClass[legend[code]] ?? 0) + area;
  return byClass;
}
