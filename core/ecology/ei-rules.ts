import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { ruleHead } from './state-rules.ts';

const weighted = { id: z.string(), name: textSchema, weight: z.number(), evidence: evidenceSchema };
const grades = z.strictObject({
  evidence: evidenceSchema,
  /** From the best on; a grade holds values of at least `min`, the last one the rest. */
  list: z.array(
    z.strictObject({
      level: z.string(),
      label: z.string(),
      labelEn: z.string(),
      min: z.number().nullable(),
      color: z.string(),
    }),
  ),
});
const changes = z.strictObject({
  evidence: evidenceSchema,
  /** From the largest on: |Δ| ≥ from. */
  list: z.array(z.strictObject({ from: z.number(), label: textSchema })),
});

/** resources/rules/ei.json: HJ 192-2015 EI, and what is known of the EQI of 2021. */
export const eiRulesSchema = z.strictObject({
  ei: z.strictObject({
    ...ruleHead,
    weights: z.strictObject({
      biodiversity: z.number(),
      vegetation: z.number(),
      water: z.number(),
      stress: z.number(),
      pollution: z.number(),
    }),
    habitat: z.strictObject({
      coefficient: z.number(),
      evidence: evidenceSchema,
      groups: z.array(z.strictObject({ ...weighted, classes: z.array(z.strictObject(weighted)) })),
    }),
    biodiversity: z.strictObject({ evidence: evidenceSchema, note: textSchema }),
    vegetation: z.strictObject({ coefficient: z.number(), evidence: evidenceSchema, note: textSchema }),
    water: z.strictObject({
      river: z.number(),
      lake: z.number(),
      resource: z.number(),
      evidence: evidenceSchema,
      /** This year's water over the mean of many years: counted whole up to `full`, not at all from `none`. */
      ratio: z.strictObject({ full: z.number(), none: z.number(), evidence: evidenceSchema }),
    }),
    stress: z.strictObject({
      coefficient: z.number(),
      evidence: evidenceSchema,
      weights: z.record(z.string(), z.number()),
    }),
    pollution: z.strictObject({
      evidence: evidenceSchema,
      note: textSchema,
      items: z.array(
        z.strictObject({
          id: z.string(),
          name: textSchema,
          weight: z.number(),
          coefficient: z.number(),
          per: z.enum(['area_km2', 'precipitation_mm']),
        }),
      ),
    }),
    restriction: z.strictObject({
      evidence: evidenceSchema,
      note: textSchema,
      caps: z.array(z.number()),
      severeCap: z.number(),
    }),
    cap: z.strictObject({ value: z.number(), evidence: evidenceSchema }),
    grades,
    changes,
  }),
  eqi: z.strictObject({
    ...ruleHead,
    weights: z.strictObject({
      pattern: z.number(),
      function: z.number(),
      biodiversity: z.number(),
      stress: z.number(),
    }),
    grades,
    changes,
  }),
});
export type EiRules = z.infer<typeof eiRulesSchema>;
