import type { AssessmentResult } from '#core/review/assessment.ts';

import type { MaskRequest } from './mask-request.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Recipe } from '#core/foundation/recipe.ts';
import type { Approval } from '#core/review/approval.ts';
import { outcomeOf, outcomeOfAny, type Outcome } from '#core/review/outcome.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { outlinesOf, type Outlines } from './outlines.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';

/** What stands in every product and beside it: the recipe, what came out, by whom, and a seal over all of it. */
export interface SealedRecord extends Recipe {
  /** Where the data are made up. */
  dataNature?: string;
  assessment: { name: string; author: string | null; approval?: Approval };
  outcome: Outcome;
  /** Left out of a raster's tags where they are long; the recipe beside it has them. */
  outlines?: Outlines;
  plants?: Outlines;
  /** SHA-256 over everything else in canonical JSON. */
  seal: string;
}

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

export const sealOf = (record: Omit<SealedRecord, 'seal'>): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

const sealed = (record: Omit<SealedRecord, 'seal'>): SealedRecord => ({ ...record, seal: sealOf(record) });

/** Outlines longer than this are not repeated in a raster's tags, characters. */
const shortOutlines = 200_000;

export function sealedRecord(input: RecordInput, { short = false } = {}): SealedRecord {
  const { assessment, zones, mask } = input;
  const outlines = outlinesOf(zones);
  const plants =
    mask && mask.vegetation.length > 0
      ? outlinesOf({ zones: mask.vegetation, crs: mask.vegetationCrs })
      : null;
  const keeps = !short || JSON.stringify([outlines, plants]).length <= shortOutlines;
  // What JSON cannot hold is not sealed either.
  const { recipe } = JSON.parse(JSON.stringify({ recipe: assessment.result.recipe })) as { recipe: Recipe };
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
 * The record of a series, or of a result about the ecosystem. What was asked stands in the parameters (`asked`), the outlines of the zones
 * with it; they become the record's own.
 */
export function sealedResult(result: { recipe: Recipe }, name: string): SealedRecord {
  const { recipe } = JSON.parse(JSON.stringify({ recipe: result.recipe })) as { recipe: Recipe };
  const { outlines, plants, ...asked } = (recipe.parameters.asked ?? {}) as {
    outlines?: Outlines | null;
    plants?: Outlines | null;
  };
  return sealed({
    ...recipe,
    parameters: { ...recipe.parameters, asked },
    ...(recipe.simulated ? { dataNature: simulatedLabel } : {}),
    assessment: { name, author: null },
    outcome: outcomeOfAny(result),
    ...(outlines ? { outlines } : {}),
    ...(plants ? { plants } : {}),
  });
}

/** For people: lines of names and values, each outline on one line. */
export function recordJson({ outlines, plants, ...record }: SealedRecord): string {
  const shapes = Object.entries({ outlines, plants }).filter(([, value]) => value !== undefined);
  const lines = JSON.stringify(record, null, 2).slice(0, -2);
  return `${lines}${shapes.map(([name, value]) => `,\n  "${name}": ${JSON.stringify(value)}`).join('')}\n}\n`;
}

const outlinesSchema = z.object({
  crs: z
    .object({
      epsg: z.number().nullable(),
      name: z.string(),
      proj4: z.string(),
      kind: z.enum(['geographic', 'projected']),
    })
    .loose()
    .nullable(),
  zones: z.array(z.object({ name: z.string(), geometry: z.array(z.array(z.array(z.array(z.number())))) })),
});

/** Of what is read back; unknown fields stay, for the seal. */
export const sealedRecordSchema = z.looseObject({
  kind: z.enum([
    'statistics',
    'index',
    'bloom',
    'redline',
    'series',
    'state',
    'ecology-index',
    'services',
    'validation',
  ]),
  software: z.looseObject({ name: z.string(), version: z.string() }),
  created: z.string(),
  inputs: z.array(z.looseObject({ path: z.string(), bytes: z.number(), sha256: z.string().nullable() })),
  parameters: z.record(z.string(), z.unknown()),
  rules: z.array(z.looseObject({ id: z.string(), version: z.string() })),
  assessment: z.looseObject({ name: z.string(), author: z.string().nullable() }),
  outcome: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  outlines: outlinesSchema.optional(),
  plants: outlinesSchema.optional(),
  seal: z.string(),
});

/** True where nothing was changed since the record was sealed. */
export function isIntact({ seal, ...record }: SealedRecord): boolean {
  return sealOf(record) === seal;
}
