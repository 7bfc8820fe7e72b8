import type { FormField } from '#core/plots/plot-form.ts';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { useWords } from '../../language/use-words.ts';
import {
  isImplausible,
  reasonKey,
  type ReadFields,
  type TypedFields,
} from '#renderer/panels/plots/state/form-fields.ts';

/** Fields of a form side by side, with units, ranges and what is wrong. */
export function FieldInputs({
  fields,
  typed,
  problems,
  onChange,
}: {
  fields: readonly FormField[];
  typed: TypedFields;
  problems: ReadFields['problems'];
  onChange: (typed: TypedFields) => void;
}) {
  const { t, say } = useWords();
  return (
    <div className="parameters">
      {fields.map(field => {
        const { id, name, unit, required, plausible } = field;
        const problem = problems.get(id);
        const outside = isImplausible(field, typed[id]);
        const label = `${say(name)}${unit ? ` / ${unit}` : ''}${required ? ' *' : ''}`;
        return (
          <div key={id} className="form-field">
            <Field
              label={label}
              problem={
                problem && problem !== 'required'
                  ? t(`form.${problem}`, {
                      min: plausible?.min ?? '',
                      max: plausible?.max ?? '',
                      unit: unit ?? '',
                    })
                  : null
              }
            >
              <FieldControl
                field={field}
                value={typed[id] ?? ''}
                onChange={value => onChange({ ...typed, [id]: value })}
              />
            </Field>
            {outside && (
              <TextField
                label={t('form.reason')}
                maxLength={500}
                value={typed[reasonKey(id)] ?? ''}
                onChange={text => onChange({ ...typed, [reasonKey(id)]: text })}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function FieldControl({
  id,
  field,
  value,
  onChange,
}: {
  id?: string;
  field: FormField;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t, say } = useWords();
  const { type, choices, plausible } = field;
  if (type === 'choice' || type === 'yes-no') {
    const options =
      type === 'yes-no'
        ? (['yes', 'no'] as const).map(answer => ({ id: answer, name: t(`form.${answer}`) }))
        : (choices ?? []).map(choice => ({ id: choice.id, name: say(choice.name) }));
    return (
      <select id={id} className="input" value={value} onChange={event => onChange(event.target.value)}>
        <option value="">–</option>
        {options.map(option => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      id={id}
      className={`input${type === 'number' ? ' number' : ''}`}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      maxLength={2000}
      value={value}
      placeholder={plausible ? `${plausible.min} – ${plausible.max}` : undefined}
      onChange={event => onChange(event.target.value)}
    />
  );
}
