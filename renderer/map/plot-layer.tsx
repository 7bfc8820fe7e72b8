import { useEffect, useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { usePlots } from '../state/plots.ts';
import { projectionOf } from './projection.ts';
import { useVector } from './use-vector.ts';
import { fill, pointFeature } from './vector-layer.ts';
import { plotStyle } from './vector-styles.ts';

/** Ground plots, one symbol per kind. */
export function PlotLayer({ scene }: { scene: CatalogueScene }) {
  const sites = usePlots(s => s.sites);
  const style = useMemo(() => plotStyle(() => usePlots.getState().selectedId), []);
  const layer = useVector('plots', style, 12);
  const projection = projectionOf(scene.grid);

  useEffect(() => {
    fill(layer, projection, () => sites.map(site => pointFeature(site.lon, site.lat, site, projection)));
  }, [layer, sites, projection]);
  useEffect(
    () => usePlots.subscribe((now, last) => now.selectedId !== last.selectedId && layer.changed()),
    [layer],
  );
  return null;
}
