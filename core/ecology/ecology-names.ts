export const indexStandards = ['EI', 'EQI'] as const;

export type IndexStandard = (typeof indexStandards)[number];

export const serviceKinds = ['water', 'soil', 'sand'] as const;

export type ServiceKind = (typeof serviceKinds)[number];

/** RSEI-3 is RSEI without the temperature: a variant of its own name, never put in RSEI's place. */
export const stateIndicators = ['NDVI', 'EVI', 'FVC', 'RSEI', 'RSEI-3', 'quality'] as const;

export type StateIndicator = (typeof stateIndicators)[number];
