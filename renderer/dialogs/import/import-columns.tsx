import type { PlotForm } from '#core/plots/plot-form.ts';
import type { ImportReport } from '#core/plots/import-report.ts';
import { columnRoles } from '#core/plots/column-names.ts';
import type { ColumnUse, ImportMapping } from '#core/plots/mapping.ts';
import { splitHeader } from '#core/plots/parameter-names.ts';
import { useEffect, useState } from 'react';
import { callHost } from '../../client/call-host.ts';
import { useWords } from '../../language/use-words.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

const shownRows = 8;

/** The first rows, each column under what it means. */
export function ImportColumns({ report, mapping }: { report: ImportReport; mapping: ImportMapping }) {
  const { t } = useWords();
  const [forms, setForms] = useState<PlotForm[]>([]);
  useEffect(() => {
    void attempt(async () => setForms(await callHost('plots.forms', {})));
  }, []);
  const form = forms.find(f => f.kind === mapping.kind);
  return (
    <div className="table-scroll import-table">
      <table className="table" aria-label={t('import.columns')}>
        <thead>
          <tr>
            <th>#</th>
            {report.columns.map(column => (
              <th key={column}>
                <span className="clip" title={column}>
                  {column}
                </span>
                <ColumnSelect
                  column={column}
                  use={mapping.columns[column] ?? { as: 'ignore' }}
                  form={form}
                  list={mapping.list}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.sample.slice(0, shownRows).map((row, i) => (
            <tr key={i}>
              <td className="muted">{report.headerRow + report.headerRows + i}</td>
              {row.map((cell, c) => (
                <td
                  key={c}
                  className={`clip${(mapping.columns[report.columns[c]]?.as ?? 'ignore') === 'ignore' ? ' muted' : ''}`}
                >
                  {cell === null ? '' : String(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnSelect({
  column,
  use,
  form,
  list,
}: {
  column: string;
  use: ColumnUse;
  form: PlotForm | undefined;
  list: string | undefined;
}) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const changeColumn = useImport(s => s.changeColumn);
  const rows = form?.lists.find(l => l.id === list)?.columns ?? [];
  const take = (value: string) => {
    const [as, id] = value.split(':');
    if (as === 'parameter') {
      const unit = splitHeader(column).unit || (parameters.find(p => p.id === id)?.unit ?? '');
      changeColumn(column, { as, parameter: id, unit });
    } else if (as === 'field' || as === 'row') changeColumn(column, { as, field: id });
    else if (as === 'extra') changeColumn(column, { as });
    else changeColumn(column, { as: as as (typeof columnRoles)[number] });
  };
  const parameter = use.as === 'parameter' ? parameters.find(p => p.id === use.parameter) : undefined;
  return (
    <>
      <select
        className={`input${use.as === 'ignore' ? ' muted' : ''}`}
        aria-label={t('import.meaning', { column })}
        value={valueOf(use)}
        onChange={event => take(event.target.value)}
      >
        <optgroup label={t('import.group-row')}>
          {columnRoles.map(role => (
            <option key={role} value={role}>
              {t(`import.role-${role}`)}
            </option>
          ))}
          <option value="extra">{t('import.role-extra')}</option>
        </optgroup>
        <optgroup label={t('import.group-parameters')}>
          {parameters.map(p => (
            <option key={p.id} value={`parameter:${p.id}`}>
              {say(p.name)}
            </option>
          ))}
        </optgroup>
        {form && (
          <optgroup label={t('import.group-fields')}>
            {form.fields.map(field => (
              <option key={field.id} value={`field:${field.id}`}>
                {say(field.name)}
              </option>
            ))}
          </optgroup>
        )}
        {rows.length > 0 && (
          <optgroup label={t('import.group-list')}>
            {rows.map(field => (
              <option key={field.id} value={`row:${field.id}`}>
                {say(field.name)}
              </option>
            ))}
          </optgroup>
        )}
        {use.as === 'row' && !rows.some(f => f.id === use.field) && (
          <option value={valueOf(use)}>{use.field}</option>
        )}
      </select>
      {use.as === 'parameter' && (
        <input
          className="input"
          aria-label={t('import.unit-of', { column })}
          title={t('import.unit-to', { unit: parameter?.unit || '1' })}
          defaultValue={use.unit}
          key={`${column} ${use.parameter}`}
          onBlur={event =>
            event.target.value !== use.unit && changeColumn(column, { ...use, unit: event.target.value })
          }
        />
      )}
    </>
  );
}

const valueOf = (use: ColumnUse): string =>
  use.as === 'parameter'
    ? `parameter:${use.parameter}`
    : use.as === 'field' || use.as === 'row'
      ? `${use.as}:${use.field}`
      : use.as;
