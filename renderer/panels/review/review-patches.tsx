import type { ReviewDetail } from '#core/contract/review-calls.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { PatchList } from '../redline/patch-list.tsx';

/** The suspected patches of a redline assessment with their pictures of both dates. */
export function ReviewPatches({ detail: { assessment } }: { detail: ReviewDetail }) {
  const set = useReview(s => s.set);
  if (assessment.result.kind !== 'redline') return null;
  return (
    // A patch that is chosen is looked at on the map.
    <div className="review-detail" onClickCapture={() => set({ view: 'map' })}>
      <PatchList assessmentId={assessment.id} result={assessment.result} fixed />
    </div>
  );
}
