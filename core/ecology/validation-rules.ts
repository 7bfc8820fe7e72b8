import { z } from 'zod';
import { textSchema } from '#core/foundation/schemas.ts';
import { ruleHead } from './state-rules.ts';

/** resources/rules/validation.json */
export const validationRulesSchema = z.strictObject({
  retrieval: z.strictObject({
    ...ruleHead,
    passRetrieval: z.number(),
    passInterpretation: z.number(),
    /** Plots of which less is seen do not count, 0–1. */
    minValidShare: z.number(),
    /** Samples at most this far from the scene's day. */
    withinDays: z.number(),
    kappa: z.array(z.strictObject({ below: z.number().nullable(), label: textSchema })),
    /** What usually stands beside a parameter: a product, its factor to the parameter's unit, limits of classes. */
    parameters: z.record(
      z.string(),
      z.strictObject({ product: z.string(), factor: z.number(), classLimits: z.array(z.number()) }),
    ),
  }),
});
export type ValidationRules = z.infer<typeof validationRulesSchema>;
