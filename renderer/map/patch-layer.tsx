import { useEffect, useMemo } from 'react';
import type { Assessment } from '#core/review/assessment.ts';
import type Projection from 'ol/proj/Projection.js';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { redlineResult, usePatches, useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { useSession } from '../state/session.ts';
import { useVector } from './use-vector.ts';
import { fill, polygonFeature } from './vector-layer.ts';
import { patchStyle, type ShownPatch } from './vector-styles.ts';

/** Suspected patches: of the last redline assessment, of the ledger where that is looked at, or of what is reviewed; then those of the
 * result that it is compared with, too, dashed. */
export function PatchLayer({ projection }: { projection: Projection }) {
  const found = usePatches();
  const entries = useLedger(s => s.entries);
  const view = useRedline(s => s.view);
  const reviewing = useSession(s => s.task) === 'review';
  const { detail, other } = useReview();
  const patches = useMemo<readonly ShownPatch[]>(() => {
    if (!reviewing) return view === 'ledger' ? entries : found;
    const of = (assessment: Assessment | null | undefined) =>
      redlineResult(assessment ?? null)?.patches ?? [];
    return [...of(other).map(patch => ({ ...patch, earlier: true })), ...of(detail?.assessment)];
  }, [reviewing, detail, other, view, entries, found]);
  const style = useMemo(
    () =>
      patchStyle(() => {
        const { view: shown, patchId } = useRedline.getState();
        const inLedger = shown === 'ledger' && useSession.getState().task !== 'review';
        return inLedger ? useLedger.getState().cursorId : patchId;
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
