import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/quantity/schemas.ts';

/** A row of resources/indices. Range and step in the index's own unit; thresholds are whole steps. */
export const indexSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  formula: z.string(),
  source: z.string(),
  evidence: evidenceSchema,
  range: z.strictObject({ min: z.number(), max: z.number(), step: z.number().positive() }),
  threshold: z.strictObject({ value: z.number(), source: z.string(), evidence: evidenceSchema }).nullable(),
  /** Areas are also given at threshold ± delta. */
  delta: z.number().positive(),
});
export type IndexDefinition = z.infer<typeof indexSchema>;
