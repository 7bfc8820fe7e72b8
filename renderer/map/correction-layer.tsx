import { useEffect, useMemo } from 'react';
import type { FeatureLike } from 'ol/Feature.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Correction } from '#core/mask/correction.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useCorrections } from '#renderer/panels/bloom/state/corrections.ts';
import { correctionColor } from '../state/palettes.ts';
import { viewProjection } from './ground.ts';
import { useCorrectionTool } from './use-correction-tool.ts';
import { useVector } from './use-vector.ts';
import { fill, polygonFeature } from './vector-layer.ts';

const casing = new Style({ stroke: new Stroke({ color: 'rgba(8, 14, 16, 0.7)', width: 3.5 }) });

function correctionStyle(feature: FeatureLike): Style[] {
  const correction = feature.get('subject') as Correction;
  const chosen = correction.id === useCorrections.getState().chosenId;
  const color = correctionColor(correction);
  return [
    casing,
    new Style({
      stroke: new Stroke({ color, width: chosen ? 3 : 1.75, lineDash: chosen ? undefined : [5, 3] }),
      fill: new Fill({ color: `${color}${chosen ? '40' : '14'}` }),
      zIndex: chosen ? 1 : 0,
    }),
  ];
}

/** Outlines of the scene's hand corrections, and the tools that draw them. */
export function CorrectionLayer({ scene }: { scene: CatalogueScene }) {
  const corrections = useCorrections(s => s.corrections);
  const sceneId = useCorrections(s => s.sceneId);
  useCorrectionTool(scene);
  return <CorrectionOutlines scene={scene} corrections={sceneId === scene.id ? corrections : none} />;
}

const none: Correction[] = [];

export function CorrectionOutlines({
  scene,
  corrections,
}: {
  scene: CatalogueScene;
  corrections: readonly Correction[];
}) {
  const style = useMemo(() => correctionStyle, []);
  const layer = useVector('corrections', style, 10.5);
  const projection = viewProjection(scene);

  useEffect(() => {
    fill(layer, projection, () => corrections.map(c => polygonFeature(c.geometry, c, projection)));
  }, [layer, projection, corrections]);
  useEffect(
    () => useCorrections.subscribe((now, last) => now.chosenId !== last.chosenId && layer.changed()),
    [layer],
  );
  return null;
}
