import { z } from 'zod';
import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import { correctionActions, excludeReasons, multiPolygonSchema } from '#core/mask/correction.ts';
import { maskOptionsSchema } from '#core/mask/mask-options.ts';
import { stepSchema } from '#core/intake/levels.ts';
import { quantities } from '#core/scene/scene.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';

export interface RecipeInput {
  path: string;
  bytes: number;
  /** SHA-256 of the whole file; null where only its fingerprint was taken (large inputs of printed statistics). */
  sha256: string | null;
  /** Of samples of a large file; of the first 64 KB of a file on a server. */
  fingerprint?: string;
  /** What the server said of a file that was read over HTTP. */
  etag?: string | null;
  lastModified?: string | null;
}

export const recipeKinds = [
  'statistics',
  'index',
  'bloom',
  'redline',
  'series',
  'state',
  'ecology-index',
  'services',
  'validation',
  'preparation',
] as const;
export type RecipeKind = (typeof recipeKinds)[number];

/** Of recipes as they are written now. Those of 0.1.0 have none and are read as version 1. */
export const recipeVersion = 2;

/**
 * Everything that is needed to make a product again: what was asked, with everything that was looked up for it.
 * `parameters` are typed by kind; each subject says what its own are.
 */
export interface RecipeOf<Kind extends RecipeKind, Parameters extends object> {
  kind: Kind;
  version?: number;
  software: { name: string; version: string };
  created: string;
  inputs: RecipeInput[];
  parameters: Parameters;
  rules: { id: string; name?: Text; version: string; evidence: Evidence }[];
  coverageRule: string;
  areaRule: string;
  warnings: string[];
  simulated: boolean;
}

/** A recipe of whatever kind, for those who only print or hash it. */
export type Recipe = RecipeOf<RecipeKind, object>;

const correctionSchema = z.object({
  id: z.number(),
  action: z.enum(correctionActions),
  reason: z.enum(excludeReasons).nullable(),
  note: z.string(),
  tool: z.enum(['brush', 'polygon', 'connected', 'file']),
  author: z.string(),
  time: z.string(),
  geometry: multiPolygonSchema,
});

/** What was believed of a scene. */
export const describedSceneSchema = z.object({
  name: z.string(),
  sensor: z.string().nullable().default(null),
  acquired: z.string().nullable().default(null),
  crs: z.string().nullable().default(null),
  files: z.array(z.string()).default([]),
  /** What a person said of it, over what its files say. */
  said: sceneOptionsSchema.default({}),
  /** What its values are and what was done to them, where they were brought there. */
  quantity: z.enum(quantities).optional(),
  steps: z.array(stepSchema).optional(),
  bands: z
    .array(
      z.object({
        band: z.number(),
        role: z.string().nullable(),
        /** JSON has neither NaN nor infinity. */
        nodata: z.union([z.number(), z.string()]).nullable(),
        scale: z.number(),
        offset: z.number(),
        sphericalAlbedo: z.number().optional(),
        source: z.string(),
      }),
    )
    .default([]),
});
export type DescribedScene = z.infer<typeof describedSceneSchema>;

/** The mask of a run: corrections whole, zones of plants by name and hash. */
export const maskParameters = {
  clouds: z.enum(['auto', 'none']).default('auto'),
  mask: z
    .object({
      options: maskOptionsSchema,
      vegetation: z.array(z.string()).default([]),
      /** Of the plant zones' outlines; null where there are none. */
      vegetationSha256: z.string().nullable().default(null),
      corrections: z.array(correctionSchema).default([]),
    })
    .optional(),
};
export const maskParametersSchema = z.object(maskParameters);
export type MaskParameters = z.infer<typeof maskParametersSchema>;

/** Zones and scenes that a run went over. */
export const matterParameters = {
  zones: z.array(z.string()).default([]),
  zonesSha256: z.string().default(''),
  scenes: z.array(describedSceneSchema).default([]),
};
export const matterParametersSchema = z.object(matterParameters);
export type MatterParameters = z.infer<typeof matterParametersSchema>;

const n = z.number();
const datumSchema = z.object({
  name: z.string(),
  shift: z
    .object({
      parameters: z.tuple([n, n, n, n, n, n, n]).readonly(),
      source: z.string(),
      area: z.string(),
      accuracy: n.nullable(),
    })
    .nullable(),
  usual: z.string().nullable(),
});

/** Outlines as they were assessed. */
export const outlinesSchema = z.object({
  crs: z
    .object({
      epsg: z.number().nullable(),
      name: z.string(),
      proj4: z.string(),
      kind: z.enum(['geographic', 'projected']),
      datum: datumSchema.optional(),
      wkt: z.string().optional(),
      geoKeys: z
        .object({ directory: z.array(z.number()), doubles: z.array(z.number()), ascii: z.string() })
        .optional(),
    })
    .nullable(),
  zones: z.array(z.object({ name: z.string(), geometry: z.array(z.array(z.array(z.array(z.number())))) })),
});
export type Outlines = z.infer<typeof outlinesSchema>;

/** Shapes of what was asked, which the record of a product holds as its own. */
export const askedShapes = {
  outlines: outlinesSchema.nullable().optional(),
  plants: outlinesSchema.nullable().optional(),
};
