import type { ImportMapping } from '#core/plots/mapping.ts';
import { updateKey, type SiteUpdate } from '#core/plots/site-updates.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { Button } from '../../controls/button.tsx';
import { VirtualRows } from '../../controls/virtual-rows.tsx';
import { dash } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

const own = ['name', 'code', 'kind', 'note', 'place'] as const;

/** What the file says otherwise of sites that are known: old and new, with a tick for what is to be written. */
export function ImportUpdates({
  updates,
  mapping,
}: {
  updates: readonly SiteUpdate[];
  mapping: ImportMapping;
}) {
  const { t, say } = useWords();
  const forms = usePlots(s => s.forms);
  const { change } = useImport.getState();
  if (updates.length === 0) return null;
  // What was ticked since the last look counts, too.
  const { updates: chosen = 'none' } = mapping;
  const taken = chosen === 'all' ? updates.map(updateKey) : chosen === 'none' ? [] : chosen;
  const nameOf = (field: string) => {
    const mine = own.find(id => id === field);
    if (mine) return t(mine === 'place' ? 'plots.place' : `grid.column-${mine}`);
    const named = forms.flatMap(form => form.fields).find(({ id }) => id === field);
    return named ? say(named.name) : field;
  };
  const shown = (field: string, value: string) => {
    const choice = forms
      .flatMap(form => form.fields)
      .find(({ id }) => id === field)
      ?.choices?.find(({ id }) => id === value);
    return choice ? say(choice.name) : value || dash;
  };
  return (
    <div className="block import-updates" data-testid="import-updates">
      <h3>{t('import.updates', { count: updates.length, taken: taken.length })}</h3>
      <div className="buttons">
        <Button onClick={() => change({ updates: updates.map(updateKey) })}>{t('import.updates-all')}</Button>
        <Button onClick={() => change({ updates: 'none' })}>{t('import.updates-none')}</Button>
      </div>
      <VirtualRows label={t('import.updates-label')} rows={updates} rowHeight={26} keyOf={updateKey}>
        {update => (
          <label className="check import-update">
            <input
              type="checkbox"
              checked={taken.includes(updateKey(update))}
              onChange={event =>
                change({
                  updates: event.target.checked
                    ? [...taken, updateKey(update)]
                    : taken.filter(key => key !== updateKey(update)),
                })
              }
            />
            <span className="clip">
              {update.site} · {nameOf(update.field)}：<del>{shown(update.field, update.old)}</del> →{' '}
              <ins>{shown(update.field, update.new)}</ins>
            </span>
          </label>
        )}
      </VirtualRows>
    </div>
  );
}
