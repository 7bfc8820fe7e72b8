import type { GroundPoint } from '#core/ground/ground-point.ts';
import { waterBodyOf } from '#core/water/water-samples.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import type { Catalogue } from './catalogue.ts';
import { listObservations } from './observations.ts';

/** Sites of a catalogue with what was measured there: those near to some zones (CGCS2000, degrees), or all. */
export function waterPoints(
  { sites, reader }: Pick<Catalogue, 'sites' | 'reader'>,
  zones: readonly { geometry: MultiPolygon }[] | null,
): GroundPoint[] {
  const box = zones && boxOf(zones.flatMap(zone => zone.geometry));
  const found = zones ? (box ? sites.find({ box }).sites : []) : sites.list();
  return found.map(site => ({
    siteId: site.id,
    name: site.name,
    ...(site.simulated ? { simulated: true } : {}),
    code: site.code,
    lon: site.lon,
    lat: site.lat,
    body: waterBodyOf(site.fields),
    observations: listObservations(reader, site.id),
  }));
}
