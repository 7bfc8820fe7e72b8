import { z } from 'zod';
import { idSet } from '#core/foundation/schemas.ts';

const finite = z.number().refine(Number.isFinite);

/**
 * What leaves pixels out beside nodata. Left out, an option is off; with `clouds` alone the mask is that of the cloud
 * classification.
 */
export const maskOptionsSchema = z.strictObject({
  clouds: z.enum(['auto', 'none']),
  /** Clouds of low probability too: SCL 7, QA confidence 2 of 3. */
  lowClouds: z.boolean().optional(),
  /** False keeps the rim that Landsat adds around clouds. */
  dilatedClouds: z.boolean().optional(),
  /** Land where a water index lies below the threshold and the pixel is not like floating scum. */
  water: z.strictObject({ index: z.string().min(1).max(300), threshold: finite }).optional(),
  /**
   * Sun glint where shortwave (else near) infrared reflectance lies above the limit and near infrared not above red.
   */
  glint: z.strictObject({ limit: z.number().positive().max(2) }).optional(),
  /** Metres inwards from the outline of all chosen zones together; islands have a shore too. */
  shoreBufferM: z.number().positive().max(20_000).optional(),
  /** Zones of standing plants, left out wherever they lie. */
  vegetationZoneIds: idSet.max(1000).optional(),
  /** Zones of which less is seen are not graded, 0–1; over the rule's own limit. */
  minValidShare: z.number().min(0).max(1).optional(),
  /** A person says that the zones are water, whatever an index of water says of them. */
  allWater: z.literal(true).optional(),
  /** False leaves the scene's hand corrections aside. */
  corrections: z.boolean().optional(),
});
export type MaskOptions = z.infer<typeof maskOptionsSchema>;

/** Limits that are offered where the user gives none. No standard names them: to be confirmed. */
export const usualMaskLimits = {
  glintSwir: 0.05,
  glintNir: 0.1,
  /** Floating scum stays below this in the shortwave infrared, plants on land above it. */
  scumSwir: 0.1,
  waterThreshold: 0,
} as const;
