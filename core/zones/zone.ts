/** A closed ring: [x, y] pairs, first equals last. */
export type Ring = number[][];
/** Outer ring first, then holes. */
export type Polygon = Ring[];
/** Polygons of one zone. */
export type MultiPolygon = Polygon[];

/** What a set of zones is for. */
export const zoneKinds = ['lake', 'redline', 'aquatic-vegetation', 'other'] as const;
export type ZoneKind = (typeof zoneKinds)[number];

/** A zone in any CRS, as read from a file. */
export interface Zone {
  name: string;
  geometry: MultiPolygon;
  attributes: Record<string, string | number | boolean | null>;
}

/** A zone of the catalogue: coordinates are longitude and latitude in CGCS2000 (EPSG:4490), degrees. */
export interface CatalogueZone extends Zone {
  id: number;
  set: string;
  kind: ZoneKind;
}
