import { z } from 'zod';
import { thresholdChoiceSchema } from '#core/bloom/thresholds/threshold-choice.ts';
import { maskOptionsSchema } from '#core/mask/mask-options.ts';
import type { SeriesResult } from '#core/bloom/series.ts';
import type { WarningEvidence, WarningRules, WarningState } from '#core/bloom/warning-rules.ts';

/** What a bloom assessment is made with, besides scene and zones. */
export const bloomOptionsSchema = z.strictObject({
  index: z.string().min(1).max(300),
  mask: maskOptionsSchema,
  threshold: thresholdChoiceSchema,
});
export type BloomOptions = z.infer<typeof bloomOptionsSchema>;

/** A series of the catalogue without its dates. */
export interface SeriesHead {
  id: number;
  name: string;
  folder: string;
  zoneIds: number[];
  options: BloomOptions;
  created: string;
  author: string;
  /** Scenes that were assessed, and that were left out with a reason. */
  scenes: number;
  skipped: number;
  first: string | null;
  last: string | null;
}

export interface WarningStep {
  state: WarningState;
  who: string;
  when: string;
  why: string;
}

/** A rule that held for a zone of a series from `since` to `until`. */
export interface BloomWarning {
  id: number;
  seriesId: number;
  zoneId: number;
  zone: string;
  rule: string;
  ruleVersion: string;
  since: string;
  until: string;
  /** Whether the rule holds on the last date that could be asked. */
  holds: boolean;
  simulated: boolean;
  state: WarningState;
  evidence: WarningEvidence[];
  /** Oldest first. */
  history: WarningStep[];
}

export interface SeriesView {
  head: SeriesHead;
  result: SeriesResult;
}

export interface WarningView {
  rules: WarningRules;
  warnings: BloomWarning[];
}

/** A bulletin: the text made from the numbers, and the one that stands. */
export interface Bulletin {
  title: string;
  made: string;
  text: string;
  /** Null where nobody wrote over it. `stale`: the numbers have changed since. */
  edited: { who: string; when: string; stale: boolean } | null;
}
