import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';

/** A field of a form. Numbers are checked against `plausible`; values outside need a reason. */
export interface FormField {
  id: string;
  name: Text;
  type: 'text' | 'number' | 'choice' | 'date' | 'yes-no';
  unit?: string;
  plausible?: { min: number; max: number };
  choices?: { id: string; name: Text; aliases?: string[] }[];
  required?: boolean;
  /** Names that tables give it, beside its own. */
  aliases?: string[];
}

/** Quadrats that a standard asks for inside a plot. */
export interface QuadratRule {
  kind: string;
  name: Text;
  sideM: number;
  /** At least this many. */
  repeats: number;
  fields: FormField[];
  source: string;
  evidence: Evidence;
}

/** Rows of a plot or of each quadrat: trees, species, throws of a ring. */
export interface RowList {
  id: string;
  name: Text;
  per: 'plot' | 'quadrat';
  columns: FormField[];
}

/** The form of one kind of site. */
export interface PlotForm {
  kind: string;
  name: Text;
  /** How it is drawn by default. */
  shape: 'point' | 'square' | 'polygon' | 'track';
  /** Side of a square plot, metres. */
  sideM: number | null;
  fields: FormField[];
  quadrats: QuadratRule[];
  lists: RowList[];
  /** Parameters that are usually measured there, first things first. */
  parameters: string[];
  source: string;
  evidence: Evidence;
}

export interface FieldProblem {
  field: string;
  message: 'required' | 'not-a-number' | 'implausible' | 'no-choice' | 'not-a-date';
}

/** What is wrong with values that were typed into a form; implausible numbers are named, too. */
export function checkFields(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    const value = values[field.id];
    if (value === undefined || value === null || value === '') {
      if (field.required) problems.push({ field: field.id, message: 'required' });
      continue;
    }
    const message = problemOf(field, value);
    if (message) problems.push({ field: field.id, message });
  }
  return problems;
}

function problemOf(field: FormField, value: unknown): FieldProblem['message'] | null {
  if (field.type === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-a-number';
    const { plausible } = field;
    return plausible && (value < plausible.min || value > plausible.max) ? 'implausible' : null;
  }
  if (field.type === 'choice') return field.choices?.some(c => c.id === value) ? null : 'no-choice';
  if (field.type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? null : 'not-a-date';
  return null;
}
