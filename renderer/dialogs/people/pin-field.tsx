import { TextField } from '../../controls/text-field.tsx';

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
    <TextField
      label={label}
      hint={hint}
      type="password"
      autoComplete="off"
      maxLength={64}
      value={value}
      onChange={onChange}
    />
  );
}
