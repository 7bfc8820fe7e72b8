import type { Text } from '#core/foundation/text.ts';

export const eiSentences = {
  'ei.eqi-land-cover': {
    zh: 'EQI 采用一级指标值；土地覆盖用于 EI',
    en: 'EQI takes first-level values; a land cover is for EI',
  },
  'ei.no-region': { zh: '没有可计算的区域', en: 'there is no region to compute' },
  'ei.region-twice': {
    zh: '该区域在 {year} 年出现两次',
    en: 'the region stands there twice for the year {year}',
  },
  'ei.cover-without-data': {
    zh: '{zone}：土地覆盖有 {area} km² 无数据，不计入任何类别',
    en: '{zone}: {area} km² of the land cover have no data and count as no class',
  },
  'ei.no-such-zone': {
    zh: '表中的区域不在各分区之中（{zones}）',
    en: "the table's region is none of the zones ({zones})",
  },
  'ei.capped': {
    zh: '{name}：计算值 {value} 超过 100，按 100 计；封顶规则待核对',
    en: '{name}: {value} lies above 100 and counts as 100; the cap is to be confirmed',
  },
  'ei.restricted': {
    zh: '环境限制 {level} 级：EI 由 {from} 调为 {to}',
    en: 'the restriction of level {level} takes EI from {from} to {to}',
  },
  'ei.not-within': {
    zh: '{name}（{id}）{value} 不在 {min}–{max} 之内',
    en: '{name} ({id}) {value} is not within {min}–{max}',
  },
  'ei.divides': { zh: '{name} 为 0，而它要作除数', en: '{name} is 0, and others are divided by it' },
  'ei.ndvi-scale': {
    zh: 'NDVI 均值 {value} 像是 0–1 的 NDVI；HJ 192 采用 0–10000',
    en: 'ndvi_mean {value} looks like NDVI on 0–1; HJ 192 takes it on 0–10000',
  },
  'ei.areas-too-large': {
    zh: '各地类面积之和 {sum} km² 大于区域面积 {area} km²',
    en: "the areas of land cover add up to {sum} km², more than the region's {area} km²",
  },
  'ei.weights-given': {
    zh: '由用户给出：一级以下的权重未查到',
    en: 'given by the user: weights below the first level were not found',
  },
} as const satisfies Record<string, Text>;
