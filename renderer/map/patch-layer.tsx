import { useEffect, useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { usePatches, useRedline } from '../state/redline.ts';
import { projectionOf } from './projection.ts';
import { useVector } from './use-vector.ts';
import { fill, polygonFeature } from './vector-layer.ts';
import { patchStyle } from './vector-styles.ts';

/** Suspected patches of the last redline assessment. */
export function PatchLayer({ scene }: { scene: CatalogueScene }) {
  const patches = usePatches();
  const style = useMemo(() => patchStyle(() => useRedline.getState().patchId), []);
  const layer = useVector('patches', style, 11);
  const projection = projectionOf(scene.grid);

  useEffect(() => {
    fill(layer, projection, () => patches.map(patch => polygonFeature(patch.geometry, patch, projection)));
  }, [layer, patches, projection]);
  useEffect(
    () => useRedline.subscribe((now, last) => now.patchId !== last.patchId && layer.changed()),
    [layer],
  );
  return null;
}
