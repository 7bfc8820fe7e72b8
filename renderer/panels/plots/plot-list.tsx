import { MapPin } from 'lucide-react';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import { siteKinds } from '#core/contract/plots.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '../../state/plots.ts';

export function PlotList() {
  const { t, say } = useWords();
  const sites = usePlots(s => s.sites);
  const filtered = usePlots(s => s.filter.kind !== '' || s.filter.from !== '' || s.filter.to !== '');
  if (sites.length === 0) {
    const key = filtered ? 'plots.none-match' : 'plots.none';
    return <EmptyState icon={<MapPin size={26} aria-hidden />} title={t(key)} text={t(`${key}-text`)} />;
  }
  const show = (site: FoundSite) => {
    void attempt(() => usePlots.getState().select(site.id));
    focusOn({ kind: 'point', lon: site.lon, lat: site.lat });
  };
  return (
    <ul className="list" aria-label={t('plots.title')}>
      {sites.map(site => {
        const kind = siteKinds[site.kind];
        return (
          <li key={site.id} className="row">
            <button type="button" className="row-main" onClick={() => show(site)}>
              <span className="clip">{site.name}</span>
              <small>
                {kind ? say(kind) : site.kind} · {t('plots.observations', { count: site.observations })}
                {site.latest && ` · ${site.latest.slice(0, 10)}`}
                {site.simulated && ` · ${t('common.simulated')}`}
              </small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
