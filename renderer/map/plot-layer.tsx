import { useEffect, useMemo, useRef } from 'react';
import type Projection from 'ol/proj/Projection.js';
import { transformExtent } from 'ol/proj.js';
import { buffer, getWidth } from 'ol/extent.js';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useMap } from './map-context.ts';
import { lonLat } from './projection.ts';
import { siteClusters } from './site-clusters.ts';
import { useVector } from './use-vector.ts';
import { fill, pointFeature } from './vector-layer.ts';
import { plotStyle } from './site-styles.ts';
import { zoomLevel } from './zoom-level.ts';

/** More names than these would cover the map. */
const maxLabels = 80;

/** Ground plots: one symbol per kind when near, circles with counts when far. */
export function PlotLayer({ projection }: { projection: Projection }) {
  const map = useMap();
  const sites = usePlots(s => s.sites);
  const labelled = useRef(true);
  const style = useMemo(
    () =>
      plotStyle(
        () => usePlots.getState().selectedId,
        () => labelled.current,
      ),
    [],
  );
  const layer = useVector('plots', style, 12);
  const within = useMemo(() => siteClusters(sites), [sites]);

  useEffect(() => {
    const draw = () => {
      const view = map.getView();
      if (!view.isDef()) return;
      const extent = view.calculateExtent(map.getSize());
      // Half a screen more on each side, so that panning does not come upon a bare edge.
      const wide = buffer(extent, getWidth(extent) / 2);
      fill(layer, projection, () => {
        const box = transformExtent(wide, projection, lonLat) as [number, number, number, number];
        const { sites: shown, clusters } = within(box, zoomLevel(view));
        labelled.current = shown.length <= maxLabels;
        return [
          ...shown.map(site => pointFeature(site.lon, site.lat, site, projection)),
          ...clusters.map(cluster => pointFeature(cluster.lon, cluster.lat, cluster, projection)),
        ];
      });
    };
    draw();
    map.on('moveend', draw);
    return () => map.un('moveend', draw);
  }, [map, layer, within, projection]);
  useEffect(
    () => usePlots.subscribe((now, last) => now.selectedId !== last.selectedId && layer.changed()),
    [layer],
  );
  return null;
}
