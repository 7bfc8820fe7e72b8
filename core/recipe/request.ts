import { z } from 'zod';
import { id, idSet } from '#core/foundation/schemas.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';
import { outlinesSchema } from './recipe.ts';

const path = z.string().min(1).max(4096);

/** A scene: of the catalogue, or files with what a person says of them. */
export const sceneRefSchema = z.union([
  z.strictObject({ id }),
  z.strictObject({ files: z.array(path).min(1), said: sceneOptionsSchema.optional() }),
]);
export type SceneRef = z.infer<typeof sceneRefSchema>;

/** Zones: of the catalogue, of a layer of a file, or outlines as they were assessed. */
export const zonesRefSchema = z.union([
  z.strictObject({ ids: idSet.min(1) }),
  z.strictObject({
    file: path,
    layer: z.string().optional(),
    nameField: z.string().optional(),
    /** EPSG code, where the file tells none or a wrong one. */
    crs: z.int().positive().optional(),
    swapAxes: z.boolean().optional(),
    /** Only the zones of this lake. */
    lake: z.string().optional(),
    /** Further files that the recipe names with them. */
    beside: z.array(path).optional(),
  }),
  z.strictObject({ outlines: outlinesSchema, subject: z.string(), files: z.array(path) }),
]);
export type ZonesRef = z.infer<typeof zonesRefSchema>;
