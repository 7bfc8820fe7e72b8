import { useState } from 'react';
import type { Parameter } from '#core/contract/plots.ts';
import { Field } from '../../controls/field.tsx';
import { useWords } from '../../language/use-words.ts';
import type { ObservationDraft } from '../../state/observation-draft.ts';
import { usePlots } from '../../state/plots.ts';

/** Time, observer and one field per parameter with its unit and plausible range. */
export function ObservationFields({
  draft,
  problems,
  onChange,
}: {
  draft: ObservationDraft;
  problems: ReadonlyMap<string, Parameter>;
  onChange: (draft: ObservationDraft) => void;
}) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const [all, setAll] = useState(false);
  const shown = all ? parameters : parameters.filter((p, i) => i < 6 || draft.values[p.id]);
  return (
    <>
      <div className="pair">
        <Field label={t('plots.time')}>
          <input
            className="input"
            type="datetime-local"
            required
            value={draft.time}
            onChange={event => onChange({ ...draft, time: event.target.value })}
          />
        </Field>
        <Field label={t('plots.observer')}>
          <input
            className="input"
            maxLength={80}
            value={draft.observer}
            onChange={event => onChange({ ...draft, observer: event.target.value })}
          />
        </Field>
      </div>
      <div className="parameters">
        {shown.map(parameter => {
          const { min, max } = parameter.plausible;
          const problem = problems.has(parameter.id)
            ? t('plots.implausible', { min, max, unit: parameter.unit })
            : null;
          return (
            <Field
              key={parameter.id}
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
