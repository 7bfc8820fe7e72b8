import type { GroundPoint } from '#core/ground/ground-point.ts';
import type { Site } from '#core/plots/site.ts';
import { isOutlet, waterBodyOf, waterNameOf, type KnownBody } from '#core/water/water-body.ts';
import { waterClassOf, type WaterClass } from '#core/water/water-quality.ts';
import { boxOf, isInside } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import type { Catalogue } from './catalogue.ts';
import { listObservations } from './observations.ts';
import { listZones } from './zones.ts';

/** What the form and the zones say of a site's water. */
export interface SiteWater {
  body: KnownBody;
  water: string | null;
  target: WaterClass | null;
  outlet: boolean;
}

/** Asks the lakes of a catalogue once, then about one site after the other. */
export function siteWaters(reader: Catalogue['reader']): (site: Site) => SiteWater {
  const lakes = listZones(reader, { kind: 'lake' }).map(({ name, geometry }) => ({
    name,
    geometry,
    box: boxOf(geometry),
  }));
  return site => {
    const { lon, lat } = site;
    const around = lakes.find(
      ({ box, geometry }) =>
        box &&
        lon >= box[0] &&
        lat >= box[1] &&
        lon <= box[2] &&
        lat <= box[3] &&
        isInside(lon, lat, geometry),
    );
    const body = waterBodyOf(site, around !== undefined);
    return {
      body,
      water: waterNameOf(site.fields) ?? (body.from === 'zone' ? around!.name : null),
      target: waterClassOf(site.fields['target-class'] ?? site.fields['水质目标']),
      outlet: isOutlet(site),
    };
  };
}

/** Sites of a catalogue with what was measured there: those near to some zones (CGCS2000, degrees), or all. */
export function waterPoints(
  { sites, reader }: Pick<Catalogue, 'sites' | 'reader'>,
  zones: readonly { geometry: MultiPolygon }[] | null,
): GroundPoint[] {
  const box = zones && boxOf(zones.flatMap(zone => zone.geometry));
  const found = zones ? (box ? sites.find({ box }).sites : []) : sites.list();
  const waterOf = siteWaters(reader);
  return found.map(site => {
    const { body, ...water } = waterOf(site);
    return {
      siteId: site.id,
      name: site.name,
      ...(site.simulated ? { simulated: true } : {}),
      code: site.code,
      lon: site.lon,
      lat: site.lat,
      body: body.body,
      ...water,
      observations: listObservations(reader, site.id),
    };
  });
}
