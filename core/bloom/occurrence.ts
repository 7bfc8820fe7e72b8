import type { BloomRules } from '#core/foundation/rules.ts';
import type { Text } from '#core/foundation/text.ts';

/** Which dates count as bloom, and how many make a frequency. */
export type Occurrence = Pick<BloomRules['occurrence'], 'minShare' | 'leastDates'>;

/** Whether a share of bloom counts as bloom: from the lower limit of a class on. */
export const occurs = ({ minShare }: Occurrence, share: number | null): boolean =>
  share !== null && share > 0 && share >= minShare;

/** 0–1; null where too few dates could be assessed to speak of a frequency. */
export const frequencyOf = ({ leastDates }: Occurrence, bloom: number, valid: number): number | null =>
  valid >= leastDates && valid > 0 ? bloom / valid : null;

/** In the place of a frequency. */
export const noFrequency = ({ leastDates }: Occurrence): Text => ({
  zh: `可评估日期不足 ${leastDates} 个，不计发生频次`,
  en: `no frequency: fewer than ${leastDates} dates could be assessed`,
});
