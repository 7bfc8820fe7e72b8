import type { AssessmentState } from './assessment.ts';

export const reviewActions = ['submit', 'withdraw', 'return', 'approve', 'supersede'] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** From where to where a step leads. */
export const reviewMoves: Record<ReviewAction, { from: readonly AssessmentState[]; to: AssessmentState }> = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  withdraw: { from: ['submitted'], to: 'draft' },
  return: { from: ['submitted'], to: 'returned' },
  approve: { from: ['submitted'], to: 'approved' },
  supersede: { from: ['approved'], to: 'superseded' },
};

/** Steps that say why. */
export const needsWhy = (action: ReviewAction): boolean => action === 'return' || action === 'supersede';

/** Approved once: nothing of it changes any more. */
export const isFinal = (state: AssessmentState): boolean => state === 'approved' || state === 'superseded';

/** One step of an assessment through the review. */
export interface ReviewStep {
  id: number;
  action: ReviewAction;
  who: string;
  /** ISO 8601. */
  time: string;
  why: string;
}
