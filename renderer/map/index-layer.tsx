import { useEffect, useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useBloom } from '../state/bloom.ts';
import { findIndex, useIndices } from '../state/indices.ts';
import { useLayers } from '../state/layers.ts';
import { maskIdFor, useMask } from '../state/mask.ts';
import { sceneVersion } from '../state/scene-version.ts';
import { indexStyle, styleVariables, type IndexVariables } from './index-style.ts';
import type { RasterLook } from './raster-layer.ts';
import { useMap } from './map-context.ts';
import { useSlot } from './use-slot.ts';
import { useStretch } from './use-stretch.ts';
import { useZoneClip } from './use-zone-clip.ts';

const percentiles: [number, number] = [2, 98];

/** The index that is being assessed, coloured by the shader. A new threshold is a new uniform, nothing else. */
export function IndexLayer({ scene }: { scene: CatalogueScene }) {
  const map = useMap();
  const indexId = useBloom(s => s.indexId);
  const mask = useMask(s => maskIdFor(scene.id, s));
  const index = useIndices(s => (s.sceneId === scene.id ? findIndex(s, indexId) : undefined));
  const state = useLayers(s => s.layers.index);
  const version = sceneVersion(scene);
  const possible = index !== undefined && index.missing.length === 0 && index.shader !== null;
  const clip = useZoneClip(scene);
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
      style: indexStyle(index.shader, index.needs.length, variablesNow(min, max)),
      styleKey: `index ${index.formula}`,
      zIndex: 2,
    };
  }, [scene, version, mask, clip, index, possible, ranges]);
  const slot = useSlot(look, state);

  useEffect(() => {
    const range = ranges?.[0];
    if (!range) return;
    const recolour = () =>
      slot.current?.updateStyleVariables(styleVariables(variablesNow(range.min, range.max)));
    recolour();
    const stops = [
      useBloom.subscribe((now, last) => now.threshold !== last.threshold && recolour()),
      useLayers.subscribe((now, last) => now.indexLook !== last.indexLook && recolour()),
    ];
    return () => stops.forEach(stop => stop());
  }, [map, slot, look, ranges]);
  return null;
}

function variablesNow(low: number, high: number): IndexVariables {
  const threshold = useBloom.getState().threshold ?? high;
  return { threshold, low, high, look: useLayers.getState().indexLook };
}
