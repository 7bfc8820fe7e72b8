import { closeRing, groupRings } from '#core/zones/rings.ts';
import type { Ring } from '#core/zones/zone.ts';

type Json = Record<string, unknown>;

/** A feature set of ArcGIS: geometry of rings, attributes, and a spatial reference with a code or a text. */
export const isEsriJson = (root: Json): boolean =>
  Array.isArray(root.features) &&
  (typeof root.geometryType === 'string' ||
    root.features.some(f => (f as Json | null)?.attributes !== undefined));

/** The feature set as GeoJSON: outer rings are clockwise there, as in a Shapefile. */
export function featuresOfEsri(root: Json): Json {
  return {
    type: 'FeatureCollection',
    crs: crsMember(root.spatialReference as Json | undefined),
    features: (root.features as Json[]).map(({ attributes, geometry }) => ({
      type: 'Feature',
      properties: attributes ?? {},
      geometry: geometry ? geometryOf(geometry as Json) : null,
    })),
  };
}

function geometryOf(geometry: Json): Json {
  if (Array.isArray(geometry.curveRings)) return { type: 'curveRings' };
  if (Array.isArray(geometry.rings)) {
    const rings = (geometry.rings as Ring[]).map(ring => closeRing(ring.map(([x, y]) => [x, y])));
    return { type: 'MultiPolygon', coordinates: groupRings(rings) };
  }
  if (Array.isArray(geometry.paths)) return { type: 'MultiLineString', coordinates: geometry.paths };
  if (Array.isArray(geometry.points)) return { type: 'MultiPoint', coordinates: geometry.points };
  return { type: 'Point', coordinates: [geometry.x, geometry.y] };
}

/** 102100 is what ArcGIS calls web Mercator. Without a reference nothing is known: null says so. */
function crsMember(reference: Json | undefined): unknown {
  const code = Number(reference?.latestWkid ?? reference?.wkid);
  if (code > 0) return `EPSG:${code === 102100 || code === 102113 ? 3857 : code}`;
  return typeof reference?.wkt === 'string' ? reference.wkt : null;
}
