import { useEffect } from 'react';
import { transform } from 'ol/proj.js';
import type { Site } from '#core/plots/site.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { attempt } from '../state/notices.ts';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { useMarking } from '#renderer/panels/plots/state/marking.ts';
import { useSession } from '../state/session.ts';
import { useSiteForm } from '#renderer/panels/plots/state/site-form.ts';
import { useMap } from './map-context.ts';
import { lonLat } from './projection.ts';
import type { SiteCluster } from './site-clusters.ts';
import type { ShownPatch } from './vector-styles.ts';
import { zoomLevel } from './zoom-level.ts';

/** A click chooses the plot or patch under it, or opens a cluster; nothing while something is drawn. */
export function useClicks(): void {
  const map = useMap();

  useEffect(() => {
    const onClick = (event: { pixel: number[]; coordinate: number[] }) => {
      if (useFind.getState().drawing) return;
      if (useReview.getState().placing) {
        const [lon, lat] = transform(event.coordinate, map.getView().getProjection(), lonLat);
        useReview.getState().set({ place: [lon, lat], placing: false });
        return;
      }
      const plots = usePlots.getState();
      if (['point', 'square', 'polygon'].includes(useMarking.getState().tool ?? '')) return;
      const hit = map.forEachFeatureAtPixel(
        event.pixel,
        (feature, layer) => ({ id: layer?.get('id') as string, subject: feature.get('subject') as unknown }),
        { hitTolerance: 4, layerFilter: layer => ['comments', 'plots', 'patches'].includes(layer.get('id')) },
      );
      if (hit?.id === 'comments') useReview.getState().set({ commentId: (hit.subject as { id: number }).id });
      else if (hit?.id === 'plots' && 'count' in (hit.subject as SiteCluster)) {
        const { lon, lat, opensAt } = hit.subject as SiteCluster;
        const view = map.getView();
        const resolution = view.getResolution()! / 2 ** Math.max(1, opensAt - zoomLevel(view));
        view.animate({
          center: transform([lon, lat], lonLat, view.getProjection()),
          resolution,
          duration: 300,
        });
      } else if (hit?.id === 'plots') {
        if (useSiteForm.getState().open) return;
        // A reviewer looks at a plot without leaving the desk.
        if (useSession.getState().task !== 'review') useSession.getState().setTask('plots');
        void attempt(() => plots.select((hit.subject as Site).id));
      } else if (hit?.id === 'patches') {
        const { id, earlier } = hit.subject as ShownPatch;
        if (earlier) return;
        const reviewing = useSession.getState().task === 'review';
        if (!reviewing && useRedline.getState().view === 'ledger') useLedger.getState().go(id);
        else useRedline.getState().selectPatch(id);
      }
    };
    map.on('click', onClick);
    return () => map.un('click', onClick);
  }, [map]);
}
