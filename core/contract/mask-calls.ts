import { z } from 'zod';
import { newCorrectionSchema, type Correction } from '#core/mask/correction.ts';
import { maskOptionsSchema } from '#core/mask/mask-options.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { call, finite, id, idSet } from './call.ts';

/** How tiles and the read-out name a mask. */
export const maskId = z.string().regex(/^(auto|none|[0-9a-f]{24})$/);

/** A correction as the window lists it. */
export interface ListedCorrection extends Correction {
  /** Ellipsoidal area inside of its outline. */
  areaM2: number;
}

const { action, reason, note } = newCorrectionSchema.shape;

export const maskCalls = {
  /**
   * A mask on a scene's grid, bounded by the zones, for tiles and the read-out: its id, or `auto` / `none` where it
   * is the cloud mask alone. It holds while the host runs.
   */
  'mask.prepare': call<{ maskId: string }>().reads(
    z.strictObject({ sceneId: id, zoneIds: idSet, mask: maskOptionsSchema }),
  ),

  /** Hand corrections of a scene in the order in which they were made; later ones go over earlier ones. */
  'corrections.list': call<ListedCorrection[]>().reads(z.strictObject({ sceneId: id })),
  'corrections.add': call<ListedCorrection>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ sceneId: id, correction: newCorrectionSchema })),
  'corrections.update': call<null>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ correctionId: id, action, reason, note })),
  'corrections.remove': call<null>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ correctionIds: idSet.min(1) })),
  /**
   * The patch of bloom around a place (map coordinates of the scene), four-connected pixels within the zones, as an
   * outline in longitude and latitude.
   */
  'corrections.connected': call<{ geometry: MultiPolygon; pixels: number }>().reads(
    z.strictObject({
      sceneId: id,
      zoneIds: idSet,
      index: z.string().min(1).max(300),
      mask: maskOptionsSchema,
      threshold: finite,
      x: finite,
      y: finite,
    }),
  ),
} as const;
