import { z } from 'zod';
import { endMembersSchema } from '#core/ecology/vegetation-cover.ts';
import { resamplings } from '#core/grid/resample.ts';

/** How two dates are compared. */
export const changeMethods = ['index', 'vector', 'classes'] as const;
export type ChangeMethod = (typeof changeMethods)[number];
export const changeDirections = ['loss', 'gain', 'both'] as const;
export type ChangeDirection = (typeof changeDirections)[number];
/** Ways to find the threshold; a number is what a person chose. */
export const changeThresholds = ['default', 'otsu', 'valley'] as const;
export type ChangeThreshold = number | (typeof changeThresholds)[number];
export const normalisations = ['none', 'linear'] as const;

const code = z.number().int().min(0).max(65535);

/** What decides which pixels are tallied how; a threshold can be chosen later. */
export const comparisonSchema = z.strictObject({
  method: z.enum(changeMethods),
  /** Of the method `index`: an index of the tables or a formula. */
  index: z.string().min(1).max(300),
  /** Of the method `vector`: roles or b<n>. */
  layers: z.array(z.string().min(1).max(8)).max(12),
  /** Of the method `classes`: pairs [from, to]; null takes every change of class. */
  transitions: z
    .array(z.tuple([code, code]))
    .max(500)
    .nullable(),
  /** Names of class codes. */
  legend: z.record(z.string().regex(/^\d+$/), z.string().min(1).max(80)).nullable(),
  clouds: z.enum(['auto', 'none']),
  /** How the second date is brought onto the grid of the first; null refuses other grids. */
  align: z.enum(resamplings).nullable(),
  normalise: z.enum(normalisations),
  /** NDVI of bare soil and of full cover that a study area keeps; null takes them from the dates and zones. */
  fvcEndmembers: endMembersSchema.nullish(),
});
export type ComparisonOptions = z.infer<typeof comparisonSchema>;

export const changeOptionsSchema = comparisonSchema.extend({
  threshold: z.union([z.number().min(0).max(1e6), z.enum(changeThresholds)]),
  direction: z.enum(changeDirections),
  /** Patches of fewer pixels go; radius of the closing disc in pixels; holes up to this area are filled. */
  sievePixels: z.number().int().min(0).max(10_000),
  closingPixels: z.number().min(0).max(10),
  fillHolesM2: z.number().min(0).max(1e9),
  /** Patches with less than this inside the zones go. */
  minPatchM2: z.number().min(0).max(1e9),
});
export type ChangeOptions = z.infer<typeof changeOptionsSchema>;

/** Fall of NDVI as it was always assessed; threshold and smallest patch come from the rules. */
export const defaultComparison: ComparisonOptions = {
  method: 'index',
  index: 'NDVI',
  layers: [],
  transitions: null,
  legend: null,
  clouds: 'auto',
  align: null,
  normalise: 'none',
};

export const defaultChangeOptions: ChangeOptions = {
  ...defaultComparison,
  threshold: 'default',
  direction: 'loss',
  sievePixels: 0,
  closingPixels: 0,
  fillHolesM2: 0,
  minPatchM2: 400,
};
