import { recordOf } from '#host/recipe/read-record.ts';
import { rightsOf } from '#core/review/people.ts';
import type { reviewCalls } from '#core/contract/review-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { say } from '#core/words/said.ts';

import { rerun } from '#host/run/rerun/rerun.ts';
import { inboxOf, refuseAlone, reviewDetail } from '#host/products/review/review-desk.ts';
import { dirname } from 'node:path';
import { material } from './assessments.ts';
import { prepareMask } from './masks.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

export const reviewHandlers: Pick<Handlers, keyof typeof reviewCalls> = {
  'review.inbox': (_, { workspace }) => inboxOf(workspace.catalogue),
  'review.get': ({ assessmentId }, { workspace }) =>
    reviewDetail(workspace.catalogue, assessmentId, workspace),

  'review.mask': ({ assessmentId }, context) => {
    const { assessment, mask } = material(context, assessmentId);
    return prepareMask(context, assessment.sceneIds.at(-1)!, assessment.zoneIds, mask);
  },

  'review.submit': ({ assessmentId, why }, context) => step(context, assessmentId, 'submit', why),
  'review.withdraw': ({ assessmentId, why }, context) => step(context, assessmentId, 'withdraw', why),
  'review.return': ({ assessmentId, why }, context) => step(context, assessmentId, 'return', why),

  'review.approve': ({ assessmentId, issuedBy, why }, context) => {
    const { workspace } = context;
    refuseAlone(workspace.hasPeople);
    const { reviews, assessments } = workspace.catalogue;
    reviews.approve(workspace.who, assessmentId, {
      ...(issuedBy ? { issuedBy } : {}),
      ...(why === undefined ? {} : { why }),
    });
    return changed(context, assessments.get(assessmentId).approval!);
  },

  'review.supersede': ({ assessmentId, byId, why }, context) => {
    const { workspace } = context;
    refuseAlone(workspace.hasPeople);
    workspace.catalogue.reviews.supersede(workspace.who, assessmentId, byId, why);
    return changed(context, null);
  },

  'review.comment': (comment, context) => {
    const { workspace } = context;
    workspace.catalogue.reviews.comment(workspace.who, comment);
    return changed(context, workspace.catalogue.reviews.comments(comment.assessmentId));
  },

  'review.resolve': ({ commentId, resolved }, context) => {
    const { person, who, catalogue } = context.workspace;
    const { reviews } = catalogue;
    const owner = reviews.authorOf(commentId);
    if (person && owner !== who && !rightsOf[person.role].includes('review'))
      throw new BloomlineError('not-allowed', owner, say('review.not-your-comment'));
    return changed(context, reviews.comments(reviews.resolve(who, commentId, resolved)));
  },

  'review.rerun': async ({ assessmentId }, context, progress) => {
    const made = material(context, assessmentId);
    const files = made.scenes.flatMap(s => s.files.map(f => f.file)).filter(f => !isUrl(f));
    const found = await rerun(
      {
        product: context.workspace.catalogue.path,
        record: recordOf(made),
        lookIn: [...new Set(files.map(f => dirname(f)))],
        pool: context.pool,
      },
      progress,
    );
    const { identical, compared, inputs, rules, software, differences, warnings } = found;
    return { identical, compared, inputs, rules, software, differences, warnings };
  },
};

function step(
  context: Context,
  assessmentId: number,
  action: 'submit' | 'withdraw' | 'return',
  why: string | undefined,
): null {
  const { workspace } = context;
  refuseAlone(workspace.hasPeople);
  workspace.catalogue.reviews.step(workspace.who, assessmentId, action, why);
  return changed(context, null);
}

/** Tells the windows, which ask for the inbox and what is open anew. */
function changed<T>({ send }: Context, result: T): T {
  send({ type: 'changed', what: 'assessments' });
  return result;
}
