import type { IndexDefinition } from '#core/index/index-definition.ts';
import type { Masking } from '#core/mask/mask-plan.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import { placesTogether, type PlacesTogether } from '#host/run/zones/places-together.ts';
import { placeZones, usableZones, type PlacedZone } from '#host/run/zones/place-zones.ts';

/** What is looked at, before anything is looked up. */
export interface BloomMatter {
  scene: Scene;
  zones: ZoneSet;
  /** An id of the tables, or a formula. */
  index: string;
  mask: MaskRequest;
}

/**
 * One scene as it is gone through: index, zones and mask on its grid. Made once in a run; tallies, maps, patches and
 * files share it.
 */
export interface BloomPlan extends Omit<BloomMatter, 'index'> {
  kind: 'bloom';
  /** Null for a typed formula. */
  definition: IndexDefinition | null;
  /** Of the index. */
  id: string;
  formula: string;
  placed: readonly PlacedZone[];
  /** The same together. */
  together: PlacesTogether;
  /** The mask on the scene's grid. */
  masking: Masking;
}

/**
 * `placed`: the zones on the scene's grid, where they were placed before. Throws `formula-invalid`, `band-missing`,
 * and what `placeZones` and `planMask` throw.
 */
export function planBloom(matter: BloomMatter, placed?: readonly PlacedZone[]): BloomPlan {
  const { scene, zones, mask } = matter;
  const index = findIndex(matter.index);
  kernelFor(scene, index.formula);
  const places = placed ?? placeZones(zones, scene.grid);
  const together = placesTogether(zones, places, scene.grid);
  const masking = planMask(scene, usableZones(zones, places), mask);
  return { kind: 'bloom', scene, zones, mask, ...index, placed: places, together, masking };
}
