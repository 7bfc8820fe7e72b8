import { z } from 'zod';
import { type Said, say } from '#core/words/said.ts';
import { evidenceSchema } from '#core/foundation/schemas.ts';

/** The ladder of quantities, from below. */
export const levels = ['counts', 'radiance', 'toa', 'rayleigh', 'surface'] as const;
export type Level = (typeof levels)[number];

export const isAbove = (a: Level, b: Level): boolean => levels.indexOf(a) > levels.indexOf(b);

export const stepNames = ['radiance', 'toa', 'gases', 'rayleigh', 'aerosol', 'surface'] as const;

type StepName = (typeof stepNames)[number];

/** One thing that was done to a picture's numbers; `values` by name, or by name and band. */
export const stepSchema = z.object({
  name: z.enum(stepNames),
  formula: z.string(),
  source: z.string(),
  evidence: evidenceSchema,
  values: z.record(z.string(), z.union([z.number(), z.string(), z.record(z.string(), z.number())])),
});
export type Step = z.infer<typeof stepSchema>;

const stepSentences = {
  radiance: 'quantity.radiance',
  toa: 'quantity.toa',
  gases: 'intake.step-gases',
  rayleigh: 'intake.step-rayleigh',
  aerosol: 'intake.step-aerosol',
  surface: 'quantity.surface',
} as const satisfies Record<StepName, string>;

/** What a step brings about. */
export const stepInWords = (name: StepName): Said => say(stepSentences[name]);
