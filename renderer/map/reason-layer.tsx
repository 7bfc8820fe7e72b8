import { useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import type { ShownIndex } from '#renderer/panels/review/state/assessed.ts';
import { useLayers } from '../state/layers.ts';
import { sceneVersion } from '../state/scene-version.ts';
import type { RasterLook } from './raster-layer.ts';
import { reasonStyle } from './reason-style.ts';
import { useSlot } from './use-slot.ts';
import { useZoneClip } from './use-zone-clip.ts';

/** Why pixels do not count, for the bands of the index at hand; inside of the chosen zones, or everywhere. */
export function ReasonLayer({
  scene,
  shown: { index, mask, zoneIds },
}: {
  scene: CatalogueScene;
  shown: ShownIndex;
}) {
  const state = useLayers(s => s.layers.reasons);
  const version = sceneVersion(scene);
  const clip = useZoneClip(scene, zoneIds);
  const look = useMemo<RasterLook>(() => {
    const layers = index && index.missing.length === 0 ? index.needs : [`b${scene.bands[0]?.index ?? 1}`];
    return {
      content: { scene, version, layers, mask, clip: clip && { ...clip, key: `all ${clip.key}`, all: true } },
      style: reasonStyle(layers.length),
      styleKey: 'reasons',
      zIndex: 3,
    };
  }, [scene, version, index, mask, clip]);
  useSlot(look, state);
  return null;
}
