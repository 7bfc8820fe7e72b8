import { beijingMinuteAt, beijingOffset } from '#core/foundation/dates.ts';
import type { Parameter } from '#core/plots/site.ts';

/** What was typed, before it is checked. */
export interface ObservationDraft {
  /** Date and time of the form, in Beijing: YYYY-MM-DDTHH:MM. */
  time: string;
  observer: string;
  method: string;
  /** By parameter. */
  values: Record<string, string>;
  /** Why a value outside of the plausible range is right, by parameter. */
  reasons: Record<string, string>;
}

interface ReadValue {
  parameter: string;
  value: number;
  overrideReason?: string;
}

export interface ReadObservation {
  values: ReadValue[];
  input: { time: string; values: ReadValue[]; observer?: string; method?: string };
  /** Parameters whose value is no number, or outside of the plausible range without a reason. */
  problems: Map<string, Parameter>;
  /** Parameters whose value lies outside, with or without a reason. */
  outside: Set<string>;
}

export function emptyObservation(): ObservationDraft {
  return { time: beijingMinuteAt(Date.now()), observer: '', method: '', values: {}, reasons: {} };
}

/** ISO 8601 with the offset of Beijing. */
const withOffset = (time: string): string => `${time}:00${beijingOffset}`;

export function readObservation(draft: ObservationDraft, parameters: readonly Parameter[]): ReadObservation {
  const values: ReadObservation['values'] = [];
  const problems: ReadObservation['problems'] = new Map();
  const outside: ReadObservation['outside'] = new Set();
  for (const parameter of parameters) {
    const { id, plausible } = parameter;
    const text = draft.values[id]?.trim() ?? '';
    if (text === '') continue;
    const value = Number(text);
    const overrideReason = draft.reasons[id]?.trim();
    if (value < plausible.min || value > plausible.max) outside.add(id);
    if (!Number.isFinite(value) || (outside.has(id) && !overrideReason)) problems.set(id, parameter);
    else values.push({ parameter: id, value, ...(outside.has(id) && { overrideReason }) });
  }
  const input = {
    time: withOffset(draft.time),
    values,
    observer: draft.observer.trim() || undefined,
    method: draft.method.trim() || undefined,
  };
  return { values, input, problems, outside };
}
