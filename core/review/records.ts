import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { outlinesSchema, recipeVersion, type Outlines } from '#core/recipe/recipe.ts';
import type { Approval } from './approval.ts';
import type { Outcome } from './outcome.ts';

/** What stands in every product and beside it: the recipe, what came out, by whom, and a seal over all of it. */
export interface RecordAbout {
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

const common = {
  /** Absent in records of 0.1.0. */
  version: z.number().max(recipeVersion, 'of a later version of Bloomline').optional(),
  software: z.object({ name: z.string(), version: z.string() }),
  created: z.string(),
  inputs: z.array(
    z.object({
      path: z.string(),
      bytes: z.number(),
      sha256: z.string().nullable(),
      fingerprint: z.string().optional(),
      etag: z.string().nullable().optional(),
      lastModified: z.string().nullable().optional(),
    }),
  ),
  rules: z.array(
    z.object({ id: z.string(), name: textSchema.optional(), version: z.string(), evidence: evidenceSchema }),
  ),
  coverageRule: z.string(),
  areaRule: z.string(),
  warnings: z.array(z.string()),
  simulated: z.boolean(),
  assessment: z.object({
    name: z.string(),
    author: z.string().nullable(),
    approval: z.looseObject({ number: z.string() }).optional(),
  }),
  outcome: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  outlines: outlinesSchema.optional(),
  plants: outlinesSchema.optional(),
  seal: z.string(),
};

/** A record of one kind, of this version or of 0.1.0, whose parameters lack what has a default there. */
export const recordOf = <Kind extends string, Parameters extends z.ZodType>(
  kind: Kind,
  parameters: Parameters,
) => z.object({ kind: z.literal(kind), parameters, ...common });

/** What every record has, whatever its kind. */
export const recordHeadSchema = z.object({
  kind: z.string(),
  parameters: z.looseObject({
    /** Names of the zones, and SHA-256 over names and outlines. */
    zones: z.array(z.string()).default([]),
    zonesSha256: z.string().default(''),
  }),
  ...common,
});

/** A record as it was read from a product. */
export interface ReadRecord extends z.infer<typeof recordHeadSchema> {
  /** False where it was changed after it was sealed. */
  intact: boolean;
  /** Everything that was read, for its kind to understand. */
  whole: unknown;
}
