import type { Text } from '#core/foundation/text.ts';

export const peopleSentences = {
  'people.no-such-person': { zh: '没有编号为 {id} 的人员', en: 'there is no person with number {id}' },
  'people.name-taken': {
    zh: '已有同名人员，请换一个名字',
    en: 'there is somebody of this name; choose another',
  },
  'people.name-was-taken': {
    zh: '他人曾用此名，且其成果以此署名；请换一个名字',
    en: 'somebody else had this name, and it stands under their work; choose another',
  },
  'people.last-administrator': { zh: '最后一名管理员不能取消', en: 'the last administrator must stay one' },
  'people.wrong-pin': { zh: 'PIN 不正确', en: 'the PIN is wrong' },
  'people.not-active': {
    zh: '已停用，不能登录；请联系管理员',
    en: 'may not sign in any more; ask an administrator',
  },
  'people.locked': {
    zh: 'PIN 多次输入错误，请在 {seconds} 秒后再试',
    en: 'too many wrong PINs; try again in {seconds} {seconds|second|seconds}',
  },
  'people.former-pin': { zh: '修改 PIN 需要输入原 PIN', en: 'the PIN of before is needed to change it' },
  'people.pin-of-others': {
    zh: '只有管理员可以为他人设置新 PIN',
    en: 'only an administrator gives others a new PIN',
  },
  'people.sign-in-first': {
    zh: '请先登录：本工作区已设置人员',
    en: 'sign in first: people are set up in this workspace',
  },
  'people.role-may-not': {
    zh: '{role}无权进行此操作，请联系管理员',
    en: 'the role {role} may not do this; ask an administrator',
  },
  'people.admin': { zh: '管理员', en: 'admin' },
  'people.analyst': { zh: '分析员', en: 'analyst' },
  'people.ecologist': { zh: '生态人员', en: 'ecologist' },
  'people.reviewer': { zh: '审核人', en: 'reviewer' },
} as const satisfies Record<string, Text>;
