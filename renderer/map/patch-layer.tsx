import { useEffect, useMemo } from 'react';
import type Projection from 'ol/proj/Projection.js';
import { useLedger } from '../state/ledger.ts';
import { usePatches, useRedline } from '../state/redline.ts';
import { useVector } from './use-vector.ts';
import { fill, polygonFeature } from './vector-layer.ts';
import { patchStyle, type ShownPatch } from './vector-styles.ts';

/** Suspected patches: of the last redline assessment, or of the ledger where that is looked at. */
export function PatchLayer({ projection }: { projection: Projection }) {
  const found = usePatches();
  const entries = useLedger(s => s.entries);
  const view = useRedline(s => s.view);
  const patches: readonly ShownPatch[] = view === 'ledger' ? entries : found;
  const style = useMemo(
    () =>
      patchStyle(() => {
        const { view: shown, patchId } = useRedline.getState();
        return shown === 'ledger' ? useLedger.getState().cursorId : patchId;
      }),
    [],
  );
  const layer = useVector('patches', style, 11);

  useEffect(() => {
    fill(layer, projection, () => patches.map(patch => polygonFeature(patch.geometry, patch, projection)));
  }, [layer, patches, projection]);
  useEffect(() => {
    const stops = [
      useRedline.subscribe((now, last) => now.patchId !== last.patchId && layer.changed()),
      useLedger.subscribe((now, last) => now.cursorId !== last.cursorId && layer.changed()),
    ];
    return () => stops.forEach(stop => stop());
  }, [layer]);
  return null;
}
