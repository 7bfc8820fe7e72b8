import type { LakeThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import { z } from 'zod';
import type { Catalogue } from './catalogue.ts';

const kept = z.strictObject({ value: z.number(), note: z.string(), who: z.string(), time: z.string() });
const keyOf = (lake: string, index: string) => `threshold:${index}:${lake}`;

/** The threshold that was kept for a lake and an index, or null. */
export function lakeThreshold(
  { settings }: Pick<Catalogue, 'settings'>,
  lake: string,
  index: string,
): LakeThreshold | null {
  const found = kept.safeParse(settings.get(keyOf(lake, index)));
  return found.success ? { lake, index, ...found.data } : null;
}

/** Keeps a threshold for a lake and an index in the place of an older one, which stays in the journal. */
export function keepLakeThreshold(
  { settings }: Pick<Catalogue, 'settings'>,
  who: string,
  { lake, index, value, note }: Pick<LakeThreshold, 'lake' | 'index' | 'value' | 'note'>,
): LakeThreshold {
  const time = new Date().toISOString();
  settings.set(who, keyOf(lake, index), { value, note, who, time });
  return { lake, index, value, note, who, time };
}
