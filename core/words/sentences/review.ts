import type { Text } from '#core/foundation/text.ts';

export const reviewSentences = {
  'review.approval-stays': { zh: '审核通过的记录不能删除', en: 'an approval cannot be taken out' },
  'review.approval-fixed': { zh: '审核通过的记录不能修改', en: 'an approval cannot be changed' },
  'review.approved-stays': { zh: '已通过的评估不能删除', en: 'an approved assessment cannot be removed' },
  'review.approved-fixed': { zh: '已通过的评估不能修改', en: 'an approved assessment cannot be changed' },
  'review.needs-two': {
    zh: '请先设置人员：审核需要两个人',
    en: 'set up people first: a review needs two of them',
  },
  'review.is-approved': {
    zh: '已通过，只读；请重新评估，并以新的替代它',
    en: 'is approved and can only be read; assess again and let the new one supersede it',
  },
  'review.is-submitted': {
    zh: '正在审核，只读；请先撤回',
    en: 'is in review and can only be read; withdraw it first',
  },
  'review.rests-on': {
    zh: '已通过或正在审核，且依赖要移除的内容；该内容须保留',
    en: 'is approved or in review and rests on what was to be removed; it must stay',
  },
  'review.result-changed': {
    zh: '结果在保存之后被其他程序改动；请重新评估',
    en: 'the result was changed by another program since it was saved; assess again',
  },
  'review.reason-needed': { zh: '请说明理由：此步骤需要理由', en: 'say why: this step needs a reason' },
  'review.not-submitter': { zh: '只有提交人可以撤回', en: 'only who submitted it may withdraw it' },
  'review.own-work': {
    zh: '不能审核自己的成果：您制作、修正、编辑或提交过它',
    en: 'nobody reviews their own work: you made, corrected, edited or submitted it',
  },
  'review.comments-open': {
    zh: '有 {count} 条批注未解决；请先解决，或退回',
    en: '{count} {count|comment is|comments are} open; resolve {count|it|them} first, or return it',
  },
  'review.same-kind': { zh: '应为同类的另一项评估', en: 'expected another assessment of the same kind' },
  'review.not-yet-approved': {
    zh: '须先通过，才能替代另一项',
    en: 'must be approved before it supersedes another one',
  },
  'review.comments-closed': { zh: '已通过，不能再批注', en: 'is approved; comments on it are closed' },
  'review.no-comment-to-answer': { zh: '要回复的批注不存在', en: 'the comment to answer is not there' },
  'review.no-such-comment': { zh: '没有编号为 {id} 的批注', en: 'there is no comment with number {id}' },
  'review.not-your-comment': {
    zh: '只有批注人或审核人可以标为已解决；请改为回复',
    en: 'only who made the comment, or a reviewer, may resolve it; answer it instead',
  },
  'review.not-while': { zh: '“{state}”状态下不能进行此操作', en: 'not while it is {state}' },
  'review.since': {
    zh: '审核通过后{what}，导出的将是另一产品；请恢复，或重新评估',
    en: '{what} since the approval, so the product would be another one; put it back, or assess again',
  },
  'review.result-was-changed': { zh: '结果被改动', en: 'the result was changed' },
  'review.zones-were-changed': { zh: '区域被改动', en: 'the zones were changed' },
  'review.scene-was-changed': { zh: '影像说明被改动', en: 'the description of the scene was changed' },
  'review.file-was-changed': { zh: '文件被改动', en: 'the file was changed' },
  'review.draft': { zh: '草稿', en: 'draft' },
  'review.submitted': { zh: '待审', en: 'submitted' },
  'review.returned': { zh: '退回', en: 'returned' },
  'review.approved': { zh: '已通过', en: 'approved' },
  'review.superseded': { zh: '已被替代', en: 'superseded' },
} as const satisfies Record<string, Text>;
