import type { Text } from '#core/foundation/text.ts';

export const validationSentences = {
  'validation.limits': { zh: '分级界限应逐级递增', en: 'limits of classes rise from one to the next' },
  'validation.factor': { zh: '换算系数应大于 0', en: 'expected a factor above 0' },
  'validation.no-plot': {
    zh: '没有样地具有 {id} 的有效观测，无法验证',
    en: 'no plot has a valid observation of {id}; there is nothing to validate with',
  },
  'validation.no-crs': {
    zh: '影像应有坐标参考系，样地才能叠加',
    en: 'expected a coordinate reference system, so that plots can be laid on it',
  },
  'validation.nothing-near': {
    zh: '具有 {id} 的 {count} 个样地中，没有一个在相近日期有有效的产品值',
    en: 'none of the {count} {count|plot|plots} with {id} has a valid value of the product near its date',
  },
  'validation.late': {
    zh: '{late} 个样地在影像前后 {days} 天内没有观测，未计入',
    en: '{late} {late|plot has|plots have} no sample within {days} {days|day|days} of the scene and stayed out',
  },
  'validation.units': {
    zh: '产品值都不超过 1，而实测值不然：单位一致吗？可能少了系数 100',
    en: 'the product stays below 1 and the samples do not: are the units the same? a factor of 100 may be missing',
  },
  'validation.zeros': {
    zh: '{count} 个样地实测不为 0 而反演值为 0（如 {name}）：相对误差无穷大，P 不合格',
    en: '{count} {count|plot has|plots have} a retrieved value of 0 where something was measured ({name}): the relative error has no end, and P does not pass',
  },
} as const satisfies Record<string, Text>;
