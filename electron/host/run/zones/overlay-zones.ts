import { BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { findCrossing } from '#core/zones/find-crossing.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { Zone } from '#core/zones/zone.ts';
import { readZones } from '#host/formats/read-zones.ts';

/** About a centimetre, in degrees. */
const tolerance = 1e-7;

/** Zones of a file in CGCS2000 degrees; those with invalid outlines are left out and told. Throws where none is usable. */
export async function lonLatZones(
  path: string,
  options: { layer?: string; nameField?: string },
): Promise<{ zones: Zone[]; problems: { zone: string; message: string }[] }> {
  const file = await readZones(path, options);
  if (!file.crs)
    throw new BloomlineError(
      'crs-unknown',
      path,
      'its coordinate reference system is not defined; give it a .prj file',
    );
  const zones: Zone[] = [];
  const problems = [...file.problems];
  for (const zone of file.zones) {
    const crossing = findCrossing(zone.geometry);
    if (crossing) {
      problems.push({
        zone: zone.name,
        message: `its outline crosses itself near ${crossing.map(c => c.toPrecision(9)).join(', ')}; repair it, for example with QGIS: Fix geometries`,
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
      problems[0]?.message ?? 'no usable polygon',
    );
  return { zones, problems };
}
