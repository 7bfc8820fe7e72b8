import { useEffect, useRef } from 'react';
import View from 'ol/View.js';
import { createEmpty, extend, getCenter, intersects, type Extent } from 'ol/extent.js';
import { transform } from 'ol/proj.js';
import type Projection from 'ol/proj/Projection.js';
import { extentOf } from '#core/grid/grid.ts';
import { tileGridOf } from '#core/grid/tile-grid.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useFocus, type FocusTarget } from '../state/focus.ts';
import { useMap } from './map-context.ts';
import { isOnEarth, lonLat, projectionOf } from './projection.ts';
import { polygonFeature } from './vector-layer.ts';

const padding = [36, 36, 36, 36];

/** The view of a scene in its own CRS. A scene that overlaps the one before keeps the place. */
export function useView(scene: CatalogueScene | undefined): void {
  const map = useMap();
  const sceneNow = useRef(scene);
  sceneNow.current = scene;
  const sceneId = scene?.id;

  useEffect(() => {
    const shown = sceneNow.current;
    if (!shown || shown.id !== sceneId) return;
    const projection = projectionOf(shown.grid);
    const extent = [...extentOf(shown.grid)];
    const last = map.getView();
    const samePlace =
      last.isDef() && last.getProjection() === projection && intersects(last.calculateExtent(), extent);
    if (samePlace) return;
    const { resolutions } = tileGridOf(shown.grid);
    const view = new View({
      projection,
      center: getCenter(extent),
      resolution: resolutions[0],
      minResolution: resolutions[resolutions.length - 1] / 16,
      maxResolution: resolutions[0] * 8,
      enableRotation: false,
    });
    map.setView(view);
    view.fit(extent, { size: map.getSize(), padding });
  }, [map, sceneId]);

  useEffect(
    () =>
      useFocus.subscribe(({ target }) => {
        if (target && sceneNow.current) goTo(map.getView(), target, sceneNow.current);
      }),
    [map],
  );
}

function goTo(view: View, target: FocusTarget, scene: CatalogueScene): void {
  const projection = projectionOf(scene.grid);
  if (target.kind === 'scene') return view.fit([...extentOf(scene.grid)], { padding, duration: 250 });
  if (!isOnEarth(projection)) return;
  if (target.kind === 'point') {
    view.animate({ center: transform([target.lon, target.lat], lonLat, projection), duration: 250 });
    return;
  }
  view.fit(shapeExtent(target.geometry, projection), {
    padding: [80, 80, 80, 80],
    duration: 250,
    maxZoom: undefined,
    minResolution: tileGridOf(scene.grid).resolutions.at(-1)! / 4,
  });
}

function shapeExtent(geometry: number[][][][], projection: Projection): Extent {
  const extent = createEmpty();
  const shape = polygonFeature(geometry, null, projection).getGeometry();
  return shape ? extend(extent, shape.getExtent()) : extent;
}
