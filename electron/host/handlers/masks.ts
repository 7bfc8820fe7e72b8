import { BloomlineError } from '#core/contract/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { Masking } from '#core/mask/mask-plan.ts';
import { findCrossing } from '#core/zones/find-crossing.ts';
import { planMask, type MaskRequest } from '#services/assess/plan-mask.ts';
import type { Context, Handlers } from './context.ts';

const keptMasks = 16;

/** A mask as a call asks for it, with the shapes of the catalogue that it names. */
export function maskRequest({ workspace }: Context, options: MaskOptions): MaskRequest {
  return {
    options,
    vegetation: (options.vegetationZoneIds ?? []).map(id => workspace.catalogue.zones.get(id)),
    vegetationCrs: crsFromEpsg(4490),
    corrections: [],
  };
}

/** The mask that a tile or the read-out names. Throws `not-found` for one that was not prepared, or for another scene. */
export function maskOf({ masks }: Pick<Context, 'masks'>, sceneId: number, maskId: string): Masking {
  if (maskId === 'auto' || maskId === 'none') return maskId;
  const found = masks.get(maskId);
  if (found?.sceneId !== sceneId)
    throw new BloomlineError('not-found', maskId, 'this mask is not prepared; it must be asked for again');
  return found.plan;
}

export const maskHandlers: Pick<Handlers, 'mask.prepare'> = {
  'mask.prepare': ({ sceneId, zoneIds, mask }, context) => {
    const { workspace, masks } = context;
    const scene = workspace.scene(sceneId);
    const zones = zoneIds
      .map(id => workspace.catalogue.zones.get(id))
      .filter(zone => findCrossing(zone.geometry) === null);
    const plan = planMask(scene, zones, crsFromEpsg(4490), maskRequest(context, mask));
    if (typeof plan === 'string') return { maskId: plan };
    masks.delete(plan.id);
    masks.set(plan.id, { sceneId, plan });
    for (const oldest of masks.keys()) if (masks.size > keptMasks) masks.delete(oldest);
    return { maskId: plan.id };
  },
};
