import { useEffect, useMemo } from 'react';
import type Projection from 'ol/proj/Projection.js';
import { usePatches, useRedline } from '../state/redline.ts';
import { useVector } from './use-vector.ts';
import { fill, polygonFeature } from './vector-layer.ts';
import { patchStyle } from './vector-styles.ts';

/** Suspected patches of the last redline assessment. */
export function PatchLayer({ projection }: { projection: Projection }) {
  const patches = usePatches();
  const style = useMemo(() => patchStyle(() => useRedline.getState().patchId), []);
  const layer = useVector('patches', style, 11);

  useEffect(() => {
    fill(layer, projection, () => patches.map(patch => polygonFeature(patch.geometry, patch, projection)));
  }, [layer, patches, projection]);
  useEffect(
    () => useRedline.subscribe((now, last) => now.patchId !== last.patchId && layer.changed()),
    [layer],
  );
  return null;
}
