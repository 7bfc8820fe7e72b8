import { Plus, X } from 'lucide-react';
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { PlotRow } from '#core/plots/site.ts';
import type { FormField, RowList } from '#core/plots/plot-form.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { readFields, typedFields, type TypedFields } from '#renderer/panels/plots/state/form-fields.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

interface GridRow {
  id?: number;
  typed: TypedFields;
}

/** Rows of a list, as in a spreadsheet: Tab and Enter go on, and cells can be pasted. */
export function RowGrid({
  siteId,
  quadratId,
  list,
  rows,
}: {
  siteId: number;
  quadratId: number | null;
  list: RowList;
  rows: readonly PlotRow[];
}) {
  const { t, say } = useWords();
  const stored = rows.map(({ id, fields }): GridRow => ({ id, typed: typedFields(fields) }));
  const [edited, setEdited] = useState<GridRow[] | null>(null);
  const shown = edited ?? stored;
  const { columns } = list;
  const read = shown.map(row => readFields(columns, row.typed));
  const wrong = read.some(r => [...r.problems.values()].some(m => m !== 'required' && m !== 'implausible'));

  const setCells = (top: number, left: number, cells: string[][]) => {
    const next = shown.map(row => ({ ...row, typed: { ...row.typed } }));
    cells.forEach((line, r) => {
      next[top + r] ??= { typed: {} };
      line.forEach((text, c) => {
        const column = columns[left + c];
        if (column) next[top + r].typed[column.id] = idOfChoice(column, text.trim());
      });
    });
    setEdited(next);
  };
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text').replace(/\r?\n$/, '');
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    setCells(
      row,
      column,
      text.split(/\r?\n/).map(line => line.split('\t')),
    );
  };
  const goOn = (event: KeyboardEvent<HTMLElement>, row: number, column: number) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const body = event.currentTarget.closest('tbody');
    if (row + 1 === shown.length) setEdited([...shown, { typed: {} }]);
    requestAnimationFrame(() =>
      body?.rows[row + 1]?.cells[column]?.querySelector<HTMLElement>('input, select')?.focus(),
    );
  };
  const save = () =>
    attempt(async () => {
      const filled = shown
        .map((row, i) => ({ id: row.id, fields: read[i].values }))
        .filter(row => Object.keys(row.fields).length > 0);
      await usePlots.getState().write('rows.set', { siteId, quadratId, list: list.id, rows: filled });
      setEdited(null);
    });
  return (
    <div className="row-grid" data-testid={`rows-${list.id}`}>
      <h4>
        {say(list.name)} <small>{stored.length}</small>
      </h4>
      {shown.length > 0 && (
        <div className="table-scroll tall">
          <table className="table">
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column.id}>
                    {say(column.name)}
                    {column.unit && ` / ${column.unit}`}
                  </th>
                ))}
                <th aria-label={t('common.remove')} />
              </tr>
            </thead>
            <tbody>
              {shown.map((row, r) => (
                <tr key={r}>
                  {columns.map((column, c) => (
                    <td key={column.id}>
                      <input
                        className={`input input-tight${column.type === 'number' ? ' number' : ''}`}
                        aria-label={`${say(column.name)} ${r + 1}`}
                        aria-invalid={['not-a-number', 'implausible', 'no-choice'].includes(
                          read[r].problems.get(column.id) ?? '',
                        )}
                        title={
                          read[r].problems.get(column.id) === 'implausible'
                            ? t('form.implausible', {
                                min: column.plausible?.min ?? '',
                                max: column.plausible?.max ?? '',
                                unit: column.unit ?? '',
                              })
                            : undefined
                        }
                        value={row.typed[column.id] ?? ''}
                        onChange={event => setCells(r, c, [[event.target.value]])}
                        onPaste={event => paste(event, r, c)}
                        onKeyDown={event => goOn(event, r, c)}
                      />
                    </td>
                  ))}
                  <td>
                    <IconButton
                      label={t('plots.remove-row', { row: r + 1 })}
                      onClick={() => setEdited(shown.filter((_, i) => i !== r))}
                    >
                      <X size={13} />
                    </IconButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="buttons">
        <Button look="quiet" icon={<Plus size={13} />} onClick={() => setEdited([...shown, { typed: {} }])}>
          {t('plots.add-row')}
        </Button>
        {edited && (
          <>
            <Button look="primary" disabled={wrong} onClick={() => void save()}>
              {t('plots.save-rows')}
            </Button>
            <Button onClick={() => setEdited(null)}>{t('common.cancel')}</Button>
          </>
        )}
      </div>
    </div>
  );
}

/** A pasted name of a choice stands for its id. */
function idOfChoice({ choices }: FormField, text: string): string {
  return choices?.find(({ name }) => name.zh === text || name.en === text)?.id ?? text;
}
