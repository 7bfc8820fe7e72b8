import { z } from 'zod';
import { joinMethods } from './joined.ts';
import { bandRoles } from './band-roles.ts';

const finite = z.number().refine(Number.isFinite);

/** Role → band number, 1 … n across all files. */
export const bandMapSchema = z.partialRecord(z.enum(bandRoles), z.number().int().positive());
export type BandMap = z.infer<typeof bandMapSchema>;

/** What the user says about a scene, over what the files say. */
export const sceneOptionsSchema = z.strictObject({
  bands: bandMapSchema.optional(),
  /** `bands` names every role: what it leaves out has none, whatever the files say. */
  allRoles: z.boolean().optional(),
  scale: finite.optional(),
  offset: finite.optional(),
  nodata: z.number().nullable().optional(),
  /** How pictures of one pass on other grids are brought onto that of the first. */
  join: z.enum(joinMethods).optional(),
  /** Of the ground under a picture that its polynomials place: metres above the ellipsoid. */
  height: finite.optional(),
  /** A model of heights, with the height of the geoid above the ellipsoid where it is told. */
  dem: z.strictObject({ file: z.string(), geoid: finite.optional() }).optional(),
  /** When the picture was taken: a date, or a time with its zone. */
  acquired: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
});
export type SceneOptions = z.infer<typeof sceneOptionsSchema>;
