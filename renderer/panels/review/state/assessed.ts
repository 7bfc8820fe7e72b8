import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { Assessment } from '#core/review/assessment.ts';
import type { IndexChoice } from '#core/contract/calls.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { useReview } from './review.ts';
import { useSession } from '#renderer/state/session.ts';
import { workspaceStore } from '#renderer/state/root.ts';

/** What the layers of an index and of the mask reasons show. */
export interface ShownIndex {
  index: IndexChoice | undefined;
  mask: string;
  zoneIds: ReadonlySet<number>;
  /** Left out, it follows the bloom task's slider. */
  threshold?: number;
}

/**
 * Saved bloom results as they were made, by assessment: index, threshold, zones, and the mask with the corrections of
 * then.
 */
export const useAssessedResults = workspaceStore<{
  known: Record<number, ShownIndex & { sceneId: number }>;
}>()(() => ({ known: {} }));

export async function loadAssessed({ id, result, zoneIds, sceneIds }: Assessment): Promise<void> {
  const sceneId = sceneIds.at(-1);
  if (result.kind !== 'bloom' || sceneId === undefined) return;
  const [choices, { maskId }] = await Promise.all([
    callHost('index.list', { sceneId }),
    callHost('review.mask', { assessmentId: id }),
  ]);
  const index =
    choices.find(choice => choice.id === result.index) ??
    (await callHost('index.parse', { sceneId, formula: result.index }));
  const shown = { sceneId, index, mask: maskId, zoneIds: new Set(zoneIds), threshold: result.threshold };
  useAssessedResults.setState(s => ({ known: { ...s.known, [id]: shown } }));
}

/** In a review, the result that is shown over a scene; null elsewhere. */
export function assessedOn(sceneId: number): ShownIndex | null {
  if (useSession.getState().task !== 'review') return null;
  const { detail, other } = useReview.getState();
  const { known } = useAssessedResults.getState();
  const shown = [detail?.assessment, other].flatMap(a => (a ? (known[a.id] ?? []) : []));
  return shown.find(one => one.sceneId === sceneId) ?? null;
}

/** The bloom result that a review is about. */
export function useReviewedBloom(): BloomResult | null {
  const task = useSession(s => s.task);
  const result = useReview(s => s.detail?.assessment.result);
  return task === 'review' && result?.kind === 'bloom' ? result : null;
}
