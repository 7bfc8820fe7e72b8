import { z } from 'zod';
import { matterParameters, type RecipeOf } from '#core/recipe/recipe.ts';
import { changeOptionsSchema, changeThresholds } from './change-options.ts';

/** The options as they were asked for, with what was found: the threshold's number, the shift, the normalisation. */
export const redlineParametersSchema = changeOptionsSchema.extend({
  /** Null where no index was compared. */
  index: z.string().nullable(),
  formula: z.string().nullable().default(null),
  threshold: z.number(),
  thresholdMethod: z.enum([...changeThresholds, 'fixed']).default('fixed'),
  thresholdSource: z.string().default(''),
  rule: z.string().default(''),
  alignment: z.string().default(''),
  /** True where the second date was brought onto the grid of the first. */
  aligned: z.boolean().default(false),
  normalisation: z
    .array(
      z.object({
        layer: z.string(),
        gain: z.number(),
        offset: z.number(),
        invariant: z.number(),
        pixels: z.number(),
        r2: z.number(),
        rmse: z.number(),
      }),
    )
    .nullable()
    .default(null),
  coregistration: z
    .object({
      layer: z.string(),
      dx: z.number().nullable(),
      dy: z.number().nullable(),
      shiftPx: z.number().nullable(),
      shiftM: z.number().nullable(),
      spreadPx: z.number().nullable(),
      correlation: z.number().nullable(),
      windows: z.number(),
      used: z.number(),
    })
    .nullable()
    .default(null),
  cleaning: z.string().default(''),
  connection: z.string().default(''),
  endmembers: z.object({ soil: z.number(), vegetation: z.number() }).nullable().default(null),
  samePixels: z.string().nullable().default(null),
  endmemberRule: z.string().nullable().default(null),
  ...matterParameters,
});
export type RedlineRecipe = RecipeOf<'redline', z.infer<typeof redlineParametersSchema>>;
