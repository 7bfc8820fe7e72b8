import { Field } from '../../controls/field.tsx';

/** A PIN as it is typed; never shown, never remembered by the browser. */
export function PinField({
  label,
  value,
  onChange,
  hint,
}: {
  label: string;
  value: string;
  onChange: (pin: string) => void;
  hint?: string;
}) {
  return (
    <Field label={label} hint={hint}>
      <input
        className="input"
        type="password"
        autoComplete="off"
        maxLength={64}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </Field>
  );
}
