import { useEffect, useState } from 'react';

/**
 * A number that is taken over on Enter, on leaving the field and on the arrows. What is no number or lies outside of
 * min and max is not taken; the field says so until the next number.
 */
export function NumberField({
  id,
  value,
  onChange,
  onRefused,
  label,
  min,
  max,
  step,
  decimals,
  disabled,
  placeholder,
}: {
  id?: string;
  value: number | null;
  onChange: (value: number | null) => void;
  /** What was typed and not taken; null once a number is taken. */
  onRefused?: (typed: string | null) => void;
  label: string;
  min?: number;
  max?: number;
  step?: number;
  decimals?: number;
  disabled?: boolean;
  placeholder?: string;
}) {
  const shown = value === null ? '' : decimals === undefined ? String(value) : value.toFixed(decimals);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);

  const take = (raw: string) => {
    if (raw.trim() === '') {
      onRefused?.(null);
      onChange(null);
      return;
    }
    const number = Number(raw);
    const inside = Number.isFinite(number) && number >= (min ?? -Infinity) && number <= (max ?? Infinity);
    // Leaving the field with what it already shows is no new word.
    if (raw !== shown) onRefused?.(inside ? null : raw);
    if (inside && number !== value) onChange(number);
    else setText(shown);
  };

  return (
    <input
      id={id}
      className="input number"
      type="number"
      aria-label={label}
      value={text}
      min={min}
      max={max}
      step={step ?? 'any'}
      disabled={disabled}
      placeholder={placeholder}
      onChange={event => {
        setText(event.target.value);
        // The arrows of the field give whole values; typing is taken on Enter.
        const inputType = (event.nativeEvent as InputEvent).inputType;
        if (!inputType) take(event.target.value);
      }}
      onBlur={event => take(event.target.value)}
      onKeyDown={event => event.key === 'Enter' && take(event.currentTarget.value)}
    />
  );
}
