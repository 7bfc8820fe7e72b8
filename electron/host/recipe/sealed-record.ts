import { createHash } from 'node:crypto';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import { z } from 'zod';
import { askedShapes, type Outlines, type Recipe } from '#core/recipe/recipe.ts';
import type { Approval } from '#core/review/approval.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import { outcomeOf, outcomeOfAny } from '#core/review/outcome.ts';
import type { RecordAbout } from '#core/review/records.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import type { MaskRequest } from './mask-request.ts';
import { outlinesOf } from './outlines.ts';

/** What a record is made from: an assessment with the zones that it was made over. */
export interface RecordInput {
  assessment: {
    name: string;
    author?: string;
    approval?: Approval | null;
    result: AssessmentResult;
  };
  zones: ZoneSet;
  mask?: MaskRequest;
}

/** The recipe, what came out, by whom, and a seal over all of it. */
export type SealedRecord = Recipe & RecordAbout;

export const sealOf = (record: object): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

/** What JSON cannot hold is not sealed either. */
function sealed(record: Recipe & Omit<RecordAbout, 'seal'>): SealedRecord {
  const kept = JSON.parse(JSON.stringify(record)) as typeof record;
  return { ...kept, seal: sealOf(kept) };
}

/** Outlines longer than this are not repeated in a raster's tags, characters. */
const shortOutlines = 200_000;

export function sealedRecord(input: RecordInput, { short = false } = {}): SealedRecord {
  const { assessment, zones, mask } = input;
  const { recipe } = assessment.result;
  const outlines = outlinesOf(zones);
  const plants =
    mask && mask.vegetation.length > 0
      ? outlinesOf({ zones: mask.vegetation, crs: mask.vegetationCrs })
      : null;
  const keeps = !short || JSON.stringify([outlines, plants]).length <= shortOutlines;
  return sealed({
    ...recipe,
    ...(recipe.simulated ? { dataNature: simulatedLabel } : {}),
    assessment: {
      name: assessment.name,
      author: assessment.author ?? null,
      ...(assessment.approval ? { approval: assessment.approval } : {}),
    },
    outcome: outcomeOf(assessment.result),
    ...(keeps ? { outlines, ...(plants ? { plants } : {}) } : {}),
  });
}

/**
 * The record of a series, or of a result about the ecosystem. What was asked stands in the parameters (`asked`), the
 * outlines of the zones with it; they become the record's own.
 */
export function sealedResult(result: { recipe: Recipe }, name: string): SealedRecord {
  const { recipe } = result;
  const { parameters, shapes } = withoutShapes(recipe);
  return sealed({
    ...recipe,
    parameters,
    ...(recipe.simulated ? { dataNature: simulatedLabel } : {}),
    assessment: { name, author: null },
    outcome: outcomeOfAny(result),
    ...shapes,
  });
}

const askedSchema = z.looseObject({ asked: z.looseObject(askedShapes) });

function withoutShapes({ parameters }: Recipe): {
  parameters: object;
  shapes: { outlines?: Outlines; plants?: Outlines };
} {
  const read = askedSchema.safeParse(parameters);
  if (!read.success) return { parameters, shapes: {} };
  const { outlines, plants, ...asked } = read.data.asked;
  return {
    parameters: { ...parameters, asked },
    shapes: { ...(outlines ? { outlines } : {}), ...(plants ? { plants } : {}) },
  };
}

/** For people: lines of names and values, each outline on one line. */
export function recordJson({ outlines, plants, ...record }: SealedRecord): string {
  const shapes = Object.entries({ outlines, plants }).filter(([, value]) => value !== undefined);
  const lines = JSON.stringify(record, null, 2).slice(0, -2);
  return `${lines}${shapes.map(([name, value]) => `,\n  "${name}": ${JSON.stringify(value)}`).join('')}\n}\n`;
}

/** True where nothing was changed since a record, as it was read, was sealed. */
export const isIntact = (read: object): boolean => {
  const { seal, ...record } = read as { seal?: unknown };
  return sealOf(record) === seal;
};
