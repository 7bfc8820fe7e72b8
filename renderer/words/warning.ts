import type { Text } from '#core/foundation/text.ts';

export const warningLabels = {
  'warning.list': { zh: '预警', en: 'Warnings' },
  'warning.none': { zh: '没有预警', en: 'No warnings' },
  'warning.none-text': {
    zh: '序列每次更新后按规则检查，达到条件即在此发出。',
    en: 'Rules are asked after each run of a series; what they find is issued here.',
  },
  'warning.none-open': { zh: '没有尚未解除且仍成立的预警。', en: 'No warning stands that still holds.' },
  'warning.show': { zh: '显示', en: 'Show' },
  'warning.show-open': { zh: '当前', en: 'Current' },
  'warning.show-all': { zh: '全部', en: 'All' },
  'warning.more': { zh: '另有 {n} 条未显示', en: '{n} more are not shown' },
  'warning.rules': { zh: '预警规则', en: 'Warning rules' },
  'warning.holds': { zh: '条件仍成立', en: 'still holds' },
  'warning.over': { zh: '条件已不成立', en: 'holds no more' },
  'warning.why': { zh: '原因或核实情况', en: 'Reason, or what was found' },
  'warning.density': { zh: '{n} 个/L', en: '{n} cells/L' },
  'warning.state-issued': { zh: '发出', en: 'Issued' },
  'warning.state-verified': { zh: '核实', en: 'Verified' },
  'warning.state-lifted': { zh: '解除', en: 'Lifted' },
  'warning.do-verified': { zh: '核实', en: 'Verify' },
  'warning.do-lifted': { zh: '解除', en: 'Lift' },
  'warning.do-issued': { zh: '发出', en: 'Issue' },
  'warning.kind-grade-at-least': { zh: '{level} 级及以上', en: 'grade {level} or worse' },
  'warning.kind-grade-rises': {
    zh: '较上期升 {by} 级及以上，且达 {fromLevel} 级',
    en: 'up by {by} or more since the last date, to {fromLevel} or worse',
  },
  'warning.kind-share-above': { zh: 'P 大于 {share}', en: 'P above {share}' },
  'warning.kind-area-above': { zh: '面积大于 {areaKm2} km²', en: 'area above {areaKm2} km²' },
  'warning.kind-dates-in-row': {
    zh: '连续 {count} 期 P 不低于 {share}，间隔不超过 {maxGapDays} 天',
    en: 'P at least {share} on {count} {count|date|dates} in a row, at most {maxGapDays} {maxGapDays|day|days} apart',
  },
  'warning.kind-trend-rises': {
    zh: '近 {dates} 期上升（Mann–Kendall p ≤ {p}），末期 P 不低于 {share}',
    en: 'rising over {dates} dates (Mann–Kendall p ≤ {p}), P at least {share} at the end',
  },
  'warning.kind-density-above': {
    zh: '藻密度大于 {cellsPerLitre} 个/L',
    en: 'algal density above {cellsPerLitre} cells/L',
  },
} as const satisfies Record<string, Text>;
