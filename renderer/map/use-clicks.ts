import { useEffect } from 'react';
import { toLonLat } from './to-lon-lat.ts';
import type { LossPatch } from '#core/assessment/assessment.ts';
import type { Site } from '#core/contract/plots.ts';
import { useFind } from '../state/find.ts';
import { attempt } from '../state/notices.ts';
import { usePlots } from '../state/plots.ts';
import { useRedline } from '../state/redline.ts';
import { useSession } from '../state/session.ts';
import { useMap } from './map-context.ts';

/** A click sets a new plot while one is being placed, else it chooses the plot or patch under it. */
export function useClicks(): void {
  const map = useMap();
  const placing = usePlots(s => s.placing);

  useEffect(() => {
    const onClick = (event: { pixel: number[]; coordinate: number[] }) => {
      if (useFind.getState().drawing) return;
      const plots = usePlots.getState();
      if (plots.placing) {
        const place = toLonLat(map, event.coordinate);
        if (place) plots.place({ lon: round(place[0]), lat: round(place[1]) });
        return;
      }
      const hit = map.forEachFeatureAtPixel(
        event.pixel,
        (feature, layer) => ({ id: layer?.get('id') as string, subject: feature.get('subject') as unknown }),
        { hitTolerance: 4, layerFilter: layer => ['plots', 'patches'].includes(layer.get('id')) },
      );
      if (hit?.id === 'plots') {
        useSession.getState().setTask('plots');
        void attempt(() => plots.select((hit.subject as Site).id));
      } else if (hit?.id === 'patches') useRedline.getState().selectPatch((hit.subject as LossPatch).id);
    };
    map.on('click', onClick);
    return () => map.un('click', onClick);
  }, [map]);

  useEffect(() => {
    map.getTargetElement()?.classList.toggle('is-placing', placing);
  }, [map, placing]);
}

/** Six decimals of a degree: a decimetre. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
