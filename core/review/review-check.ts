import type { Text } from '#core/foundation/text.ts';

/** `warn`: a person must look. `fail`: the numbers contradict themselves or something is missing. */
export type CheckOutcome = 'pass' | 'warn' | 'fail';

/** One check: what it looked at, and what it found with its numbers. */
export interface ReviewCheck {
  id:
    | 'as-saved'
    | 'valid-share'
    | 'radiometry'
    | 'to-confirm'
    | 'outliers'
    | 'missing'
    | 'sums'
    | 'patches'
    | 'corrections';
  outcome: CheckOutcome;
  title: Text;
  looked: Text;
  /** A line each; empty where there is nothing to say. */
  found: Text[];
}

export const percentText = (share: number | null): string =>
  share === null ? '—' : `${(100 * share).toFixed(1)} %`;

export const same = (text: string): Text => ({ zh: text, en: text });
