import type Map from 'ol/Map.js';
import { transform } from 'ol/proj.js';
import { isOnEarth, lonLat } from './projection.ts';

/** Longitude and latitude of a place of the map; null where the view is not on the earth. */
export function toLonLat(map: Map, coordinate: number[]): [number, number] | null {
  const projection = map.getView().getProjection();
  if (!isOnEarth(projection)) return null;
  const [lon, lat] = transform(coordinate, projection, lonLat);
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null;
}
