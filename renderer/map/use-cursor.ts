import { useEffect } from 'react';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import { getPointResolution } from 'ol/proj.js';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { callHost } from '../client/call-host.ts';
import { assessedOn } from '#renderer/panels/review/state/assessed.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { findIndex, useIndices } from '#renderer/panels/bloom/state/indices.ts';
import { maskIdFor } from '#renderer/panels/bloom/state/mask.ts';
import { useProbe } from '../state/probe.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useMap } from './map-context.ts';
import { toLonLat } from './to-lon-lat.ts';

const pauseMs = 90;
/** OGC's pixel of 0.28 mm. */
const metresPerScreenPixel = 0.00028;

/**
 * Tells what lies under the cursor: the place at once, the values of the latest place when the host has
 * answered. Of two dates it is the one on the cursor's side of the divider.
 */
export function useCursor(scene: CatalogueScene | undefined, over: CatalogueScene | null): void {
  const map = useMap();
  const leftId = scene?.id;
  const rightId = over?.id ?? leftId;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: AbortController | null = null;
    let wanted: { x: number; y: number; sceneId: number } | null = null;

    const ask = () => {
      timer = undefined;
      if (!wanted) return;
      const { x, y, sceneId } = wanted;
      wanted = null;
      running?.abort();
      running = new AbortController();
      const reviewed = assessedOn(sceneId);
      const formula = reviewed?.index ?? findIndex(useIndices.getState(), useBloom.getState().indexId);
      callHost(
        'scene.probe',
        {
          sceneId,
          x,
          y,
          formula: formula?.missing.length === 0 ? formula.formula : undefined,
          mask: reviewed?.mask ?? maskIdFor(sceneId),
        },
        { signal: running.signal },
      )
        .then(values => useProbe.setState({ values }))
        // A read-out that fails is an empty read-out; the tiles report what is wrong with the scene.
        .catch(() => useProbe.setState({ values: null }));
    };
    const onMove = (event: MapBrowserEvent) => {
      if (event.dragging) return;
      const [x, y] = event.coordinate;
      const place = toLonLat(map, event.coordinate);
      useProbe.setState({ place: { x, y, lon: place?.[0] ?? null, lat: place?.[1] ?? null } });
      const divider = (map.getSize()?.[0] ?? 0) * useRedline.getState().swipe;
      const sceneId = event.pixel[0] < divider ? leftId : rightId;
      if (sceneId === undefined) return;
      wanted = { x, y, sceneId };
      timer ??= setTimeout(ask, pauseMs);
    };
    const onLeave = () => {
      wanted = null;
      running?.abort();
      useProbe.setState({ place: null, values: null });
    };
    const onMoveEnd = () => {
      const view = map.getView();
      const centre = view.getCenter();
      const resolution = view.getResolution();
      if (!centre || !resolution) return;
      const metres = getPointResolution(view.getProjection(), resolution, centre, 'm');
      useProbe.setState({ mapScale: metres / metresPerScreenPixel });
    };
    const element = map.getViewport();
    map.on('pointermove', onMove);
    map.on('moveend', onMoveEnd);
    element?.addEventListener('pointerleave', onLeave);
    return () => {
      clearTimeout(timer);
      onLeave();
      map.un('pointermove', onMove);
      map.un('moveend', onMoveEnd);
      element?.removeEventListener('pointerleave', onLeave);
    };
  }, [map, leftId, rightId]);
}
