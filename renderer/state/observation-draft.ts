import type { Parameter } from '#core/contract/plots.ts';

/** What was typed, before it is checked. */
export interface ObservationDraft {
  /** Date and time of the form, in Beijing: YYYY-MM-DDTHH:MM. */
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

/** Now in Beijing, as the form's field takes it. */
const nowInBeijing = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 16);

export function emptyObservation(): ObservationDraft {
  return { time: nowInBeijing(), observer: '', method: '', values: {} };
}

/** ISO 8601 with the offset of Beijing. */
const withOffset = (time: string): string => `${time}:00+08:00`;

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
