import { BloomlineError } from '#core/foundation/errors.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { planLanes, runWhole } from '#host/run/zones/lanes.ts';
import { usablePlaces, type PlacedZone } from '#host/run/zones/place-zones.ts';
import type { Progress } from '#host/files/progress.ts';
import { coverLane, type CoverLanePart } from '#host/raster/lanes/cover-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';

/** `nodataKm2` is also where the raster does not reach. */
export interface CoverAreas extends CoverLanePart {
  zone: string;
}

/** Exact areas of the codes of a land-cover raster (its first band) per zone. */
export async function coverAreas(
  scene: Scene,
  placed: readonly PlacedZone[],
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<CoverAreas[]> {
  const parts = await runWhole(
    pool,
    planLanes(scene, usablePlaces(placed), 'tally', progress),
    'coverLane',
    chunks => ({ scene, zones: placed.map(({ edges, window }) => ({ edges, window })), chunks }),
    async (lane, onChunk) => {
      const reader = new SceneReader(scene);
      try {
        return await coverLane(reader, lane, onChunk);
      } finally {
        reader.close();
      }
    },
  );
  const areas = parts.map((part, i): CoverAreas => ({ zone: placed[i].name, ...part }));
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
