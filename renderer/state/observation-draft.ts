import type { Parameter } from '#core/contract/plots.ts';

/** What was typed, before it is checked. */
export interface ObservationDraft {
  /** Local date and time of the form: YYYY-MM-DDTHH:MM. */
  time: string;
  observer: string;
  method: string;
  /** By parameter. */
  values: Record<string, string>;
}

export interface ReadObservation {
  values: { parameter: string; value: number }[];
  input: { time: string; values: { parameter: string; value: number }[]; observer?: string; method?: string };
  /** Parameters whose value is no number or outside of the plausible range. */
  problems: Map<string, Parameter>;
}

const two = (n: number) => String(n).padStart(2, '0');

export function emptyObservation(): ObservationDraft {
  const now = new Date();
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return {
    time: `${date}T${two(now.getHours())}:${two(now.getMinutes())}`,
    observer: '',
    method: '',
    values: {},
  };
}

/** ISO 8601 with the offset of this machine at that moment. */
export function withOffset(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${local}:00${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export function readObservation(draft: ObservationDraft, parameters: readonly Parameter[]): ReadObservation {
  const values: ReadObservation['values'] = [];
  const problems: ReadObservation['problems'] = new Map();
  for (const parameter of parameters) {
    const text = draft.values[parameter.id]?.trim() ?? '';
    if (text === '') continue;
    const value = Number(text);
    const { min, max } = parameter.plausible;
    if (!Number.isFinite(value) || value < min || value > max) problems.set(parameter.id, parameter);
    else values.push({ parameter: parameter.id, value });
  }
  const input = {
    time: withOffset(draft.time),
    values,
    observer: draft.observer.trim() || undefined,
    method: draft.method.trim() || undefined,
  };
  return { values, input, problems };
}
