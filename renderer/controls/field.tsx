import { cloneElement, useId, type ReactElement, type ReactNode } from 'react';

/** A label over its control, with a line of help or what is wrong. The control gets the id that the label names. */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  label: string;
  hint?: ReactNode;
  problem?: string | null;
  children: ReactElement<{ id?: string }>;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {cloneElement(children, { id })}
      {problem ? (
        <span className="field-problem" role="alert">
          {problem}
        </span>
      ) : (
        hint && <span className="field-hint">{hint}</span>
      )}
    </div>
  );
}
