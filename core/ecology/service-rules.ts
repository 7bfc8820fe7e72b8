import { z } from 'zod';
import { ruleHead } from './state-rules.ts';

/** resources/rules/services.json: HJ 1173-2021. */
export const serviceRulesSchema = z.strictObject({
  water: z.strictObject(ruleHead),
  soil: z.strictObject({
    ...ruleHead,
    slopeConstant: z.number(),
    /** Cover and management factor of types that have one whatever their cover. */
    fixedC: z.record(z.string(), z.number()),
    /** Dry cropland: C = a + b · log₁₀(cover). */
    dryland: z.strictObject({ a: z.number(), b: z.number() }),
    /** Limits of cover in per cent, and C below, between and above them by type. */
    coverLimits: z.array(z.number()),
    coverC: z.record(z.string(), z.array(z.number())),
  }),
  sand: z.strictObject({
    ...ruleHead,
    /** a of C = exp(−a · SC), by type. */
    coverDecay: z.record(z.string(), z.number()),
  }),
});
export type ServiceRules = z.infer<typeof serviceRulesSchema>;
