import type { Text } from '#core/foundation/text.ts';

export const inboxSentences = {
  'inbox.twice': {
    zh: '{name} 与已登记的影像 {known} 是同一景，未重复处理',
    en: '{name} is the same picture as {known}, which is in the catalogue: not taken again',
  },
  'inbox.no-requests': {
    zh: '工作区中还没有水华评估，不知道应评估哪些湖泊、用什么指数和阈值：请先对湖泊做一次评估',
    en: 'no lake was assessed for bloom in this workspace yet: assess one first, so that its index, threshold and mask are known',
  },
  'inbox.not-assessed': {
    zh: '未按“{lake}”的设置评估：{why}',
    en: 'not assessed as in “{lake}”: {why}',
  },
  'inbox.no-folder': {
    zh: '收件箱文件夹不存在或不能读取',
    en: 'the folder of the inbox is not there or cannot be read',
  },
} as const satisfies Record<string, Text>;
