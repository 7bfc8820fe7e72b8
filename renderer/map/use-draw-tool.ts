import { useEffect } from 'react';
import type { FeatureLike } from 'ol/Feature.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import Polygon from 'ol/geom/Polygon.js';
import DoubleClickZoom from 'ol/interaction/DoubleClickZoom.js';
import Draw from 'ol/interaction/Draw.js';
import type Style from 'ol/style/Style.js';
import { centreOf, distanceM, shapeAreaM2, squareAt } from '#core/plots/plot-shapes.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { closeRing } from '#core/zones/rings.ts';
import { finishMark, useMarking } from '#renderer/panels/plots/state/marking.ts';
import { placeAt } from '#renderer/panels/plots/state/site-form.ts';
import { viewProjection } from './ground.ts';
import { useMap } from './map-context.ts';
import { lonLat } from './projection.ts';
import { sketchStyle } from './site-styles.ts';
import { addSnapping } from './snapping.ts';
import { toPlace } from './to-place.ts';

/** Draws a point, a square of the given side or a polygon while its tool is at hand. */
export function useDrawTool(scene: CatalogueScene | undefined): void {
  const map = useMap();
  const tool = useMarking(s => s.tool);

  useEffect(() => {
    const place = toPlace(scene);
    if (!place || (tool !== 'point' && tool !== 'square' && tool !== 'polygon')) return;
    const projection = viewProjection(scene);
    const squareHere = (feature: FeatureLike): Style[] | Style => {
      const shape = feature.getGeometry();
      if (tool !== 'square' || !(shape instanceof Point)) return sketchStyle;
      const { sideM, bearing } = useMarking.getState();
      const geometry = new MultiPolygon(squareAt(place(shape.getCoordinates()), sideM, bearing));
      geometry.transform(lonLat, projection);
      const square = sketchStyle.clone();
      square.setGeometry(geometry);
      return [square];
    };
    const draw = new Draw({
      type: tool === 'polygon' ? 'Polygon' : 'Point',
      style: squareHere,
      stopClick: true,
    });
    let ring: [number, number][] = [];
    draw.on('drawstart', ({ feature }) => {
      const shape = feature.getGeometry();
      shape?.on('change', () => {
        if (shape instanceof Polygon) ring = shape.getCoordinates()[0].map(place);
      });
    });
    draw.on('drawabort', () => (ring = []));
    draw.on('drawend', ({ feature }) => {
      const shape = feature.getGeometry();
      if (shape instanceof Polygon) {
        const outline = [[closeRing(shape.getCoordinates()[0].map(place))]];
        if (shapeAreaM2(outline) === 0) return;
        const [lon, lat] = centreOf(outline);
        finishMark({ lon, lat, sideM: null, outline });
      } else if (shape instanceof Point) {
        const [lon, lat] = place(shape.getCoordinates());
        const { sideM, bearing } = useMarking.getState();
        finishMark(placeAt(lon, lat, tool === 'square' ? sideM : null, bearing));
      }
    });
    const onMove = ({ coordinate, pixel }: MapBrowserEvent) => {
      const [lon, lat] = place(coordinate);
      const { sideM } = useMarking.getState();
      const drawn = tool === 'polygon' && ring.length > 1;
      useMarking.setState({
        readout: {
          x: pixel[0],
          y: pixel[1],
          lon,
          lat,
          sideM: tool === 'square' ? sideM : drawn ? lastSide(ring) : null,
          areaM2: tool === 'square' ? sideM ** 2 : ring.length > 3 ? shapeAreaM2([[closeRing(ring)]]) : null,
        },
      });
    };
    const onKey = (event: KeyboardEvent) => {
      if ((event.target as HTMLElement).closest('input, textarea, select, button, dialog')) return;
      if (event.key === 'Enter' && tool === 'polygon') draw.finishDrawing();
      else if (event.key === 'Backspace') draw.removeLastPoint();
    };
    const zooming = map
      .getInteractions()
      .getArray()
      .find(i => i instanceof DoubleClickZoom);
    zooming?.setActive(false);
    map.addInteraction(draw);
    const stopSnapping = addSnapping(map);
    // Read after the interactions, which snap the event's place and draw up to it.
    const onMoveSoon = (event: MapBrowserEvent) => queueMicrotask(() => onMove(event));
    map.on('pointermove', onMoveSoon);
    window.addEventListener('keydown', onKey);
    return () => {
      map.un('pointermove', onMoveSoon);
      window.removeEventListener('keydown', onKey);
      stopSnapping();
      map.removeInteraction(draw);
      // The double click that finished a polygon must not zoom.
      setTimeout(() => zooming?.setActive(true), 400);
    };
  }, [map, scene, tool]);

  useEffect(() => {
    map.getTargetElement()?.classList.toggle('is-placing', tool !== null);
  }, [map, tool]);
}

/** The side that is being drawn: the sketch's ring ends at its start, the pointer is the corner before. */
function lastSide(ring: readonly [number, number][]): number {
  const corners = ring.slice(0, -1);
  return corners.length > 1 ? distanceM(corners[corners.length - 2], corners[corners.length - 1]) : 0;
}
