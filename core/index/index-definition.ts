import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { inEnglish } from '#core/words/said.ts';

/** A row of resources/indices. Range and step in the index's own unit; thresholds are whole steps. */
export const indexSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  formula: z.string(),
  source: z.string(),
  evidence: evidenceSchema,
  range: z.strictObject({ min: z.number(), max: z.number(), step: z.number().positive() }),
  /** Published ones; `sensors` are ids of resources/sensors, null where a threshold holds for any. */
  thresholds: z.array(
    z.strictObject({
      value: z.number(),
      sensors: z.array(z.string()).nullable(),
      source: z.string(),
      evidence: evidenceSchema,
    }),
  ),
  /** No automatic threshold lies below: what is there is no bloom, whatever the histogram says. */
  floor: z.strictObject({ value: z.number(), source: z.string(), evidence: evidenceSchema }).optional(),
  /** Areas are also given at threshold ± delta. */
  delta: z.number().positive(),
});
export type IndexDefinition = z.infer<typeof indexSchema>;

/**
 * The published threshold for a sensor: one that was published for it or for any, else the first there is, with words
 * that it was published for another. Null where there is none.
 */
export function publishedThreshold(
  index: IndexDefinition | null,
  sensor: string | null,
): { value: number; source: string } | null {
  const all = index?.thresholds ?? [];
  const fits = all.find(t => t.sensors === null || (sensor !== null && t.sensors.includes(sensor)));
  if (fits) return { value: fits.value, source: fits.source };
  if (all.length === 0) return null;
  const { value, source } = all[0];
  return { value, source: inEnglish('index.other-sensor', { source }) };
}
