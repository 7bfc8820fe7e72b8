import Feature from 'ol/Feature.js';
import MultiPolygonGeometry from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import type Projection from 'ol/proj/Projection.js';
import VectorSource from 'ol/source/Vector.js';
import type { StyleLike } from 'ol/style/Style.js';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { isOnEarth, lonLat } from './projection.ts';

/** A vector layer whose features carry the object that they show as `subject`. */
export function vectorLayer(style: StyleLike, zIndex: number): VectorLayer<VectorSource> {
  return new VectorLayer({
    source: new VectorSource(),
    style,
    zIndex,
    // Labels give way to each other and to symbols.
    declutter: 'labels',
    // While it moves, what was drawn is moved; it is drawn anew when it stands.
    updateWhileInteracting: false,
    updateWhileAnimating: false,
    renderBuffer: 300,
  });
}

/** A polygon from longitude and latitude into the view's projection. */
export function polygonFeature<T>(geometry: MultiPolygon, subject: T, projection: Projection): Feature {
  const shape = new MultiPolygonGeometry(geometry);
  shape.transform(lonLat, projection);
  return new Feature({ geometry: shape, subject });
}

export function pointFeature<T>(lon: number, lat: number, subject: T, projection: Projection): Feature {
  const shape = new Point([lon, lat]);
  shape.transform(lonLat, projection);
  return new Feature({ geometry: shape, subject });
}

/** Replaces what a layer shows; nothing where the view is not on the earth. */
export function fill(layer: VectorLayer<VectorSource>, projection: Projection, make: () => Feature[]): void {
  const source = layer.getSource();
  source?.clear(true);
  if (isOnEarth(projection)) source?.addFeatures(make());
}
