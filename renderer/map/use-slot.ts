import { useEffect, useMemo } from 'react';
import { useMap } from './map-context.ts';
import { RasterSlot, type RasterLook } from './raster-layer.ts';
import type { LayerState } from '../state/layers.ts';

/** Shows a raster layer, or nothing for null. */
export function useSlot(look: RasterLook | null, { visible, opacity }: LayerState): RasterSlot {
  const map = useMap();
  const slot = useMemo(() => new RasterSlot(map), [map]);

  useEffect(() => {
    if (!look || !visible) {
      // A hidden layer keeps its textures, but an absent one lets go of them.
      if (look) slot.current?.setVisible(false);
      else slot.clear();
      return;
    }
    const layer = slot.show(look);
    layer.setVisible(true);
    layer.setOpacity(opacity);
  }, [slot, look, visible, opacity]);

  useEffect(() => () => slot.clear(), [slot]);
  return slot;
}
