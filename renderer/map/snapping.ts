import type Map from 'ol/Map.js';
import Snap from 'ol/interaction/Snap.js';
import VectorLayer from 'ol/layer/Vector.js';
import type VectorSource from 'ol/source/Vector.js';

const snapped = ['zones', 'plots', 'parts'];

/** Holds the pointer to corners and sides of outlines, quadrats, sites and zones nearby. Added after what draws. */
export function addSnapping(map: Map): () => void {
  const snaps = map
    .getLayers()
    .getArray()
    .filter((layer): layer is VectorLayer<VectorSource> => layer instanceof VectorLayer)
    .filter(layer => snapped.includes(layer.get('id') as string) && layer.getVisible())
    .flatMap(layer => layer.getSource() ?? [])
    .map(source => new Snap({ source, pixelTolerance: 8 }));
  for (const snap of snaps) map.addInteraction(snap);
  return () => snaps.forEach(snap => map.removeInteraction(snap));
}
