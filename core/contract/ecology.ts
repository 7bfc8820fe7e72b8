import { z } from 'zod';
import {
  indexStandards,
  rseiScalingSchema,
  serviceKinds,
  type ServiceKind,
  stateIndicators,
} from '#core/ecology/ecology-names.ts';
import type { IndexResult, IndexRow } from '#core/ecology/ei.ts';
import type { IndexInput } from '#core/ecology/ei-inputs.ts';
import type { ServiceInput, ServiceResult } from '#core/ecology/services.ts';
import type { StateResult } from '#core/ecology/state.ts';
import type { ValidationResult } from '#core/ecology/validation.ts';
import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import { clouds, finite, id, idSet } from './call.ts';

export type EcologyResult = StateResult | IndexResult | ServiceResult | ValidationResult;
export type EcologyKind = EcologyResult['kind'];

export interface EcologySummary {
  id: number;
  kind: EcologyKind;
  name: string;
  created: string;
  author: string;
  simulated: boolean;
}
export interface EcologyRecord extends EcologySummary {
  /** What was asked. */
  input: unknown;
  result: EcologyResult;
}

const endmembers = z.strictObject({ soil: finite, vegetation: finite }).nullable();
const name = z.string().trim().max(80).optional();
/** Land-cover code → class. */
const legend = z.record(z.string().regex(/^-?\d+$/), z.string().max(40));

export const stateRequestSchema = z.strictObject({
  sceneIds: z.array(id).min(1).max(200),
  zoneIds: idSet.min(1),
  indicators: z.array(z.enum(stateIndicators)).min(1),
  clouds,
  endmembers,
  wetness: z.string().max(10).nullable(),
  rseiScope: z.enum(['each', 'common']),
  rseiScaling: rseiScalingSchema,
  /** Puts scenes of other grids on that of the first one. */
  align: z.boolean(),
  /** For ecosystem quality: a raster per scene of LAI and of GPP, and one of land cover with its legend. */
  quality: z.strictObject({ laiIds: z.array(id), gppIds: z.array(id), typesId: id, legend }).nullable(),
  name,
});

export const indexRequestSchema = z.strictObject({
  standard: z.enum(indexStandards),
  rows: z
    .array(
      z.strictObject({
        region: z.string().trim().min(1).max(80),
        year: z.number().int().nullable(),
        values: z.record(z.string(), finite),
      }),
    )
    .max(10_000),
  landCover: z
    .strictObject({ sceneId: id, legend, zoneIds: idSet.min(1), year: z.number().int().nullable() })
    .nullable(),
  name,
});

export const serviceRequestSchema = z.strictObject({
  kind: z.enum(serviceKinds),
  sources: z.record(
    z.string(),
    z.union([z.strictObject({ sceneId: id }), z.strictObject({ value: finite })]),
  ),
  types: z.strictObject({ sceneId: id, legend }).nullable(),
  zoneIds: idSet.min(1),
  align: z.boolean(),
  name,
});

export const validationRequestSchema = z.strictObject({
  sceneId: id,
  /** FVC, an index or formula, or `raster`. */
  product: z.string().min(1).max(300),
  factor: z.number().positive().nullable(),
  endmembers,
  parameter: z.string().min(1).max(80),
  classLimits: z.array(finite).max(20).nullable(),
  side: z.union([z.literal(1), z.literal(3), z.literal(5)]),
  withinDays: z.number().min(0).max(3660).nullable(),
  clouds,
  name,
});

/** What the forms show: inputs with units, words of legends, evidence of the rules. */
export interface EcologyRules {
  index: Record<
    (typeof indexStandards)[number],
    { name: Text; note: Text; evidence: Evidence; inputs: IndexInput[] }
  >;
  landClasses: { id: string; name: Text }[];
  services: Record<
    ServiceKind,
    { name: Text; note: Text; evidence: Evidence; inputs: ServiceInput[]; types: string[] }
  >;
  wetness: { id: string; name: Text; sensors: string[]; evidence: Evidence }[];
  vegetationTypes: string[];
  validation: {
    passRetrieval: number;
    withinDays: number;
    parameters: Record<string, { product: string; factor: number; classLimits: number[] }>;
  };
}
export type { IndexRow };
