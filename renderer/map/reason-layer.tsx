import { useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useBloom } from '../state/bloom.ts';
import { findIndex, useIndices } from '../state/indices.ts';
import { useLayers } from '../state/layers.ts';
import { sceneVersion } from '../state/scene-version.ts';
import type { RasterLook } from './raster-layer.ts';
import { reasonStyle } from './reason-style.ts';
import { useSlot } from './use-slot.ts';

/** Why pixels do not count, for the bands of the index at hand. */
export function ReasonLayer({ scene }: { scene: CatalogueScene }) {
  const indexId = useBloom(s => s.indexId);
  const index = useIndices(s => (s.sceneId === scene.id ? findIndex(s, indexId) : undefined));
  const state = useLayers(s => s.layers.reasons);
  const version = sceneVersion(scene);
  const look = useMemo<RasterLook>(() => {
    const layers = index && index.missing.length === 0 ? index.needs : [`b${scene.bands[0]?.index ?? 1}`];
    return {
      content: { scene, version, layers, clouds: 'auto' },
      style: reasonStyle(layers.length),
      styleKey: 'reasons',
      zIndex: 3,
    };
  }, [scene, version, index]);
  useSlot(look, state);
  return null;
}
