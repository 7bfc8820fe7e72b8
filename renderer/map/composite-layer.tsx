import { useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { compositeLayers, useComposite } from '../state/composite.ts';
import { useLayers } from '../state/layers.ts';
import { sceneVersion } from '../state/scene-version.ts';
import { balanced, compositeStyle } from './composite-style.ts';
import type { RasterLook } from './raster-layer.ts';
import { useSlot } from './use-slot.ts';
import { useStretch } from './use-stretch.ts';
import { useSwipe } from './use-swipe.ts';

/** The scene itself; `swiped`, only the part right of the divider. */
export function CompositeLayer({
  scene,
  zIndex,
  swiped,
}: {
  scene: CatalogueScene;
  zIndex: number;
  swiped?: boolean;
}) {
  const kind = useComposite(s => s.kind);
  const band = useComposite(s => s.band);
  const percentiles = useComposite(s => s.percentiles);
  const gamma = useComposite(s => s.gamma);
  const state = useLayers(s => s.layers.composite);
  const version = sceneVersion(scene);
  const layers = useMemo(() => compositeLayers(scene, kind, band), [scene, kind, band]);
  const ranges = useStretch({ id: scene.id, version }, layers, percentiles);

  const look = useMemo<RasterLook | null>(
    () =>
      ranges && {
        content: { scene, version, layers, mask: 'none' },
        style: compositeStyle(layers.length, kind === 'natural' ? balanced(ranges) : ranges, gamma),
        styleKey: `composite ${layers.length}`,
        zIndex,
      },
    [scene, version, layers, kind, ranges, gamma, zIndex],
  );
  const slot = useSlot(look, state);
  useSwipe(slot, look, swiped ? 'right' : null);
  return null;
}
