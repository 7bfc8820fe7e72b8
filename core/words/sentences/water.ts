import type { Text } from '#core/foundation/text.ts';

export const waterSentences = {
  'water.no-body': {
    zh: '不知是河流还是湖库，两者限值不同；请填写断面的“水体类型”，或导入湖库区域',
    en: 'river or lake, which have other limits? Fill in the water body of the section, or bring the zone of the lake',
  },
  'water.least-items': {
    zh: '参评项目不足：定类至少需要{items}中的一项',
    en: 'too few items were measured: a class needs at least one of {items}',
  },
  'water.no-data': { zh: '本期没有监测数据', en: 'nothing was measured in this period' },
  'water.no-value': { zh: '本期没有监测值：{reason}', en: 'no value in this period: {reason}' },
  'water.few-months': {
    zh: '参评 {months} 个月，少于通常所需的 {least} 个月',
    en: '{months} {months|month|months} of values, fewer than the usual {least}',
  },
  'water.bad-period': {
    zh: '不是月、季、年；请写成 2025-06、2025-Q2 或 2025',
    en: 'is no month, quarter or year; write 2025-06, 2025-Q2 or 2025',
  },
  'water.no-such-river': {
    zh: '没有断面属于该水体；现有的为 {known}',
    en: 'no section belongs to this water; there are {known}',
  },
  'water.no-sections': {
    zh: '工作区中没有水质断面；请先导入断面与监测数据',
    en: 'the workspace has no sections; import sections and their values first',
  },
  'water.reached': { zh: '达标', en: 'met' },
  'water.not-reached': { zh: '未达标', en: 'not met' },
  'water.not-judged': { zh: '未测：{names}', en: 'not measured: {names}' },
  'water.censored': {
    zh: '{n} 个未检出值按检出限的一半参评',
    en: '{n} {n|value|values} below the limit of detection, taken as kept (half the limit)',
  },
  'water.period': { zh: '本期（{period}）', en: 'This period ({period})' },
  'water.against-previous': { zh: '环比：上期（{period}）', en: 'The period before ({period})' },
  'water.against-last-year': { zh: '同比：上年同期（{period}）', en: 'A year ago ({period})' },
  'water.shares': {
    zh: '{what}：{n} 个断面定类，Ⅰ～Ⅲ类 {good} %，Ⅳ～Ⅴ类 {fair} %，劣Ⅴ类 {bad} %',
    en: '{what}: {n} {n|section|sections} with a class, Ⅰ–Ⅲ {good} %, Ⅳ–Ⅴ {fair} %, worse than Ⅴ {bad} %',
  },
  'water.change': {
    zh: '　{word}（ΔG－ΔD＝{points} 个百分点）',
    en: '  {word} (ΔG − ΔD = {points} percentage points)',
  },
  'water.river-by-mean': {
    zh: '{name}：{n} 个断面，按均值评价为{class}类，{condition}；主要污染指标 {main}',
    en: '{name}: {n} {n|section|sections}, by their mean {class}, {condition}; main pollutants {main}',
  },
  'water.river-by-shares': {
    zh: '{name}：{n} 个断面，按类别比例评价为{condition}；主要污染指标 {main}',
    en: '{name}: {n} {n|section|sections}, by the shares of classes {condition}; main pollutants {main}',
  },
  'water.by-rules': { zh: '依据：{limits}；{rule}{mark}', en: 'By {limits}; {rule}{mark}' },
} as const satisfies Record<string, Text>;
