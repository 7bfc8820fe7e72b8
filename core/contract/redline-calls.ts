import { z } from 'zod';
import type { Assessment } from '#core/review/assessment.ts';
import { changeOptionsSchema, comparisonSchema } from '#core/redline/change-options.ts';
import type { Coregistration } from '#core/redline/coregistration.ts';
import type { LayerFit } from '#core/redline/normalisation.ts';
import type { EndMembers } from '#core/ecology/vegetation-cover.ts';
import { call, id, idSet } from './call.ts';

/** Area by bins of an amount of change; bin i holds range.min + i·step < amount ≤ range.min + (i + 1)·step. */
export interface ChangeHistogram {
  areaKm2ByBin: number[];
  aboveKm2: number;
}

/** What the chart and the threshold are made from, for all zones together. */
export interface ChangeTallyView {
  measure: string;
  /** Null for classes: every change of class counts. */
  range: { min: number; max: number; step: number } | null;
  /** Of the fall and of the rise; a change vector has the latter only. */
  loss: ChangeHistogram;
  gain: ChangeHistogram;
  otsu: { loss: number | null; gain: number | null };
  valley: { loss: number | null; gain: number | null };
  defaultThreshold: number | null;
  coregistration: Coregistration;
  /** Above this many pixels the shift is warned about. */
  maxShiftPx: number;
  fits: LayerFit[] | null;
  endmembers: EndMembers | null;
  /** How the second date was laid on the first's grid; null where they share it. */
  aligned: string | null;
  warnings: string[];
}

const dates = { beforeId: id, afterId: id, zoneIds: idSet.min(1) };

/** Two dates inside redline zones. */
export const redlineCalls = {
  'redline.tally': call<ChangeTallyView>().reads(z.strictObject({ ...dates, comparison: comparisonSchema })),
  /** What two scenes have in common to be compared by. */
  'redline.choices': call<{ sameGrid: boolean; roles: string[]; minPatchM2: number }>().reads(
    z.strictObject({ beforeId: id, afterId: id }),
  ),
  /** Small pictures of a patch on both dates as PNG, base64; null where a scene is not there any more. */
  'redline.chips': call<{ before: string | null; after: string | null }>().reads(
    z.union([z.strictObject({ assessmentId: id, patchId: id }), z.strictObject({ entryId: id })]),
  ),
  'redline.assess': call<Assessment>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({ ...dates, options: changeOptionsSchema, name: z.string().max(80).optional() }),
    ),
} as const;
