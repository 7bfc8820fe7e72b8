import type { FieldValues } from '#core/plots/site.ts';
import { checkFields, type FieldProblem, type FormField } from '#core/plots/plot-form.ts';

/** Fields of a form as they were typed, by field id; `yes` and `no` for yes-no. */
export type TypedFields = Record<string, string>;

/** Where the reason stands why an implausible number is right. */
export const reasonKey = (fieldId: string): string => `reason-${fieldId}`;

export interface ReadFields {
  values: FieldValues;
  /** By field id; an implausible number with a reason is no problem. */
  problems: Map<string, FieldProblem['message']>;
}

export function readFields(fields: readonly FormField[], typed: TypedFields): ReadFields {
  const values: FieldValues = {};
  for (const { id, type } of fields) {
    const text = typed[id]?.trim() ?? '';
    if (text === '') continue;
    if (type === 'number') values[id] = Number.isFinite(Number(text)) ? Number(text) : text;
    else values[id] = type === 'yes-no' ? text === 'yes' : text;
  }
  const problems: ReadFields['problems'] = new Map();
  for (const { field, message } of checkFields(fields, values)) {
    const reason = typed[reasonKey(field)]?.trim();
    if (message === 'implausible' && reason) values[reasonKey(field)] = reason;
    else problems.set(field, message);
  }
  return { values, problems };
}

export function typedFields(values: FieldValues): TypedFields {
  const typed = Object.entries(values).map(([id, value]) => [id, textOf(value)]);
  return Object.fromEntries(typed) as TypedFields;
}

const textOf = (value: FieldValues[string]): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

/** True where a number lies outside of its plausible range. */
export function isImplausible({ plausible, type }: FormField, text: string | undefined): boolean {
  if (type !== 'number' || !plausible || !text?.trim()) return false;
  const number = Number(text);
  return Number.isFinite(number) && (number < plausible.min || number > plausible.max);
}
