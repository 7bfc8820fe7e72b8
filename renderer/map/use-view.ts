import { useEffect, useRef } from 'react';
import type Map from 'ol/Map.js';
import View from 'ol/View.js';
import { boundingExtent, createEmpty, extend, getCenter, intersects, type Extent } from 'ol/extent.js';
import { transform, transformExtent } from 'ol/proj.js';
import type Projection from 'ol/proj/Projection.js';
import { extentOf } from '#core/grid/grid.ts';
import { tileGridOf } from '#core/grid/tile-grid.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useFocus, type FocusTarget } from '../state/focus.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { viewProjection } from './ground.ts';
import { useMap } from './map-context.ts';
import { isOnEarth, lonLat, projectionOf } from './projection.ts';
import { polygonFeature } from './vector-layer.ts';

const padding = [36, 36, 36, 36];
/** West, south, east, north. */
const china = [73, 18, 135, 54];

/** The view of a scene in its own CRS. A scene that overlaps the one before keeps the place. */
export function useView(scene: CatalogueScene | undefined): void {
  const map = useMap();
  const sceneNow = useRef(scene);
  sceneNow.current = scene;
  const sceneId = scene?.id;

  useEffect(() => {
    const shown = sceneNow.current;
    if (!shown) return showGround(map, sceneId);
    if (shown.id !== sceneId) return;
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
      minResolution: resolutions[resolutions.length - 1] / 128,
      maxResolution: resolutions[0] * 8,
      enableRotation: false,
    });
    map.setView(view);
    view.fit(extent, { size: map.getSize(), padding });
  }, [map, sceneId]);

  // Without a scene, the first sites that come tell where to look.
  useEffect(
    () =>
      usePlots.subscribe((now, last) => {
        if (last.sites.length === 0 && now.sites.length > 0) showGround(map, sceneNow.current?.id);
      }),
    [map],
  );

  useEffect(
    () =>
      useFocus.subscribe(({ target }) => {
        if (target) goTo(map.getView(), target, sceneNow.current);
      }),
    [map],
  );
}

/** Web Mercator over the sites, or over China; the place stays where a scene was left. */
function showGround(map: Map, sceneId: number | undefined): void {
  if (sceneId !== undefined) return;
  const projection = viewProjection(undefined);
  const { sites } = usePlots.getState();
  const around = sites.length > 0 ? boundingExtent(sites.map(site => [site.lon, site.lat])) : china;
  const view = new View({ projection, center: [0, 0], zoom: 3, enableRotation: false, maxZoom: 24 });
  map.setView(view);
  view.fit(transformExtent(around, lonLat, projection), { size: map.getSize(), padding, maxZoom: 15 });
}

function goTo(view: View, target: FocusTarget, scene: CatalogueScene | undefined): void {
  const projection = viewProjection(scene);
  if (target.kind === 'scene')
    return scene && view.fit([...extentOf(scene.grid)], { padding, duration: 250 });
  if (!isOnEarth(projection)) return;
  if (target.kind === 'point') {
    view.animate({ center: transform([target.lon, target.lat], lonLat, projection), duration: 250 });
    return;
  }
  view.fit(shapeExtent(target.geometry, projection), {
    padding: [80, 80, 80, 80],
    duration: 250,
    maxZoom: undefined,
    minResolution: scene ? tileGridOf(scene.grid).resolutions.at(-1)! / 64 : 0.1,
  });
}

function shapeExtent(geometry: number[][][][], projection: Projection): Extent {
  const extent = createEmpty();
  const shape = polygonFeature(geometry, null, projection).getGeometry();
  return shape ? extend(extent, shape.getExtent()) : extent;
}
