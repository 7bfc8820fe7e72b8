import { z } from 'zod';
import { groundOptionsSchema } from '#core/ground/beside-satellite.ts';
import { retrievalSchema } from '#core/ground/regression.ts';
import {
  askedShapes,
  describedSceneSchema,
  maskParameters,
  matterParameters,
  type RecipeOf,
} from '#core/recipe/recipe.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';
import { thresholdChoiceSchema, thresholdMethods } from './thresholds/threshold-choice.ts';

const index = { index: z.string(), formula: z.string() };

export const bloomParametersSchema = z.object({
  ...index,
  /** The number that the method gave, or that was asked for. */
  threshold: z.number(),
  thresholdMethod: z.enum([...thresholdMethods, 'fixed']).default('fixed'),
  thresholdSource: z.string().default(''),
  rule: z.string().default(''),
  ...maskParameters,
  ground: groundOptionsSchema.optional(),
  retrieval: retrievalSchema.optional(),
  histogram: z.object({ min: z.number(), max: z.number(), step: z.number() }).optional(),
  ...matterParameters,
});
export type BloomRecipe = RecipeOf<'bloom', z.infer<typeof bloomParametersSchema>>;

const lakeThresholdSchema = z.object({
  lake: z.string(),
  index: z.string(),
  value: z.number(),
  note: z.string(),
  who: z.string(),
  time: z.string(),
});

export const seriesParametersSchema = z.object({
  ...index,
  /** A method finds a threshold of its own for every scene. */
  threshold: thresholdChoiceSchema,
  /** What was said of every scene, over what their files say. */
  scene: sceneOptionsSchema.optional(),
  ...maskParameters,
  rule: z.string().default(''),
  folder: z.string(),
  asked: z.object({ lakeThreshold: lakeThresholdSchema.nullable(), ...askedShapes }).optional(),
  oneRowPerDay: z.string().default(''),
  ...matterParameters,
  /** With the hand corrections of each. */
  scenes: z.array(
    describedSceneSchema.extend({ corrections: maskParameters.mask.unwrap().shape.corrections.optional() }),
  ),
});
export type SeriesRecipe = RecipeOf<'series', z.infer<typeof seriesParametersSchema>>;
