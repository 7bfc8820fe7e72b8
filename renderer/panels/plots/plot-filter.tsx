import { siteKinds } from '#core/contract/plots.ts';
import { Field } from '../../controls/field.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots, type PlotFilter } from '../../state/plots.ts';

/** By kind, and by the dates of the observations. */
export function PlotFilterRow() {
  const { t, say } = useWords();
  const filter = usePlots(s => s.filter);
  const set = (change: Partial<PlotFilter>) => void attempt(() => usePlots.getState().setFilter(change));
  return (
    <div className="filter">
      <Field label={t('plots.kind')}>
        <select className="input" value={filter.kind} onChange={event => set({ kind: event.target.value })}>
          <option value="">{t('plots.all-kinds')}</option>
          {Object.entries(siteKinds).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {say(name)}
            </option>
          ))}
        </select>
      </Field>
      <div className="pair">
        <Field label={t('plots.from')}>
          <input
            className="input"
            type="date"
            value={filter.from}
            max={filter.to || undefined}
            onChange={event => set({ from: event.target.value })}
          />
        </Field>
        <Field label={t('plots.to')}>
          <input
            className="input"
            type="date"
            value={filter.to}
            min={filter.from || undefined}
            onChange={event => set({ to: event.target.value })}
          />
        </Field>
      </div>
    </div>
  );
}
