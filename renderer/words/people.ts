import type { Text } from '#core/foundation/text.ts';

export const peopleLabels = {
  'people.uncertified': {
    zh: '{name} 的签名密钥 {key}… 尚未经管理员认证',
    en: 'The signing key {key}… of {name} is not certified yet',
  },
  'people.certify': { zh: '认证', en: 'Certify' },
  'people.title': { zh: '人员与登录', en: 'People and signing in' },
  'people.set-up': { zh: '设置人员', en: 'Set up people' },
  'people.sign-in': { zh: '登录', en: 'Sign in' },
  'people.sign-out': { zh: '退出登录', en: 'Sign out' },
  'people.person': { zh: '人员', en: 'Person' },
  'people.pin': { zh: 'PIN', en: 'PIN code' },
  'people.pin-for': { zh: 'PIN（至少 6 位）', en: 'PIN (at least 6 characters)' },
  'people.pin-hint': {
    zh: '只有本人知道；以 scrypt 加盐保存，不进入日志',
    en: 'Known to that person only; kept salted with scrypt, never in the journal',
  },
  'people.forgotten': {
    zh: '忘记 PIN 时请管理员重新设置。',
    en: 'Where a PIN is forgotten, an administrator gives a new one.',
  },
  'people.old-pin': { zh: '原 PIN', en: 'PIN of before' },
  'people.new-pin': { zh: '新 PIN', en: 'New PIN' },
  'people.change-pin': { zh: '设置 PIN', en: 'Set the PIN' },
  'people.pin-changed': { zh: 'PIN 已更改', en: 'The PIN was changed' },
  'people.reset-pin': { zh: '重设 PIN', en: 'New PIN' },
  'people.pin-of': { zh: '{name} 的新 PIN', en: 'New PIN of {name}' },
  'people.none': {
    zh: '本工作区还没有设置人员：以这台电脑的用户名工作，所有功能照常可用。设置人员后需登录工作，评估可以送审、退回和通过；没有人能通过自己的成果。',
    en: 'No people are set up in this workspace: work goes on under the user name of this computer, and everything works. Once people are set up they sign in to work, and assessments can be submitted, returned and approved; nobody approves their own work.',
  },
  'people.first': { zh: '第一个人是管理员', en: 'The first person is an administrator' },
  'people.add': { zh: '添加人员', en: 'Add a person' },
  'people.name': { zh: '姓名', en: 'Name' },
  'people.role': { zh: '角色', en: 'Role' },
  'people.active': { zh: '可登录', en: 'May sign in' },
  'people.list': { zh: '人员', en: 'People' },
  'people.role-of': { zh: '{name} 的角色', en: 'Role of {name}' },
  'people.active-of': { zh: '{name} 可登录', en: '{name} may sign in' },
  'people.works-as': { zh: '以 {who} 工作；尚未设置人员', en: 'Working as {who}; no people are set up' },
  'people.role-analyst': { zh: '分析员', en: 'analyst' },
  'people.role-ecologist': { zh: '生态人员', en: 'ecologist' },
  'people.role-reviewer': { zh: '审核人', en: 'reviewer' },
  'people.role-admin': { zh: '管理员', en: 'administrator' },
  'people.about-analyst': {
    zh: '可评估、修正、编辑样地并送审。',
    en: 'Assesses, corrects, edits plots and submits.',
  },
  'people.about-ecologist': {
    zh: '可编辑样地与观测，可批注。',
    en: 'Edits plots and observations, and comments.',
  },
  'people.about-reviewer': {
    zh: '可批注、退回、通过和替代，不能评估。',
    en: 'Comments, returns, approves and supersedes; does not assess.',
  },
  'people.about-admin': {
    zh: '可设置人员，也可做其他人能做的一切；但同样不能通过自己的成果。',
    en: 'Sets people up and may do what they do, but does not approve their own work either.',
  },
} as const satisfies Record<string, Text>;
