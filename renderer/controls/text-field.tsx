import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field.tsx';

/** A text under a label; further attributes are the input's. */
export function TextField({
  label,
  hint,
  problem,
  value,
  onChange,
  ...input
}: {
  label: string;
  hint?: ReactNode;
  problem?: string | null;
  value: string;
  onChange: (value: string) => void;
} & Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className'>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      <input className="input" value={value} onChange={event => onChange(event.target.value)} {...input} />
    </Field>
  );
}
