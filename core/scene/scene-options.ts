import { z } from 'zod';
import { mostAerosol } from '#core/intake/aerosol.ts';
import { levels } from '#core/intake/levels.ts';
import { aerosolModels } from '#core/intake/tables.ts';
import { joinMethods } from './joined.ts';
import { bandRoles } from './band-roles.ts';
import { refinementSchema } from './refinement.ts';

const finite = z.number().refine(Number.isFinite);

/** Role → band number, 1 … n across all files. */
export const bandMapSchema = z.partialRecord(z.enum(bandRoles), z.number().int().positive());
export type BandMap = z.infer<typeof bandMapSchema>;

/** How a scene is brought from counts to reflectance. */
export const preparationOptionsSchema = z.strictObject({
  /** The rung that is wanted; what the sensor's usual one is where nothing is said. */
  level: z.enum(levels).optional(),
  /** Degrees from the vertical, or the sun's computed position instead of what the metadata say. */
  sunZenith: z.union([z.number().min(0).max(90), z.literal('computed')]).optional(),
  viewZenith: z.number().min(0).max(90).optional(),
  viewAzimuth: z.number().min(-360).max(360).optional(),
  /** Dobson units. */
  ozone: z.number().min(0).max(1000).optional(),
  /** Centimetres. */
  waterVapour: z.number().min(0).max(10).optional(),
  /** Metres of the ground: for the air above it, and above the ellipsoid where polynomials place the picture. */
  height: z.number().min(-500).max(9000).optional(),
  aerosol: z.enum(aerosolModels).optional(),
  /** Aerosol optical depth at 550 nm; found in the picture where it is not given. */
  aod: z.number().min(0).max(mostAerosol).optional(),
  /** How it was found. */
  aerosolFit: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
});
export type PreparationOptions = z.infer<typeof preparationOptionsSchema>;

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
  /** A model of heights, with the height of the geoid above the ellipsoid where it is told. */
  dem: z.strictObject({ file: z.string(), geoid: finite.optional() }).optional(),
  /** When the picture was taken: a date, or a time with its zone. */
  acquired: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** A picture with a right place that this one is laid upon, or a table of ground points. */
  reference: z.string().optional(),
  points: z.string().optional(),
  /** What was found by it, for each picture: it is not looked for again. */
  refinements: z.array(refinementSchema).optional(),
  ...preparationOptionsSchema.shape,
});
export type SceneOptions = z.infer<typeof sceneOptionsSchema>;

/** Those of the ladder among a scene's options. */
export const preparationOptionsOf = (options: SceneOptions): PreparationOptions =>
  Object.fromEntries(
    Object.entries(options).filter(([name]) => name in preparationOptionsSchema.shape),
  ) as PreparationOptions;

/** What moves a picture, and how far, among a scene's options. */
export const moveOf = ({ reference, points, refinements }: SceneOptions): SceneOptions =>
  refinements ? { ...(reference ? { reference } : {}), ...(points ? { points } : {}), refinements } : {};
