import { useEffect, useMemo } from 'react';
import type VectorLayer from 'ol/layer/Vector.js';
import type VectorSource from 'ol/source/Vector.js';
import type { StyleLike } from 'ol/style/Style.js';
import { useLayers, type LayerId } from '../state/layers.ts';
import { useMap } from './map-context.ts';
import { vectorLayer } from './vector-layer.ts';

/** A vector layer of the map that follows its switch and opacity. */
export function useVector(id: LayerId, style: StyleLike, zIndex: number): VectorLayer<VectorSource> {
  const map = useMap();
  const layer = useMemo(() => vectorLayer(style, zIndex), [style, zIndex]);
  const { visible, opacity } = useLayers(s => s.layers[id]);

  useEffect(() => {
    layer.set('id', id);
    map.addLayer(layer);
    return () => {
      map.removeLayer(layer);
    };
  }, [map, layer, id]);

  useEffect(() => {
    layer.setVisible(visible);
    layer.setOpacity(opacity);
  }, [layer, visible, opacity]);
  return layer;
}
