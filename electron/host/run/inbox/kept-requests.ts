import type { BloomRequest } from '#core/bloom/bloom-request.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { recordedOptions } from '#host/recipe/recorded-mask.ts';

/** What is asked of a new picture for a lake: as it was asked last. */
export interface KeptRequest {
  zoneIds: number[];
  index: string;
  /** The assessment that it comes from. */
  from: { id: number; name: string };
  of: (sceneId: number) => BloomRequest;
}

/**
 * One for each set of zones that was ever assessed for bloom: index, threshold or its method, and mask of the last
 * assessment. Hand corrections are of single pictures and stay with them.
 */
export function keptRequests({
  assessments,
  zones,
}: Pick<Catalogue, 'assessments' | 'zones'>): KeptRequest[] {
  const there = new Set(zones.list().map(zone => zone.id));
  const last = new Map<string, ReturnType<typeof assessments.list>[number]>();
  for (const each of assessments.list()) {
    if (each.kind !== 'bloom' || !each.zoneIds.every(id => there.has(id))) continue;
    const key = [...each.zoneIds].sort((a, b) => a - b).join();
    const known = last.get(key);
    if (!known || each.created > known.created || (each.created === known.created && each.id > known.id))
      last.set(key, each);
  }
  return [...last.values()].map(({ id, name, zoneIds }) => {
    const { recipe } = assessments.get(id).result as BloomResult;
    const { index, threshold, thresholdMethod: method, retrieval } = recipe.parameters;
    // A number that was typed or found on ground points is taken; a method finds one of its own on every picture.
    const choice = method === 'fixed' || method === 'ground' ? threshold : method;
    return {
      zoneIds,
      index,
      from: { id, name },
      of: sceneId => ({
        kind: 'bloom',
        scene: { id: sceneId },
        zones: { ids: zoneIds },
        index,
        mask: { options: recordedOptions(recipe) },
        threshold: choice,
        ground: null,
        ...(retrieval ? { retrieval } : {}),
      }),
    };
  });
}
