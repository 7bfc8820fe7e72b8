import { useEffect } from 'react';
import type { Assessment } from '#core/review/assessment.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { loadAssessed, useAssessedResults, type ShownIndex } from '#renderer/panels/review/state/assessed.ts';
import { attempt } from '../state/notices.ts';

/** A saved bloom result as it was made; null until the host has answered, and where it is of another scene. */
export function useAssessed(scene: CatalogueScene, assessment: Assessment | null): ShownIndex | null {
  const mine = assessment?.kind === 'bloom' && assessment.sceneIds.at(-1) === scene.id ? assessment : null;
  useEffect(() => {
    if (mine && scene.missing === null) void attempt(() => loadAssessed(mine));
  }, [mine, scene.missing]);
  return useAssessedResults(s => (mine && s.known[mine.id]) || null);
}
