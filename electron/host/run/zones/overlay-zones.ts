import { basename } from 'node:path';
import { asReported, BloomlineError, toErrorData } from '#core/foundation/errors.ts';
import { datumNote } from '#core/grid/datum.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { crossesItself, findCrossing } from '#core/zones/find-crossing.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { Zone } from '#core/zones/zone.ts';
import { inWords, say } from '#core/words/said.ts';
import { readZones, type ReadZonesOptions } from '#host/formats/read-zones.ts';

/** About a centimetre, in degrees. */
const tolerance = 1e-7;

/**
 * Zones of a file in CGCS2000 degrees; those with invalid outlines are left out and told. Throws where none is
 * usable.
 */
export async function lonLatZones(
  path: string,
  options: ReadZonesOptions,
): Promise<{ zones: Zone[]; problems: { zone: string; message: string }[] }> {
  const file = await readZones(path, options);
  if (!file.crs) throw new BloomlineError('crs-unknown', path, say('zones.crs-undefined'));
  const zones: Zone[] = [];
  const problems = [...file.problems];
  const shift = datumNote(file.crs, cgcs2000);
  if (shift) problems.push({ zone: basename(path), message: shift });
  for (const zone of file.zones) {
    const crossing = findCrossing(zone.geometry);
    if (crossing) {
      problems.push({
        zone: zone.name,
        message: inWords(crossesItself(crossing), 'en'),
      });
      continue;
    }
    try {
      const geometry = projectPolygons(zone.geometry, zone.name, file.crs, cgcs2000, tolerance);
      zones.push({ ...zone, geometry });
    } catch (error) {
      problems.push({ zone: zone.name, message: toErrorData(error).message });
    }
  }
  if (zones.length === 0)
    throw new BloomlineError(
      'zone-invalid',
      problems.at(-1)?.zone ?? path,
      problems.length > 0 ? asReported(problems.at(-1)!.message) : say('zones.none-in-file'),
    );
  return { zones, problems };
}
