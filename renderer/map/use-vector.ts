import { useEffect, useMemo } from 'react';
import type VectorLayer from 'ol/layer/Vector.js';
import type VectorSource from 'ol/source/Vector.js';
import type { StyleLike } from 'ol/style/Style.js';
import { useLayers, type LayerId } from '../state/layers.ts';
import { useMap } from './map-context.ts';
import { vectorLayer } from './vector-layer.ts';

/** A vector layer of the map that follows a switch and its opacity; found on the map by its name. */
export function useVector(
  id: LayerId,
  style: StyleLike,
  zIndex: number,
  name: string = id,
): VectorLayer<VectorSource> {
  const map = useMap();
  const layer = useMemo(() => vectorLayer(style, zIndex), [style, zIndex]);
  const { visible, opacity } = useLayers(s => s.layers[id]);

  useEffect(() => {
    layer.set('id', name);
    map.addLayer(layer);
    return () => {
      map.removeLayer(layer);
    };
  }, [map, layer, name]);

  useEffect(() => {
    layer.setVisible(visible);
    layer.setOpacity(opacity);
  }, [layer, visible, opacity]);
  return layer;
}
