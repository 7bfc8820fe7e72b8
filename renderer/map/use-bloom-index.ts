import type { CatalogueScene } from '#core/scene/scene.ts';
import type { ShownIndex } from '#renderer/panels/review/state/assessed.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { findIndex, useIndices } from '#renderer/panels/bloom/state/indices.ts';
import { maskIdFor, useMask } from '#renderer/panels/bloom/state/mask.ts';

/** What is being assessed in the bloom task. */
export function useBloomIndex(scene: CatalogueScene): ShownIndex {
  const indexId = useBloom(s => s.indexId);
  const zoneIds = useBloom(s => s.zoneIds);
  const mask = useMask(s => maskIdFor(scene.id, s));
  const index = useIndices(s => (s.sceneId === scene.id ? findIndex(s, indexId) : undefined));
  return { index, mask, zoneIds };
}
