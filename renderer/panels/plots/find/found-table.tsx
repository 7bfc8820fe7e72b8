import { ArrowDown, ArrowUp, MapPin } from 'lucide-react';
import { useMemo } from 'react';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import { siteKinds } from '#core/plots/site.ts';
import { EmptyState } from '../../../controls/empty-state.tsx';
import { VirtualRows } from '../../../controls/virtual-rows.tsx';
import { dash, fixed } from '../../../language/numbers.ts';
import { useWords } from '../../../language/use-words.ts';
import { sortColumns, sorted, useFind, type SortColumn } from '#renderer/panels/plots/state/find.ts';
import { isFiltered } from '#renderer/panels/plots/state/find-sites.ts';
import { focusOn } from '../../../state/focus.ts';
import { attempt } from '../../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

const rowHeight = 28;

/** The sites that were found, in any order; a row opens the card and goes there on the map. */
export function FoundTable() {
  const { t, say } = useWords();
  const sites = usePlots(s => s.sites);
  const parameters = usePlots(s => s.parameters);
  const { conditions, sort } = useFind();
  const rows = useMemo(() => sorted(sites, sort), [sites, sort]);
  const parameter = parameters.find(p => p.id === conditions.parameter);
  if (sites.length === 0) {
    const key = isFiltered(conditions) ? 'find.none-match' : 'find.none';
    return <EmptyState icon={<MapPin size={26} aria-hidden />} title={t(key)} text={t(`${key}-text`)} />;
  }
  const columns = sortColumns.filter(column => column !== 'value' || parameter);
  const cellOf = (site: FoundSite, column: SortColumn): string => {
    if (column === 'value') return fixed(site.value, parameter?.decimals ?? 2);
    if (column === 'lon' || column === 'lat') return site[column].toFixed(5);
    if (column === 'kind') return siteKinds[site.kind] ? say(siteKinds[site.kind]) : site.kind;
    if (column === 'latest') return site.latest?.slice(0, 10) ?? dash;
    return String(site[column]);
  };
  const show = (site: FoundSite) => {
    void attempt(() => usePlots.getState().select(site.id));
    focusOn({ kind: 'point', lon: site.lon, lat: site.lat });
  };
  return (
    <div className={`found${parameter ? ' has-value' : ''}`} data-testid="found">
      <VirtualRows
        label={t('find.found')}
        rows={rows}
        rowHeight={rowHeight}
        keyOf={site => site.id}
        head={<FoundHead columns={columns} unit={parameter?.unit} />}
      >
        {site => (
          <button type="button" className="found-row" onClick={() => show(site)}>
            {columns.map(column => (
              <span key={column} className={`clip found-${column}`} title={cellOf(site, column)}>
                {cellOf(site, column)}
              </span>
            ))}
          </button>
        )}
      </VirtualRows>
    </div>
  );
}

function FoundHead({ columns, unit }: { columns: readonly SortColumn[]; unit?: string }) {
  const { t } = useWords();
  const { sort, sortBy } = useFind();
  const Arrow = sort.down ? ArrowDown : ArrowUp;
  return (
    <div className="found-head" role="group" aria-label={t('find.sort')}>
      {columns.map(column => (
        <button
          type="button"
          key={column}
          className={`found-${column}`}
          aria-pressed={sort.by === column}
          onClick={() => sortBy(column)}
        >
          <span className="clip">
            {t(`find.column-${column}`)}
            {column === 'value' && unit ? ` ${unit}` : ''}
          </span>
          {sort.by === column && <Arrow size={11} aria-label={t(sort.down ? 'find.down' : 'find.up')} />}
        </button>
      ))}
    </div>
  );
}
