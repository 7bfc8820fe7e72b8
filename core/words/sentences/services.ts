import type { Text } from '#core/foundation/text.ts';

export const servicesSentences = {
  'services.no-such-input': {
    zh: '不是该服务的输入；可用的有 {list}',
    en: 'no input of this service; known are {list}',
  },
  'services.missing': {
    zh: '缺少输入：{list}；程序不作假设',
    en: 'missing inputs: {list}; nothing is assumed',
  },
  'services.all-single': {
    zh: '所有输入都是单一数值：分区至少需要一个栅格来确定位置；请改用含面积的区域表',
    en: 'all inputs are single values: zones need at least one raster to lie on; use a table of regions with their areas',
  },
  'services.other-grid': {
    zh: '与 {name} 的格网不同；请选择对齐，程序不会自行重采样',
    en: 'it does not share the grid of {name}; ask for alignment (align), nothing is resampled unasked',
  },
  'services.nowhere': { zh: '区域内没有一处具备全部输入', en: 'no place of the zones has all inputs' },
  'services.no-area': { zh: '缺少面积 area_km2，或不大于 0', en: 'area_km2 is missing or not above 0' },
  'services.no-such-type': { zh: '类型“{type}”不在 {list} 之中', en: 'type “{type}” is none of {list}' },
  'services.cannot-be': {
    zh: '{id} = {value} 不可能：应为 {range}；单位对吗？',
    en: '{id} = {value} cannot be: expected {range}; is the unit right?',
  },
  'services.expected': { zh: '{words}：应为 {list}', en: '{words}: expected {list}' },
  'services.codes-without-type': {
    zh: '图例中没有的编码：{codes}；请为每个编码指定类型',
    en: 'codes without a legend: {codes}; give each of them a type',
  },
  'services.most-cannot-be': {
    zh: '大部分取值不可能（如 {example}）：应为 {range}；单位对吗？',
    en: 'most of its values cannot be ({example}): expected {range}; is the unit right?',
  },
  'services.some-cannot-be': {
    zh: '{id}：有 {area} km² 的取值（如 {example}）不可能，未计入',
    en: '{id}: {area} km² have values such as {example} that cannot be, and are left out',
  },
} as const satisfies Record<string, Text>;
