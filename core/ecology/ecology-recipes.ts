import { z } from 'zod';
import { resamplings } from '#core/grid/resample.ts';
import { askedShapes, matterParameters, type RecipeOf } from '#core/recipe/recipe.ts';
import { indexStandards, rseiScalingSchema, serviceKinds, stateIndicators } from './ecology-names.ts';

const endmembers = z.object({ soil: z.number(), vegetation: z.number() });
const files = z.array(z.string());
const legend = z.record(z.string(), z.string());
/** How rasters were put on one grid; null where nobody asked. */
const align = z.object({ how: z.enum(resamplings).nullable() }).nullable();
const clouds = z.enum(['auto', 'none']).default('auto');

export const stateParametersSchema = z.object({
  indicators: z.array(z.enum(stateIndicators)),
  clouds,
  endmembers: z.string().default(''),
  wetness: z.string().nullable().default(null),
  rseiScope: z.enum(['each', 'common']).default('each'),
  rseiScaling: rseiScalingSchema,
  valid: z.string().default(''),
  water: z.string().default(''),
  /** What was found for each date. */
  dates: z.array(z.looseObject({ scene: z.string() })).default([]),
  quality: z.object({ LAI: files, GPP: files, types: z.string(), legend }).optional(),
  asked: z
    .object({
      endmembers: endmembers.nullable(),
      quality: z.object({ LAI: z.array(files), GPP: z.array(files), types: files, legend }).nullable(),
      align,
      ...askedShapes,
    })
    .optional(),
  ...matterParameters,
});
export type StateRecipe = RecipeOf<'state', z.infer<typeof stateParametersSchema>>;

const indexRow = z.object({
  region: z.string(),
  year: z.number().nullable(),
  values: z.record(z.string(), z.number()),
});

export const indexParametersSchema = z.object({
  standard: z.enum(indexStandards),
  rows: z.array(indexRow),
  legend: legend.optional(),
  asked: z
    .object({
      rows: z.array(indexRow),
      table: z.string().nullable(),
      landCover: z.object({ legend, year: z.number().nullable() }).nullable(),
      ...askedShapes,
    })
    .optional(),
  ...matterParameters,
});
export type EcologyIndexRecipe = RecipeOf<'ecology-index', z.infer<typeof indexParametersSchema>>;

const serviceRow = indexRow.extend({ type: z.string().nullable() });

export const serviceParametersSchema = z.object({
  service: z.enum(serviceKinds),
  /** By input: where it came from. */
  inputs: z.array(z.array(z.string())).default([]),
  steps: z.array(z.object({ id: z.string(), formula: z.string(), from: files })).default([]),
  legend: legend.optional(),
  rows: z.array(serviceRow).optional(),
  asked: z
    .union([
      z.object({ rows: z.array(serviceRow), table: z.string().nullable() }),
      z.object({
        sources: z.record(z.string(), z.union([z.object({ files }), z.object({ value: z.number() })])),
        types: z.object({ files, legend }).nullable(),
        align,
        ...askedShapes,
      }),
    ])
    .optional(),
  ...matterParameters,
});
export type ServicesRecipe = RecipeOf<'services', z.infer<typeof serviceParametersSchema>>;

const multiPolygon = z.array(z.array(z.array(z.array(z.number()))));
/** A plot and its samples as they were: the catalogue goes on growing. */
const validationSite = z.object({
  site: z.object({
    id: z.number(),
    name: z.string(),
    code: z.string(),
    kind: z.string(),
    lon: z.number(),
    lat: z.number(),
    note: z.string(),
    sideM: z.number().nullable(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    observations: z.number(),
    latest: z.string().nullable(),
    simulated: z.boolean(),
  }),
  outline: multiPolygon,
  observations: z.array(
    z.object({
      id: z.number(),
      siteId: z.number(),
      quadratId: z.number().nullable(),
      time: z.string(),
      parameter: z.string(),
      value: z.number(),
      unit: z.string(),
      method: z.string(),
      observer: z.string(),
      depthM: z.number().nullable(),
      lon: z.number().nullable(),
      lat: z.number().nullable(),
      flag: z.string(),
      flagReason: z.string(),
      flagBy: z.string(),
      overrideReason: z.string(),
      supersededBy: z.number().nullable(),
      source: z.string(),
      censored: z.enum(['', '<', '>']).default(''),
      detectionLimit: z.number().nullable().default(null),
      vertical: z.string().default(''),
      layer: z.string().default(''),
    }),
  ),
});
export type ValidationSite = z.infer<typeof validationSite>;

const parameter = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  unit: z.string(),
  plausible: z.object({ min: z.number(), max: z.number() }),
  decimals: z.number(),
  aliases: z.array(z.string()).optional(),
});

export const validationParametersSchema = z.object({
  product: z.string(),
  formula: z.string().nullable().default(null),
  endmembers: endmembers.nullable().default(null),
  endmemberRule: z.string().optional(),
  factor: z.number(),
  parameter: z.string(),
  unit: z.string(),
  withinDays: z.number(),
  window: z.union([z.literal(1), z.literal(3), z.literal(5)]).default(3),
  minValidShare: z.number(),
  classLimits: z.array(z.number()),
  clouds,
  rule: z.string().default(''),
  asked: z
    .object({
      parameter,
      factor: z.number().nullable(),
      endmembers: endmembers.nullable(),
      classLimits: z.array(z.number()).nullable(),
      withinDays: z.number().nullable(),
      sites: z.array(validationSite),
    })
    .optional(),
  ...matterParameters,
});
export type ValidationRecipe = RecipeOf<'validation', z.infer<typeof validationParametersSchema>>;
