import { z } from 'zod';

const evidence = z.enum(['verified-2', 'verified-1', 'to-confirm']);

/** A row of resources/indices. Range and step in the index's own unit; thresholds are whole steps. */
export const indexSchema = z.strictObject({
  id: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  formula: z.string(),
  source: z.string(),
  evidence,
  range: z.strictObject({ min: z.number(), max: z.number(), step: z.number().positive() }),
  threshold: z.strictObject({ value: z.number(), source: z.string(), evidence }).nullable(),
  /** Areas are also given at threshold ± delta. */
  delta: z.number().positive(),
});
export type IndexDefinition = z.infer<typeof indexSchema>;
