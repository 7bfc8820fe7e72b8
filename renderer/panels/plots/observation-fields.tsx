import { useState } from 'react';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { useWords } from '../../language/use-words.ts';
import type { ObservationDraft, ReadObservation } from '#renderer/panels/plots/state/observation-draft.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** Time, observer and one field per parameter with its unit and plausible range. */
export function ObservationFields({
  draft,
  first,
  read,
  onChange,
}: {
  draft: ObservationDraft;
  /** Parameters that are usually measured there. */
  first: readonly string[];
  read: ReadObservation;
  onChange: (draft: ObservationDraft) => void;
}) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const [all, setAll] = useState(false);
  const usual = first.flatMap(id => parameters.find(p => p.id === id) ?? []);
  const shown = all
    ? [...usual, ...parameters.filter(p => !first.includes(p.id))]
    : (usual.length > 0 ? usual : parameters.slice(0, 6)).concat(
        parameters.filter(p => usual.length > 0 && !first.includes(p.id) && draft.values[p.id]),
      );
  return (
    <>
      <div className="pair">
        <TextField
          label={t('plots.time')}
          type="datetime-local"
          required
          value={draft.time}
          onChange={text => onChange({ ...draft, time: text })}
        />
        <TextField
          label={t('plots.observer')}
          maxLength={80}
          value={draft.observer}
          onChange={text => onChange({ ...draft, observer: text })}
        />
      </div>
      <div className="parameters">
        {shown.map(parameter => {
          const { min, max } = parameter.plausible;
          const problem = read.problems.has(parameter.id)
            ? t('plots.implausible', { min, max, unit: parameter.unit })
            : null;
          return (
            <div key={parameter.id} className="form-field">
              <Field
                label={`${say(parameter.name)}${parameter.unit ? ` / ${parameter.unit}` : ''}`}
                problem={problem}
              >
                <input
                  className="input number"
                  inputMode="decimal"
                  value={draft.values[parameter.id] ?? ''}
                  placeholder={`${min} – ${max}`}
                  aria-invalid={problem !== null}
                  onChange={event =>
                    onChange({ ...draft, values: { ...draft.values, [parameter.id]: event.target.value } })
                  }
                />
              </Field>
              {read.outside.has(parameter.id) && (
                <Field label={t('form.reason')}>
                  <input
                    className="input"
                    maxLength={500}
                    value={draft.reasons[parameter.id] ?? ''}
                    onChange={event =>
                      onChange({
                        ...draft,
                        reasons: { ...draft.reasons, [parameter.id]: event.target.value },
                      })
                    }
                  />
                </Field>
              )}
            </div>
          );
        })}
      </div>
      {shown.length < parameters.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('plots.all-parameters', { count: parameters.length })}
        </button>
      )}
    </>
  );
}
