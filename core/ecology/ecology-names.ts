import { z } from 'zod';

export const indexStandards = ['EI', 'EQI'] as const;

export type IndexStandard = (typeof indexStandards)[number];

export const serviceKinds = ['water', 'soil', 'sand'] as const;

export type ServiceKind = (typeof serviceKinds)[number];

/** RSEI-3 is RSEI without the temperature: a variant of its own name, never put in RSEI's place. */
export const stateIndicators = ['NDVI', 'EVI', 'FVC', 'RSEI', 'RSEI-3', 'quality'] as const;

export type StateIndicator = (typeof stateIndicators)[number];

/**
 * What the components of RSEI, and RSEI itself, are scaled to 0–1 by: percentiles, beyond which a value counts as 0 or
 * 1; null takes minimum and maximum, as published.
 */
export const rseiScalingSchema = z
  .strictObject({ lowPercent: z.number().min(0).max(49), highPercent: z.number().min(51).max(100) })
  .nullable()
  .default(null);

export type RseiScaling = z.infer<typeof rseiScalingSchema>;
