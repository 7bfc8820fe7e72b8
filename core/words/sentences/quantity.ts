import type { Text } from '#core/foundation/text.ts';

/** What the values of a scene are. */
export const quantitySentences = {
  'quantity.counts': { zh: '原始计数 DN', en: 'raw counts (DN)' },
  'quantity.rendering': { zh: '渲染图（拉伸过的字节）', en: 'a rendering (stretched bytes)' },
  'quantity.radiance': { zh: '辐亮度', en: 'radiance' },
  'quantity.code': { zh: '编码', en: 'code' },
  'quantity.toa': { zh: '大气层顶反射率', en: 'top-of-atmosphere reflectance' },
  'quantity.rayleigh-corrected': { zh: '瑞利校正反射率', en: 'Rayleigh-corrected reflectance' },
  'quantity.surface': { zh: '地表反射率', en: 'surface reflectance' },
  'quantity.reflectance': { zh: '反射率（级别未知）', en: 'reflectance (of a level that is not told)' },
  'quantity.by-name': { zh: '波段名 {name}', en: 'band name {name}' },
  'quantity.of-product': { zh: '该产品的定义', en: 'what the product is' },
  'quantity.level-not-told': {
    zh: '没有说明是大气层顶还是地表',
    en: 'nothing tells whether at the top of the atmosphere or at the surface',
  },
  'quantity.threshold-refused': {
    zh: '{index} 的公布阈值 {value} 适用于{needed}，本影像的数值是{found}：请先定标（--scale、--offset，或使用反射率产品），或自行给出数值',
    en: 'the published threshold {value} of {index} is for {needed}, and the values of this scene are {found}: calibrate them (--scale and --offset, or a reflectance product), or give a number of your own',
  },
  'quantity.other-rung': {
    zh: '{index} 适用于{wanted}，本影像的数值是{found}：请用 --level 换算',
    en: '{index} wants {wanted}, and the values of this scene are {found}: bring them there with --level',
  },
  'quantity.kept-refused': {
    zh: '为该湖保存的阈值属于反射率，本影像的数值是{found}：请先定标，或自行给出数值',
    en: 'the threshold kept for the lake belongs to reflectance, and the values of this scene are {found}: calibrate them, or give a number of your own',
  },
  'quantity.number-on': {
    zh: '阈值 {value} 用在{found}上，不是反射率：与公布阈值和其他影像不可比',
    en: 'the threshold {value} is used on {found}, not on reflectance: it cannot be compared with published ones or with other scenes',
  },
} as const satisfies Record<string, Text>;
