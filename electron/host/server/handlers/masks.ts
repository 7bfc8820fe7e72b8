import type { maskCalls } from '#core/contract/mask-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { invert, toMap } from '#core/grid/grid.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { Masking } from '#core/mask/mask-plan.ts';
import { shapeAreaM2 } from '#core/plots/plot-shapes.ts';
import { edgesOf, toPixelPolygons } from '#core/zones/project.ts';
import { outlineOfPixels } from '#core/zones/outline-pixels.ts';
import { findCrossing } from '#core/zones/find-crossing.ts';
import { say } from '#core/words/said.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { wavelengths } from '#host/run/zones/lanes.ts';
import { maskOfCatalogue } from '#host/run/catalogue-request.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

const keptMasks = 16;

/** A mask as a call asks for it, with the shapes of the catalogue that it names. */
export function maskRequest({ workspace }: Context, sceneId: number, options: MaskOptions): MaskRequest {
  const { catalogue } = workspace;
  return maskOfCatalogue(catalogue, options, catalogue.corrections.list(sceneId));
}

/**
 * The mask that a tile or the read-out names. Throws `not-found` for one that was not prepared, or for another scene.
 */
export function maskOf({ masks }: Pick<Context, 'masks'>, sceneId: number, maskId: string): Masking {
  if (maskId === 'auto' || maskId === 'none') return maskId;
  const found = masks.get(maskId);
  if (found?.sceneId !== sceneId) throw new BloomlineError('not-found', maskId, say('mask.not-prepared'));
  return found.plan;
}

/** Keeps a mask on a scene's grid for tiles and the read-out, and says its name. */
export function prepareMask(
  context: Context,
  sceneId: number,
  zoneIds: readonly number[],
  request: MaskRequest,
): { maskId: string } {
  const { workspace, masks } = context;
  const scene = workspace.scene(sceneId);
  const plan = planMask(scene, soundZones(context, zoneIds), request);
  if (typeof plan === 'string') return { maskId: plan };
  masks.delete(plan.id);
  masks.set(plan.id, { sceneId, plan });
  for (const oldest of masks.keys()) if (masks.size > keptMasks) masks.delete(oldest);
  return { maskId: plan.id };
}

export const maskHandlers: Pick<Handlers, keyof typeof maskCalls> = {
  'mask.prepare': ({ sceneId, zoneIds, mask }, context) =>
    prepareMask(context, sceneId, zoneIds, maskRequest(context, sceneId, mask)),

  'corrections.list': ({ sceneId }, { workspace }) =>
    workspace.catalogue.corrections.list(sceneId).map(withArea),
  'corrections.add': ({ sceneId, correction }, context) => {
    const crossing = correction.tool === 'polygon' ? findCrossing(correction.geometry) : null;
    if (crossing)
      throw new BloomlineError(
        'zone-invalid',
        'correction',
        say('mask.outline-crosses-itself', { places: crossing.map(c => c.toPrecision(9)).join(', ') }),
      );
    const { catalogue, who } = context.workspace;
    return withArea(changed(context, catalogue.corrections.add(who, sceneId, correction)));
  },
  'corrections.update': ({ correctionId, ...changes }, context) => {
    if ((changes.action === 'exclude') !== (changes.reason !== undefined))
      throw new BloomlineError('bad-input', 'reason', say('mask.reason-without-exclude'));
    const { catalogue, who } = context.workspace;
    catalogue.corrections.update(who, correctionId, changes);
    return changed(context, null);
  },
  'corrections.remove': ({ correctionIds }, context) => {
    const { catalogue, who } = context.workspace;
    catalogue.corrections.remove(who, correctionIds);
    return changed(context, null);
  },
  'corrections.connected': async (input, context, { signal }) => {
    const { sceneId, zoneIds, index, mask, threshold, x, y } = input;
    const scene = context.workspace.scene(sceneId);
    const { grid } = scene;
    const zones = soundZones(context, zoneIds);
    const { formula } = findIndex(index);
    kernelFor(scene, formula);
    const [col, row] = toMap(invert(grid.affine), x, y).map(Math.floor);
    const { window, bytes } = await context.pool.run(
      'connected',
      {
        scene,
        formula,
        wavelengths: wavelengths(scene),
        mask: planMask(scene, zones, maskRequest(context, sceneId, mask)),
        threshold,
        col,
        row,
        bounds: zones.zones.map(
          ({ geometry, name }) => edgesOf(toPixelPolygons(geometry, name, cgcs2000, grid)).coordinates,
        ),
      },
      { urgent: true, signal },
    );
    return { geometry: outlineOfPixels(bytes, window, grid), pixels: bytes.reduce((n, on) => n + on, 0) };
  },
};

/** Zones that do not cross themselves: the others have no place on the grid. */
const soundZones = ({ workspace }: Context, zoneIds: readonly number[]) =>
  catalogueZones(
    zoneIds.map(id => workspace.catalogue.zones.get(id)).filter(zone => findCrossing(zone.geometry) === null),
  );

const withArea = (correction: Correction) => ({ ...correction, areaM2: shapeAreaM2(correction.geometry) });

/** Tells the windows, which ask for the corrections and their numbers anew. */
function changed<T>({ send }: Context, result: T): T {
  send({ type: 'changed', what: 'corrections' });
  return result;
}
