import type Map from 'ol/Map.js';
import { createContext, useContext } from 'react';

/** The map that the layers below belong to. */
export const MapContext = createContext<Map | null>(null);

export function useMap(): Map {
  const map = useContext(MapContext);
  if (!map) throw new RangeError('a layer outside of the map');
  return map;
}
