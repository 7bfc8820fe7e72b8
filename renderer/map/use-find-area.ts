import { useEffect, useMemo } from 'react';
import Draw, { createBox } from 'ol/interaction/Draw.js';
import type Polygon from 'ol/geom/Polygon.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { findSites } from '#renderer/panels/plots/state/find-sites.ts';
import { findAreaColor } from '../state/palettes.ts';
import { useMap } from './map-context.ts';
import { viewProjection } from './ground.ts';
import { isOnEarth, lonLat } from './projection.ts';
import { fill, polygonFeature, vectorLayer } from './vector-layer.ts';

const style = new Style({
  stroke: new Stroke({ color: findAreaColor, width: 2, lineDash: [8, 5] }),
  fill: new Fill({ color: `${findAreaColor}18` }),
});

/** A double click that ends a shape is no click on what lies under it. */
const restMs = 300;

/** Draws the area within which sites are searched, and shows it. */
export function useFindArea(scene: CatalogueScene | undefined): void {
  const map = useMap();
  const area = useFind(s => s.conditions.area);
  const drawing = useFind(s => s.drawing);
  const layer = useMemo(() => vectorLayer(style, 11), []);
  const projection = viewProjection(scene);

  useEffect(() => {
    map.addLayer(layer);
    return () => {
      map.removeLayer(layer);
    };
  }, [map, layer]);

  useEffect(() => {
    fill(layer, projection, () => (area ? [polygonFeature(area, null, projection)] : []));
  }, [layer, area, projection]);

  useEffect(() => {
    if (!drawing || !isOnEarth(projection)) return;
    const draw = new Draw(
      drawing === 'box'
        ? { type: 'Circle', geometryFunction: createBox(), style }
        : { type: 'Polygon', style },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    draw.on('drawend', ({ feature }) => {
      const shape = (feature.getGeometry() as Polygon).clone().transform(projection, lonLat) as Polygon;
      findSites({ area: [shape.getCoordinates()] });
      timer = setTimeout(() => useFind.getState().draw(null), restMs);
    });
    map.addInteraction(draw);
    return () => {
      clearTimeout(timer);
      map.removeInteraction(draw);
    };
  }, [map, drawing, projection]);
}
