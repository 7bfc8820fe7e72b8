import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { quantityInWords, reflectances } from '#core/scene/quantity.ts';
import { quantities, type Quantity } from '#core/scene/scene.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';

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
      /** What values it was published for; any reflectance where it does not say. */
      quantities: z.array(z.enum(quantities)).default([...reflectances]),
      source: z.string(),
      evidence: evidenceSchema,
    }),
  ),
  /** What values its baseline or constants want; any reflectance where it does not say. */
  wants: z.array(z.enum(quantities)).default([...reflectances]),
  /** No automatic threshold lies below: what is there is no bloom, whatever the histogram says. */
  floor: z.strictObject({ value: z.number(), source: z.string(), evidence: evidenceSchema }).optional(),
  /** Areas are also given at threshold ± delta. */
  delta: z.number().positive(),
});
export type IndexDefinition = z.infer<typeof indexSchema>;

/** Told where an index is used on reflectance of another rung than it wants; null where it fits. */
export function otherRung(index: IndexDefinition | null, quantity: Quantity): Said | null {
  if (!index || !['toa', 'rayleigh-corrected', 'surface'].includes(quantity)) return null;
  if (index.wants.includes(quantity)) return null;
  return say('quantity.other-rung', {
    index: index.id,
    wanted: index.wants.map(quantityInWords),
    found: quantityInWords(quantity),
  });
}

/** Why a published threshold is none for these values; null where there is one, or nobody published any. */
export function thresholdRefused(index: IndexDefinition | null, quantity: Quantity): Said | null {
  const all = index?.thresholds ?? [];
  if (all.length === 0 || all.some(t => t.quantities.includes(quantity))) return null;
  const [{ value, quantities: needed }] = all;
  return say('quantity.threshold-refused', {
    index: index!.id,
    value,
    needed: reflectances.every(r => needed.includes(r))
      ? say('radiometry.reflectance')
      : needed.map(quantityInWords),
    found: quantityInWords(quantity),
  });
}

/**
 * The published threshold for a sensor and what its values are: one that was published for it or for any, else the
 * first there is, with words that it was published for another. Null where there is none.
 */
export function publishedThreshold(
  index: IndexDefinition | null,
  sensor: string | null,
  quantity: Quantity,
): { value: number; source: string } | null {
  const all = (index?.thresholds ?? []).filter(t => t.quantities.includes(quantity));
  const fits = all.find(t => t.sensors === null || (sensor !== null && t.sensors.includes(sensor)));
  if (fits) return { value: fits.value, source: fits.source };
  if (all.length === 0) return null;
  const { value, source } = all[0];
  return { value, source: inEnglish('index.other-sensor', { source }) };
}
