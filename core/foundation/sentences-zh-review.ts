/** Of people, rights and the review. */
export const reviewSentences: Record<string, string> = {
  'there is no person with number {id}': '没有编号为 {id} 的人员',
  'there is somebody of this name; choose another': '已有同名人员，请换一个名字',
  'somebody else had this name, and it stands under their work; choose another':
    '他人曾用此名，且其成果以此署名；请换一个名字',
  'what this belongs to is not there any more; nothing was changed, look at the list again':
    '所属的内容已不存在；未作任何改动，请刷新列表后再试',
  'an approval cannot be taken out': '审核通过的记录不能删除',
  'an approval cannot be changed': '审核通过的记录不能修改',
  'an approved assessment cannot be removed': '已通过的评估不能删除',
  'an approved assessment cannot be changed': '已通过的评估不能修改',
  'the last administrator must stay one': '最后一名管理员不能取消',
  'the PIN is wrong': 'PIN 不正确',
  'may not sign in any more; ask an administrator': '已停用，不能登录；请联系管理员',
  'too many wrong PINs; try again in {seconds} seconds': 'PIN 多次输入错误，请在 {seconds} 秒后再试',
  'the PIN of before is needed to change it': '修改 PIN 需要输入原 PIN',
  'only an administrator gives others a new PIN': '只有管理员可以为他人设置新 PIN',
  'sign in first: people are set up in this workspace': '请先登录：本工作区已设置人员',
  'the role analyst may not do this; ask an administrator': '分析员无权进行此操作，请联系管理员',
  'the role ecologist may not do this; ask an administrator': '生态人员无权进行此操作，请联系管理员',
  'the role reviewer may not do this; ask an administrator': '审核人无权进行此操作，请联系管理员',
  'the role {role} may not do this; ask an administrator': '角色 {role} 无权进行此操作，请联系管理员',
  'set up people first: a review needs two of them': '请先设置人员：审核需要两个人',
  'is approved and can only be read; assess again and let the new one supersede it':
    '已通过，只读；请重新评估，并以新的替代它',
  'is in review and can only be read; withdraw it first': '正在审核，只读；请先撤回',
  'is approved or in review and rests on what was to be removed; it must stay':
    '已通过或正在审核，且依赖要移除的内容；该内容须保留',
  'the result was changed by another program since it was saved; assess again':
    '结果在保存之后被其他程序改动；请重新评估',
  'say why: this step needs a reason': '请说明理由：此步骤需要理由',
  'only who submitted it may withdraw it': '只有提交人可以撤回',
  'nobody reviews their own work: you made, corrected, edited or submitted it':
    '不能审核自己的成果：您制作、修正、编辑或提交过它',
  '{count} comments are open; resolve them first, or return it': '有 {count} 条批注未解决；请先解决，或退回',
  'expected another assessment of the same kind': '应为同类的另一项评估',
  'must be approved before it supersedes another one': '须先通过，才能替代另一项',
  'is approved; comments on it are closed': '已通过，不能再批注',
  'the comment to answer is not there': '要回复的批注不存在',
  'there is no comment with number {id}': '没有编号为 {id} 的批注',
  'only who made the comment, or a reviewer, may resolve it; answer it instead':
    '只有批注人或审核人可以标为已解决；请改为回复',
  'not while it is draft': '草稿状态不能进行此操作',
  'not while it is submitted': '待审状态不能进行此操作',
  'not while it is returned': '退回状态不能进行此操作',
  'not while it is approved': '已通过，不能进行此操作',
  'not while it is superseded': '已被替代，不能进行此操作',
  'not while it is {state}': '状态 {state} 下不能进行此操作',
  'the result was changed since the approval, so the product would be another one; put it back, or assess again':
    '通过之后结果被改动，导出的将是另一产品；请恢复，或重新评估',
  'the zones were changed since the approval, so the product would be another one; put it back, or assess again':
    '通过之后区域被改动，导出的将是另一产品；请恢复，或重新评估',
  'the description of the scene was changed since the approval, so the product would be another one; put it back, or assess again':
    '通过之后影像说明被改动，导出的将是另一产品；请恢复，或重新评估',
  'the file was changed since the approval, so the product would be another one; put it back, or assess again':
    '通过之后文件被改动，导出的将是另一产品；请恢复，或重新评估',
  '{what} since the approval, so the product would be another one; put it back, or assess again':
    '{what}（通过之后），导出的将是另一产品；请恢复，或重新评估',
};
