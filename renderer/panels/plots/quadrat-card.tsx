import { ChevronDown, ChevronRight, Crosshair, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PlotRow, Quadrat } from '#core/plots/site.ts';
import type { PlotForm } from '#core/plots/plot-form.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';
import { readFields, typedFields } from '#renderer/panels/plots/state/form-fields.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { FieldInputs } from './field-input.tsx';
import { RowGrid } from './row-grid.tsx';

/** One quadrat: its name, its fields, and the trees and species in it. */
export function QuadratCard({
  quadrat,
  form,
  rows,
  open,
  onToggle,
}: {
  quadrat: Quadrat;
  form: PlotForm;
  rows: readonly PlotRow[];
  open: boolean;
  onToggle: () => void;
}) {
  const { t, say } = useWords();
  const writable = useWritable();
  const rule = form.quadrats.find(r => r.kind === quadrat.kind);
  const { write } = usePlots.getState();
  return (
    <li className="quadrat">
      <header>
        <button type="button" className="link plain grow" aria-expanded={open} onClick={onToggle}>
          {open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}{' '}
          {quadrat.name}{' '}
          <small>
            {rule ? say(rule.name) : t('plots.quadrat')} · {quadrat.sideM} m
            {rows.length > 0 && ` · ${t('plots.rows', { count: rows.length })}`}
          </small>
        </button>
        <IconButton
          label={t('plots.show')}
          onClick={() => focusOn({ kind: 'shape', geometry: quadrat.geometry })}
        >
          <Crosshair size={14} />
        </IconButton>
        <IconButton
          label={t('plots.remove-quadrat', { name: quadrat.name })}
          disabled={!writable}
          onClick={() => void attempt(() => write('quadrats.remove', { quadratId: quadrat.id }))}
        >
          <Trash2 size={14} />
        </IconButton>
      </header>
      {open && (
        <>
          <QuadratFields quadrat={quadrat} form={form} />
          {form.lists
            .filter(list => list.per === 'quadrat')
            // Trees are measured in tree quadrats only.
            .filter(list => list.id !== 'trees' || quadrat.kind === 'tree')
            .map(list => (
              <RowGrid
                key={list.id}
                siteId={quadrat.siteId}
                quadratId={quadrat.id}
                list={list}
                rows={rows.filter(row => row.list === list.id)}
              />
            ))}
        </>
      )}
    </li>
  );
}

function QuadratFields({ quadrat, form }: { quadrat: Quadrat; form: PlotForm }) {
  const { t, say } = useWords();
  const fields = form.quadrats.find(r => r.kind === quadrat.kind)?.fields ?? [];
  const stored = { name: quadrat.name, kind: quadrat.kind, typed: typedFields(quadrat.fields) };
  const [edited, setEdited] = useState<typeof stored | null>(null);
  const shown = edited ?? stored;
  const { values, problems } = readFields(fields, shown.typed);
  const wrong = [...problems.values()].some(message => message !== 'required');
  const save = () =>
    attempt(async () => {
      const { name, kind } = shown;
      await usePlots
        .getState()
        .write('quadrats.update', { quadratId: quadrat.id, name: name.trim(), kind, fields: values });
      setEdited(null);
    });
  return (
    <>
      <div className="pair">
        <TextField
          label={t('plots.name')}
          value={shown.name}
          maxLength={80}
          onChange={text => setEdited({ ...shown, name: text })}
        />
        <Field label={t('plots.kind')}>
          <select
            className="input"
            value={shown.kind}
            onChange={event => setEdited({ ...shown, kind: event.target.value })}
          >
            {form.quadrats.map(rule => (
              <option key={rule.kind} value={rule.kind}>
                {say(rule.name)}
              </option>
            ))}
            {!form.quadrats.some(rule => rule.kind === shown.kind) && (
              <option value={shown.kind}>{t('plots.quadrat')}</option>
            )}
          </select>
        </Field>
      </div>
      <FieldInputs
        fields={fields}
        typed={shown.typed}
        problems={problems}
        onChange={typed => setEdited({ ...shown, typed })}
      />
      {edited && (
        <div className="buttons">
          <Button look="primary" disabled={wrong} onClick={() => void save()}>
            {t('plots.save-quadrat')}
          </Button>
          <Button onClick={() => setEdited(null)}>{t('common.cancel')}</Button>
        </div>
      )}
    </>
  );
}
