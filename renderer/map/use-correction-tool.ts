import { useEffect } from 'react';
import Feature from 'ol/Feature.js';
import type Map from 'ol/Map.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import Polygon from 'ol/geom/Polygon.js';
import DoubleClickZoom from 'ol/interaction/DoubleClickZoom.js';
import Draw from 'ol/interaction/Draw.js';
import PointerInteraction from 'ol/interaction/Pointer.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { groundMetric } from '#core/grid/ground-metric.ts';
import { invert, toMap } from '#core/grid/grid.ts';
import { brushedPixels } from '#core/mask/brush.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { outlineOfPixels } from '#core/zones/outline-pixels.ts';
import { closeRing } from '#core/zones/rings.ts';
import { addConnected, addCorrection, useCorrections } from '#renderer/panels/bloom/state/corrections.ts';
import { showNotice } from '../state/notices.ts';
import { brushColor } from '../state/palettes.ts';
import { useMap } from './map-context.ts';
import { sketchStyle } from './site-styles.ts';
import { toPlace } from './to-place.ts';

/** Draws hand corrections while a tool is at hand: a stroke of a brush, a polygon, or the patch under a click. */
export function useCorrectionTool(scene: CatalogueScene): void {
  const map = useMap();
  const tool = useCorrections(s => s.tool);

  useEffect(() => {
    if (!tool || !scene.grid.crs) return;
    const stop =
      tool === 'brush'
        ? startBrush(map, scene)
        : tool === 'polygon'
          ? startPolygon(map, scene)
          : startConnected(map);
    const zooming = map
      .getInteractions()
      .getArray()
      .find(i => i instanceof DoubleClickZoom);
    zooming?.setActive(false);
    map.getTargetElement()?.classList.add('is-placing');
    return () => {
      stop();
      map.getTargetElement()?.classList.remove('is-placing');
      // The double click that finished a polygon must not zoom.
      setTimeout(() => zooming?.setActive(true), 400);
    };
  }, [map, scene, tool]);
}

/** Pixels of the map's coordinates per metre on the ground, at a place. */
function unitsPerMetre({ grid }: CatalogueScene, [x, y]: readonly number[]): number {
  const [col, row] = toMap(invert(grid.affine), x, y);
  return Math.hypot(grid.affine[1], grid.affine[4]) / groundMetric(grid)(col, row)[0];
}

function startBrush(map: Map, scene: CatalogueScene): () => void {
  const source = new VectorSource();
  const width = (at: readonly number[]) => {
    const { radiusM } = useCorrections.getState();
    return (radiusM * unitsPerMetre(scene, at)) / (map.getView().getResolution() ?? 1);
  };
  const layer = new VectorLayer({
    source,
    zIndex: 30,
    style: feature => {
      const shape = feature.getGeometry();
      if (shape instanceof Point)
        return new Style({
          image: new Circle({
            radius: Math.max(2, width(shape.getCoordinates())),
            stroke: new Stroke({ color: brushColor, width: 1.5 }),
            fill: new Fill({ color: `${brushColor}22` }),
          }),
        });
      if (!(shape instanceof LineString)) return [];
      return new Style({
        stroke: new Stroke({
          color: `${brushColor}66`,
          width: Math.max(4, 2 * width(shape.getFirstCoordinate())),
          lineCap: 'round',
          lineJoin: 'round',
        }),
      });
    },
  });
  const pointer = new Feature<Point>();
  source.addFeature(pointer);
  const stroke = new Feature<LineString>();
  let path: number[][] = [];
  const follow = ({ coordinate }: MapBrowserEvent) => pointer.setGeometry(new Point(coordinate));
  const brush = new PointerInteraction({
    handleDownEvent: event => {
      if ((event.originalEvent as PointerEvent).button !== 0) return false;
      path = [event.coordinate, event.coordinate];
      stroke.setGeometry(new LineString(path));
      source.addFeature(stroke);
      return true;
    },
    handleDragEvent: event => {
      follow(event);
      path.push(event.coordinate);
      stroke.setGeometry(new LineString(path));
    },
    handleUpEvent: () => {
      source.removeFeature(stroke);
      finishStroke(scene, path);
      return false;
    },
    handleMoveEvent: follow,
  });
  map.addLayer(layer);
  map.addInteraction(brush);
  const stops = useCorrections.subscribe((now, last) => now.radiusM !== last.radiusM && layer.changed());
  return () => {
    stops();
    map.removeInteraction(brush);
    map.removeLayer(layer);
    layer.dispose();
  };
}

function finishStroke({ grid }: CatalogueScene, path: number[][]): void {
  try {
    const brushed = brushedPixels(grid, path, useCorrections.getState().radiusM);
    if (brushed) void addCorrection(outlineOfPixels(brushed.mask, brushed.window, grid), 'brush');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    showNotice('warning', 'correction.too-large');
  }
}

function startPolygon(map: Map, scene: CatalogueScene): () => void {
  const place = toPlace(scene)!;
  const draw = new Draw({ type: 'Polygon', style: sketchStyle, stopClick: true });
  draw.on('drawend', ({ feature }) => {
    const shape = feature.getGeometry();
    if (!(shape instanceof Polygon)) return;
    void addCorrection([[closeRing(shape.getCoordinates()[0].map(place))]], 'polygon');
  });
  map.addInteraction(draw);
  return () => void map.removeInteraction(draw);
}

function startConnected(map: Map): () => void {
  const onClick = ({ coordinate }: MapBrowserEvent) => {
    if (!useCorrections.getState().busy) void addConnected(coordinate[0], coordinate[1]);
  };
  map.on('click', onClick);
  return () => map.un('click', onClick);
}
