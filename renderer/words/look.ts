import type { Text } from '#core/foundation/text.ts';

export const lookLabels = {
  'look.title': { zh: '指数显示方式', en: 'Look of the index' },
  'look.bloom': { zh: '仅水华', en: 'Bloom' },
  'look.bloom-long': { zh: '仅显示阈值以上', en: 'Only what is above the threshold' },
  'look.bloom-over-ramp': { zh: '叠加', en: 'Both' },
  'look.bloom-over-ramp-long': { zh: '水华叠加在指数色带上', en: 'Bloom over the ramp of the index' },
  'look.ramp': { zh: '指数', en: 'Ramp' },
  'look.ramp-long': { zh: '仅显示指数色带', en: 'Only the ramp of the index' },
  'look.low': { zh: '低', en: 'low' },
  'look.high': { zh: '高', en: 'high' },
} as const satisfies Record<string, Text>;
