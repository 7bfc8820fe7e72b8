import { useEffect, useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import type { ShownIndex } from '#renderer/panels/review/state/assessed.ts';
import { useLayers } from '../state/layers.ts';
import { sceneVersion } from '../state/scene-version.ts';
import { indexStyle, styleVariables, type IndexVariables } from './index-style.ts';
import type { RasterLook } from './raster-layer.ts';
import { useMap } from './map-context.ts';
import { useSlot } from './use-slot.ts';
import { useStretch } from './use-stretch.ts';
import { useSwipe, type Side } from './use-swipe.ts';
import { useZoneClip } from './use-zone-clip.ts';

const percentiles: [number, number] = [2, 98];

/**
 * An index coloured by the shader, on one side of the divider where one is given. A new threshold is a new uniform,
 * nothing else.
 */
export function IndexLayer({
  scene,
  shown: { index, mask, zoneIds, threshold },
  side = null,
}: {
  scene: CatalogueScene;
  shown: ShownIndex;
  side?: Side | null;
}) {
  const map = useMap();
  const state = useLayers(s => s.layers.index);
  const version = sceneVersion(scene);
  const possible = index !== undefined && index.missing.length === 0 && index.shader !== null;
  const clip = useZoneClip(scene, zoneIds);
  const formulas = useMemo(() => (possible ? [index.formula] : []), [possible, index]);
  const ranges = useStretch(
    possible && state.visible ? { id: scene.id, version } : null,
    formulas,
    percentiles,
  );

  const look = useMemo<RasterLook | null>(() => {
    if (!possible || !ranges) return null;
    const { min, max } = ranges[0];
    return {
      content: { scene, version, layers: index.needs, mask, clip },
      style: indexStyle(index.shader, index.needs.length, variablesNow(min, max, threshold)),
      styleKey: `index ${index.formula}`,
      zIndex: 2,
    };
  }, [scene, version, mask, clip, index, possible, ranges, threshold]);
  const slot = useSlot(look, state);
  useSwipe(slot, look, side);

  useEffect(() => {
    const range = ranges?.[0];
    if (!range) return;
    const recolour = () =>
      slot.current?.updateStyleVariables(styleVariables(variablesNow(range.min, range.max, threshold)));
    recolour();
    const stops = [
      useBloom.subscribe((now, last) => now.threshold !== last.threshold && recolour()),
      useLayers.subscribe((now, last) => now.indexLook !== last.indexLook && recolour()),
    ];
    return () => stops.forEach(stop => stop());
  }, [map, slot, look, ranges, threshold]);
  return null;
}

function variablesNow(low: number, high: number, given: number | undefined): IndexVariables {
  const threshold = given ?? useBloom.getState().threshold ?? high;
  return { threshold, low, high, look: useLayers.getState().indexLook };
}
