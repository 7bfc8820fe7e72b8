import type { Text } from '#core/foundation/text.ts';

export const commonLabels = {
  'common.close': { zh: '关闭', en: 'Close' },
  'common.cancel': { zh: '取消', en: 'Cancel' },
  'common.save': { zh: '保存', en: 'Save' },
  'common.apply': { zh: '应用', en: 'Apply' },
  'common.remove': { zh: '移除', en: 'Remove' },
  'common.loading': { zh: '正在载入…', en: 'Loading…' },
  'common.simulated': { zh: '模拟数据', en: 'Simulated' },
  'common.simulated-long': {
    zh: '这些数据由程序模拟生成，不是实测。',
    en: 'These data were made by a program, not measured.',
  },
  'common.writes-elsewhere': {
    zh: '只读：{user}（{machine}）正在编辑',
    en: 'Read-only: {user} on {machine} is writing',
  },
  'common.read-only': { zh: '只读', en: 'Read-only' },
  'common.to-confirm': { zh: '待核对', en: 'to be confirmed' },
} as const satisfies Record<string, Text>;
