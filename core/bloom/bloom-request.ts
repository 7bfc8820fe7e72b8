import { z } from 'zod';
import { retrievalSchema } from '#core/ground/regression.ts';
import { groundOptionsSchema } from '#core/ground/beside-satellite.ts';
import { maskOptionsSchema } from '#core/mask/mask-options.ts';
import { maskParameters } from '#core/recipe/recipe.ts';
import { sceneRefSchema, zonesRefSchema } from '#core/recipe/request.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';
import { thresholdChoiceSchema } from './thresholds/threshold-choice.ts';

/**
 * A mask as it is asked for. In the catalogue the options name the plant zones, and the scene has its hand
 * corrections.
 */
export const maskRefSchema = z.strictObject({
  options: maskOptionsSchema,
  vegetation: zonesRefSchema.optional(),
  /** A file of corrections, or a list; left out, those that the scene has in the catalogue. */
  corrections: z
    .union([z.strictObject({ file: z.string() }), maskParameters.mask.unwrap().shape.corrections.unwrap()])
    .optional(),
});
export type MaskRef = z.infer<typeof maskRefSchema>;

/** Ground points: of the catalogue, or of a workspace or table at a path. */
export const pointsRefSchema = z.union([
  z.literal('catalogue'),
  z.strictObject({ path: z.string(), date: z.string().optional() }),
]);
export type PointsRef = z.infer<typeof pointsRefSchema>;

export const bloomRequestSchema = z.strictObject({
  kind: z.literal('bloom'),
  scene: sceneRefSchema,
  zones: zonesRefSchema,
  /** An id of the tables, or a formula. */
  index: z.string().min(1),
  mask: maskRefSchema,
  threshold: thresholdChoiceSchema,
  ground: z.strictObject({ points: pointsRefSchema, options: groundOptionsSchema }).nullable(),
  retrieval: retrievalSchema.optional(),
});
export type BloomRequest = z.infer<typeof bloomRequestSchema>;

export const seriesRequestSchema = z.strictObject({
  kind: z.literal('series'),
  folder: z.string().min(1),
  zones: zonesRefSchema,
  index: z.string().min(1),
  mask: maskRefSchema,
  threshold: thresholdChoiceSchema,
  /** What is said of every scene, over what their files say. */
  said: sceneOptionsSchema.optional(),
});
export type SeriesRequest = z.infer<typeof seriesRequestSchema>;
