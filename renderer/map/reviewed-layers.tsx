import type { CatalogueScene } from '#core/scene/scene.ts';
import type { ShownScenes } from '../state/shown-scenes.ts';
import { CorrectionOutlines } from './correction-layer.tsx';
import { IndexLayer } from './index-layer.tsx';
import { ReasonLayer } from './reason-layer.tsx';
import { useAssessed } from './use-assessed.ts';

/** A saved result as it was made, with the other one left of the divider where two are compared. */
export function ReviewedLayers({
  scene,
  over,
  divided,
  reviewed: { now, other, corrections },
}: Pick<ShownScenes, 'over' | 'divided'> & {
  scene: CatalogueScene;
  reviewed: NonNullable<ShownScenes['reviewed']>;
}) {
  const scenes = { now: over ?? scene, old: scene };
  const made = useAssessed(scenes.now, now);
  const before = useAssessed(scenes.old, divided ? other : null);
  return (
    <>
      {made && <IndexLayer scene={scenes.now} shown={made} side={divided ? 'right' : null} />}
      {before && <IndexLayer scene={scenes.old} shown={before} side="left" />}
      {made && !divided && <ReasonLayer scene={scenes.now} shown={made} />}
      {now.sceneIds.at(-1) === scenes.now.id && (
        <CorrectionOutlines scene={scenes.now} corrections={corrections} />
      )}
    </>
  );
}
