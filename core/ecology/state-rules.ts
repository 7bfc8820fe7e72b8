import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';

/** What every rule says of itself. */
export const ruleHead = {
  id: z.string(),
  name: textSchema,
  version: z.string(),
  evidence: evidenceSchema,
  source: z.string(),
  note: textSchema,
};

const classList = z.strictObject({
  ...ruleHead,
  /** Ascending; class n holds limit n − 1 ≤ value < limit n, so there is one class more than limits. */
  limits: z.array(z.number()),
  classes: z.array(z.strictObject({ label: textSchema, color: z.string() })),
});
export type ClassList = z.infer<typeof classList>;

const wetness = z.strictObject({
  id: z.string(),
  name: textSchema,
  /** Ids of the sensor tables that it is for. */
  sensors: z.array(z.string()),
  coefficients: z.strictObject({
    B: z.number(),
    G: z.number(),
    R: z.number(),
    N: z.number(),
    S1: z.number(),
    S2: z.number(),
  }),
  evidence: evidenceSchema,
  source: z.string(),
  note: textSchema,
});
export type Wetness = z.infer<typeof wetness>;

/** resources/rules/state.json */
export const stateRulesSchema = z.strictObject({
  vegetationCover: z.strictObject({ ...ruleHead, lowPercent: z.number(), highPercent: z.number() }),
  classes: z.strictObject({
    NDVI: classList,
    EVI: classList,
    FVC: classList,
    RSEI: classList,
    quality: classList,
  }),
  rsei: z.strictObject({
    ...ruleHead,
    /** Sums of the two make NDBSI = (SI + IBI) / 2. */
    si: z.string(),
    ibi: z.string(),
    water: z.strictObject({ index: z.string(), threshold: z.number() }),
    /** Pixels with NDVI, SI or IBI beyond ±limit come from negative reflectance and are left out. */
    ratioLimit: z.number(),
  }),
  wetness: z.array(wetness),
  landSurfaceTemperature: z.strictObject({
    ...ruleHead,
    /** ρ = h·c/σ, m·K. */
    rho: z.number(),
    /** ε = soil + rise · P_v with P_v = ((NDVI − ndviSoil)/(ndviVegetation − ndviSoil))² within 0–1. */
    emissivity: z.strictObject({
      soil: z.number(),
      rise: z.number(),
      ndviSoil: z.number(),
      ndviVegetation: z.number(),
    }),
  }),
  gradeChange: z.strictObject({
    ...ruleHead,
    /** From the largest rise to the largest fall; a change of at least `from` classes, the middle one is no change. */
    steps: z.array(z.strictObject({ label: textSchema, from: z.number(), color: z.string() })),
  }),
  quality: z.strictObject({ ...ruleHead }),
});
export type StateRules = z.infer<typeof stateRulesSchema>;

/** Position of a value among a list's classes, from 0. */
export function classOf(limits: readonly number[], value: number): number {
  let n = 0;
  while (n < limits.length && value >= limits[n]) n++;
  return n;
}
