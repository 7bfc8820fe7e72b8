import { z } from 'zod';
import type { Assessment } from '#core/review/assessment.ts';
import type { OutcomeDifference } from '#core/review/outcome.ts';
import type { ReviewCheck } from '#core/review/review-check.ts';
import type { Approval } from '#core/review/approval.ts';
import type { ReviewAction, ReviewStep } from '#core/review/states.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { Text } from '#core/foundation/text.ts';
import { call, finite, id, nothing } from './call.ts';
import type { Photo, Site } from '#core/plots/site.ts';

/**
 * What somebody remarked: at a place (longitude, latitude), on a field such as `西部湖区 · bloomAreaKm2`, or on the
 * whole.
 */
export interface ReviewComment {
  id: number;
  field: string | null;
  place: [number, number] | null;
  text: string;
  author: string;
  /** ISO 8601. */
  time: string;
  resolved: { who: string; time: string } | null;
  replies: { id: number; text: string; author: string; time: string }[];
}

/** An assessment as the inbox lists it. */
export interface InboxEntry extends Omit<Assessment, 'result'> {
  zones: number;
  total: number;
  openComments: number;
  /** The last step that it took. */
  last: ReviewStep | null;
}

/** Another assessment of some of the same zones, to lay beside. */
export interface OtherAssessment {
  id: number;
  name: string;
  state: Assessment['state'];
  created: string;
  sceneIds: number[];
  number: string | null;
  /** Superseded by the one at hand. */
  superseded: boolean;
}

/** Everything that a reviewer looks at besides the sheet. */
export interface ReviewDetail {
  assessment: Assessment;
  steps: ReviewStep[];
  comments: ReviewComment[];
  /** Whose work it is: none of them may approve it. */
  workers: string[];
  checks: ReviewCheck[];
  recipe: Text[];
  /** Names of fields that a comment can be pinned to, with what they say. */
  fields: { name: string; label: Text; value: string | number | null }[];
  corrections: Correction[];
  sites: (Pick<Site, 'id' | 'name' | 'lon' | 'lat' | 'kind'> & { photos: Photo[]; observations: number })[];
  others: OtherAssessment[];
  /** Per step: null where it may be taken by who is signed in, else why not, in English. */
  may: Record<ReviewAction, string | null>;
}

/** What running a stored result again showed. */
export interface RerunAnswer {
  identical: boolean;
  compared: number;
  inputs: { path: string; now: string | null; same: boolean }[];
  rules: { id: string; recorded: string | null; now: string | null }[];
  software: { recorded: string; now: string };
  differences: OutcomeDifference[];
  warnings: string[];
}

const why = z.string().trim().max(2000);
const assessment = { assessmentId: id };

export const reviewCalls = {
  'review.inbox': call<InboxEntry[]>().reads(nothing),
  'review.get': call<ReviewDetail>().reads(z.strictObject(assessment)),
  /** The mask that a result was made with, with the hand corrections of then, for tiles of the scene that it shows. */
  'review.mask': call<{ maskId: string }>().reads(z.strictObject(assessment)),
  'review.submit': call<null>()
    .needs('submit')
    .writesWorkspace(z.strictObject({ ...assessment, why: why.optional() })),
  'review.withdraw': call<null>()
    .needs('submit')
    .writesWorkspace(z.strictObject({ ...assessment, why: why.optional() })),
  'review.return': call<null>()
    .needs('review')
    .writesWorkspace(z.strictObject({ ...assessment, why: why.min(1) })),
  /** Gives the next number of the year. `issuedBy` (签发) is who approves where it is left out. */
  'review.approve': call<Approval>()
    .needs('review')
    .writesWorkspace(
      z.strictObject({ ...assessment, issuedBy: z.string().trim().max(40).optional(), why: why.optional() }),
    ),
  'review.supersede': call<null>()
    .needs('review')
    .writesWorkspace(z.strictObject({ ...assessment, byId: id, why: why.min(1) })),
  'review.comment': call<ReviewComment[]>()
    .needs('comment')
    .writesWorkspace(
      z.strictObject({
        ...assessment,
        text: z.string().trim().min(1).max(2000),
        place: z
          .tuple([finite.refine(v => Math.abs(v) <= 180), finite.refine(v => Math.abs(v) <= 90)])
          .optional(),
        field: z.string().min(1).max(200).optional(),
        replyTo: id.optional(),
      }),
    ),
  'review.resolve': call<ReviewComment[]>()
    .needs('comment')
    .writesWorkspace(z.strictObject({ commentId: id, resolved: z.boolean() })),
  'review.rerun': call<RerunAnswer>().reads(z.strictObject(assessment)),
} as const;
