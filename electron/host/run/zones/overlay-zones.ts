import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { crossesItself, findCrossing } from '#core/zones/find-crossing.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { Zone } from '#core/zones/zone.ts';
import { inWords, say } from '#core/words/said.ts';
import { readZones } from '#host/formats/read-zones.ts';

/** About a centimetre, in degrees. */
const tolerance = 1e-7;

/**
 * Zones of a file in CGCS2000 degrees; those with invalid outlines are left out and told. Throws where none is
 * usable.
 */
export async function lonLatZones(
  path: string,
  options: { layer?: string; nameField?: string },
): Promise<{ zones: Zone[]; problems: { zone: string; message: string }[] }> {
  const file = await readZones(path, options);
  if (!file.crs) throw new BloomlineError('crs-unknown', path, say('zones.crs-undefined'));
  const zones: Zone[] = [];
  const problems = [...file.problems];
  for (const zone of file.zones) {
    const crossing = findCrossing(zone.geometry);
    if (crossing) {
      problems.push({
        zone: zone.name,
        message: inWords(crossesItself(crossing), 'en'),
      });
      continue;
    }
    zones.push({
      ...zone,
      geometry: projectPolygons(zone.geometry, zone.name, file.crs, cgcs2000, tolerance),
    });
  }
  if (zones.length === 0)
    throw new BloomlineError(
      'zone-invalid',
      problems[0]?.zone ?? path,
      problems[0] ? asReported(problems[0].message) : say('zones.none-in-file'),
    );
  return { zones, problems };
}
