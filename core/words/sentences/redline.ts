import type { Text } from '#core/foundation/text.ts';

export const redlineSentences = {
  'redline.end-members-close': {
    zh: '裸土（{soil}）与全覆盖（{vegetation}）的 NDVI 过于接近，植被覆盖度参考价值有限',
    en: 'NDVI of soil ({soil}) and of full cover ({vegetation}) are too close: the vegetation cover says little',
  },
  'redline.dates-swapped': {
    zh: '前期（{before}）晚于后期（{after}），是否颠倒？',
    en: 'the first date ({before}) is later than the second ({after}): are they swapped?',
  },
  'redline.nothing-valid-on-one': {
    zh: '其中一期在区域内没有有效像元',
    en: 'no valid pixel lies in the zones on one of the dates',
  },
  'redline.other-grid': {
    zh: '应与 {name} 的格网相同（{grid}），实际为 {other}；请选择后期影像到前期格网的重采样方法（最邻近、双线性、三次卷积、平均），或先统一两期格网',
    en: 'expected the grid of {name} ({grid}), found {other}; choose how the second date is brought onto the grid of the first (nearest, bilinear, cubic, average), or bring both onto one grid first',
  },
  'redline.no-crs': {
    zh: '坐标系未定义，无法叠置两期影像',
    en: 'its coordinate reference system is not defined, so the two dates cannot be laid on each other',
  },
  'redline.mode-for-classes': {
    zh: '众数只用于类别；请选择其他方法',
    en: 'the commonest value is for classes; choose another way',
  },
  'redline.vector-needs-two': {
    zh: '变化向量需要两期共有的至少两个波段',
    en: 'a change vector needs at least two bands that both dates have',
  },
  'redline.land-cover-type': {
    zh: '应为整数编码的土地覆盖栅格，实际像元类型为 {type}',
    en: 'expected a land-cover raster with whole-number codes, found {type} pixels',
  },
  'redline.classes-not-normalised': {
    zh: '类别没有可归一化的数值',
    en: 'classes have no values that could be normalised',
  },
  'redline.too-few-unchanged': {
    zh: '未变化的像元太少，无法归一化后期影像；请不作归一化比较',
    en: 'too few unchanged pixels were found to normalise the second date by; compare the dates without normalisation',
  },
  'redline.normalisation-weak': {
    zh: '{layer} 波段未变化像元的两期相关很低（r² {r2}）：归一化意义不大',
    en: 'the unchanged pixels of {layer} hardly agree between the dates (r² {r2}): the normalisation says little',
  },
  'redline.nothing-valid-on-both': {
    zh: '区域内没有两期均有效的像元',
    en: 'no pixel in the zones is valid on both dates',
  },
  'redline.shift-undetermined': {
    zh: '未能确定两期之间的偏移（{windows} 处中匹配 {used} 处）：请用卷帘检查是否套合',
    en: 'the shift between the dates could not be determined ({used} of {windows} places could be matched): check by swiping that they fit',
  },
  'redline.shifted': {
    zh: '后期影像相对前期偏移 {px} 像元（{m} m），超过 {limit}：边缘处的变化可能是假变化；请先配准',
    en: 'the second date lies {px} pixels ({m} m) beside the first, more than {limit}: change along edges may be none; register the dates to each other first',
  },
  'redline.all-in-pieces': {
    zh: '几乎处处有零碎变化：请提高阈值，或检查两期影像是否套合',
    en: 'almost everything changed in bits and pieces: raise the threshold, or check that the two dates fit each other',
  },
  'redline.no-default': {
    zh: '该比较没有默认阈值；请给定数值，或用 Otsu、谷值',
    en: 'there is no default threshold for this comparison; give a number, otsu or valley',
  },
  'redline.two-scenes-needed': {
    zh: '前后期是同一景影像；请选择两景',
    en: 'both dates are the same scene; choose two',
  },
  'redline.default': { zh: '程序默认值（待核对）', en: 'default of the program (to be confirmed)' },
  'redline.legend-needed': {
    zh: '需要给出土地覆盖代码 {codes} 的图例（每行：代码,名称）',
    en: 'expected a legend that names the land-cover codes {codes}; give one (lines of code,name)',
  },
  'redline.legend-lacks': {
    zh: '图例中没有土地覆盖代码 {codes} 的名称：以代码显示',
    en: 'the legend has no name for the land-cover codes {codes}: they are shown as numbers',
  },
} as const satisfies Record<string, Text>;
