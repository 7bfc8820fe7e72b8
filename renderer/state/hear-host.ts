import { listenToHost } from '../client/events.ts';
import { loadAll } from './actions.ts';
import { hearEnd, hearProgress } from './jobs.ts';
import { useCorrections } from './corrections.ts';
import { useLedger } from './ledger.ts';
import { attempt, closeErrors, useNotices } from './notices.ts';
import { usePlots } from './plots.ts';
import { usePackages } from './packages.ts';
import { usePeople } from './people.ts';
import { useReview } from './review.ts';
import { useScenes } from './scenes.ts';
import { useSeries } from './series.ts';
import { useSession } from './session.ts';
import { useSheet } from './sheet.ts';
import { useZones } from './zones.ts';

/** Keeps the stores in step with the host. Returns a function that stops it. */
export function hearHost(): () => void {
  const stops = [hearEvents(), watchVanished()];
  return () => stops.forEach(stop => stop());
}

/** Where a file is not found any more, the list of scenes must say which. */
function watchVanished(): () => void {
  return useNotices.subscribe((now, before) => {
    const fresh = now.notices.filter(notice => !before.notices.includes(notice));
    if (fresh.some(notice => notice.kind === 'error' && notice.error.code === 'not-found'))
      void attempt(() => useScenes.getState().load());
  });
}

function hearEvents(): () => void {
  return listenToHost(
    event => {
      if (event.type === 'progress') return hearProgress(event);
      if (event.type === 'ended') return hearEnd(event);
      void attempt(async () => {
        if (event.what === 'scenes') await useScenes.getState().load();
        else if (event.what === 'zones') await useZones.getState().load();
        else if (event.what === 'sites') await usePlots.getState().load();
        else if (event.what === 'corrections') await useCorrections.getState().load();
        else if (event.what === 'assessments')
          await Promise.all([useSheet.getState().load(), useReview.getState().load()]);
        else if (event.what === 'people')
          await Promise.all([usePeople.getState().load(), useReview.getState().load()]);
        else if (event.what === 'packages') await usePackages.getState().load();
        else if (event.what === 'ledger') await useLedger.getState().load();
        else if (event.what === 'series') await useSeries.getState().load();
        else await loadAll();
        await useSession.getState().load();
      });
    },
    () => {
      closeErrors();
      void loadAll();
    },
  );
}
