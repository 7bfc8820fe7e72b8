import type { Text } from '#core/foundation/text.ts';

export const compositeLabels = {
  'composite.title': { zh: '合成方式', en: 'Composite' },
  'composite.natural': { zh: '真彩色', en: 'Natural' },
  'composite.natural-long': { zh: '真彩色：红 绿 蓝', en: 'Natural colour: R G B' },
  'composite.false': { zh: '假彩色', en: 'False' },
  'composite.false-long': { zh: '标准假彩色：近红外 红 绿（F）', en: 'False colour: N R G (F)' },
  'composite.band': { zh: '单波段', en: 'Band' },
  'composite.band-long': { zh: '单波段灰度', en: 'One band in grey' },
  'composite.impossible': { zh: '影像缺少所需波段', en: 'The scene lacks the bands' },
  'composite.stretch': { zh: '拉伸', en: 'Stretch' },
  'composite.min-max': { zh: '最小–最大', en: 'min – max' },
  'composite.gamma': { zh: '伽马', en: 'Gamma' },
} as const satisfies Record<string, Text>;
