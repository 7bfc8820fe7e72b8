import { z } from 'zod';
import { resamplings } from '#core/grid/resample.ts';
import { sceneRefSchema, zonesRefSchema } from '#core/recipe/request.ts';
import { validationParametersSchema } from './ecology-recipes.ts';
import { indexStandards, rseiScalingSchema, serviceKinds, stateIndicators } from './ecology-names.ts';

const finite = z.number().refine(Number.isFinite);
const endmembers = z.strictObject({ soil: finite, vegetation: finite }).nullable();
/** Code → class; what a class may be is checked where it is used. */
const legend = z.record(z.string(), z.string());
const clouds = z.enum(['auto', 'none']);
/**
 * Puts rasters of other grids on that of the first one; `how` null lets each raster choose. Null: nothing is
 * resampled.
 */
const align = z.strictObject({ how: z.enum(resamplings).nullable() }).nullable();

export const stateRequestSchema = z.strictObject({
  kind: z.literal('state'),
  scenes: z.array(sceneRefSchema).min(1),
  zones: zonesRefSchema,
  indicators: z.array(z.enum(stateIndicators)).min(1),
  clouds,
  /** Null takes them from the scenes. */
  endmembers,
  wetness: z.string().nullable(),
  /** Scales and component of RSEI: of all dates together, or of each date on its own (as first published). */
  rseiScope: z.enum(['each', 'common']),
  rseiScaling: rseiScalingSchema,
  align,
  /** For ecosystem quality: a raster per scene of LAI and of GPP, and one of land cover with its legend. */
  quality: z
    .strictObject({
      LAI: z.array(sceneRefSchema),
      GPP: z.array(sceneRefSchema),
      types: sceneRefSchema,
      legend,
    })
    .nullable(),
});
export type StateRequest = z.infer<typeof stateRequestSchema>;

const row = z.strictObject({
  region: z.string(),
  year: z.number().int().nullable(),
  values: z.record(z.string(), finite),
});

export const indexRequestSchema = z.strictObject({
  kind: z.literal('ecology-index'),
  standard: z.enum(indexStandards),
  /** Of the window; those of `table` are read from it. */
  rows: z.array(row),
  /** A file of rows, in the place of `rows`. */
  table: z.string().nullable(),
  landCover: z
    .strictObject({
      scene: sceneRefSchema,
      legend,
      /** What the legend is called in errors. */
      legendSubject: z.string(),
      zones: zonesRefSchema,
      year: z.number().int().nullable(),
    })
    .nullable(),
});
export type IndexRequest = z.infer<typeof indexRequestSchema>;

export const serviceRequestSchema = z.strictObject({
  kind: z.literal('services'),
  service: z.enum(serviceKinds),
  from: z.union([
    z.strictObject({
      rows: z.array(row.extend({ type: z.string().nullable() })),
      table: z.string().nullable(),
    }),
    z.strictObject({
      sources: z.record(z.string(), z.union([sceneRefSchema, z.strictObject({ value: finite })])),
      types: z.strictObject({ scene: sceneRefSchema, legend }).nullable(),
      zones: zonesRefSchema,
      align,
    }),
  ]),
});
export type ServiceRequest = z.infer<typeof serviceRequestSchema>;

const { parameter, sites } = validationParametersSchema.shape.asked.unwrap().shape;

export const validationRequestSchema = z.strictObject({
  kind: z.literal('validation'),
  scene: sceneRefSchema,
  /** FVC, an index or formula, or `raster`. */
  product: z.string().min(1),
  parameter,
  factor: z.number().nullable(),
  endmembers,
  classLimits: z.array(finite).nullable(),
  /** Pixels around a point plot. */
  side: z.union([z.literal(1), z.literal(3), z.literal(5)]),
  withinDays: z.number().nullable(),
  clouds,
  sites,
  /** The file of the plots, where they come from one. */
  files: z.array(z.string()),
  notes: z.array(z.string()),
});
export type ValidationRequest = z.infer<typeof validationRequestSchema>;
