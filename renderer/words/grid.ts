import type { Text } from '#core/foundation/text.ts';

export const gridLabels = {
  'grid.open': { zh: '样点表', en: 'Table of sites' },
  'grid.sites': { zh: '样点表', en: 'Table of sites' },
  'grid.observations': { zh: '观测表', en: 'Table of observations' },
  'grid.observations-of': {
    zh: '选中 {count} 个样点的观测',
    en: 'Observations of {count} {count|site|sites}',
  },
  'grid.observations-hint': {
    zh: '数值可写 <0.025、未检出、断流；更正后原值保留在样点卡片中。从 Excel、WPS 粘贴到末行即新增观测。',
    en: 'Values may be <0.025, ND or a reason such as not sampled; what is corrected stays in the site’s card. Rows from Excel or WPS pasted into the last row are new.',
  },
  'grid.observations-left': {
    zh: '只列出最新的 {shown} 条，共 {total} 条；请缩小查找范围',
    en: 'the newest {shown} of {total} are listed; narrow the search',
  },
  'grid.reason': { zh: '更正或标记的理由', en: 'Reason of corrections and flags' },
  'grid.column-counted': { zh: '计入值', en: 'Counts as' },
  'grid.column-source': { zh: '来源', en: 'Source' },
  'grid.search': { zh: '在表中查找', en: 'Search the table' },
  'grid.fill-down': { zh: '向下填充', en: 'Fill down' },
  'grid.rows': { zh: '{count} 行', en: '{count} {count|row|rows}' },
  'grid.sums': {
    zh: '选中 {count} 个数：合计 {sum}，平均 {mean}',
    en: '{count} {count|number|numbers} selected: sum {sum}, mean {mean}',
  },
  'grid.new-row': { zh: '新行', en: 'New row' },
  'grid.undo': { zh: '撤销', en: 'Undo' },
  'grid.redo': { zh: '重做', en: 'Redo' },
  'grid.hint': {
    zh: '直接输入即可修改；Shift 多选，Ctrl+D 向下填充；从 Excel、WPS 粘贴到末行即新增样点。',
    en: 'Type to change a cell; Shift selects more, Ctrl+D fills down; rows from Excel or WPS pasted into the last row are new sites.',
  },
  'grid.column-name': { zh: '名称', en: 'Name' },
  'grid.column-code': { zh: '编号', en: 'Code' },
  'grid.column-kind': { zh: '类型', en: 'Kind' },
  'grid.column-lon': { zh: '经度', en: 'Longitude' },
  'grid.column-lat': { zh: '纬度', en: 'Latitude' },
  'grid.column-note': { zh: '备注', en: 'Note' },
} as const satisfies Record<string, Text>;
