import type { Text } from '#core/foundation/text.ts';

/** Why a cell of the table of observations cannot be so. */
export const cellSentences = {
  'cell.wrong': { zh: '{row}的“{column}”：{what}', en: 'the cell {column} of {row}: {what}' },
  'cell.old-row': { zh: '{site}的一行（{time}，{parameter}）', en: 'the row of {site}, {time}, {parameter}' },
  'cell.time-ambiguous': {
    zh: '“{text}”可能是日/月，也可能是月/日；请写成 2025-07-10',
    en: '{text} may be day/month or month/day; write 2025-07-10',
  },
  'cell.no-time': {
    zh: '“{text}”不是时间；请写成 2025-07-10 或 2025-07-10 08:00（北京时间）',
    en: '{text} is no time; write 2025-07-10 or 2025-07-10 08:00 (Beijing time)',
  },
  'cell.value-empty': {
    zh: '观测不删除；请标记为“无效”，或写明原因（断流、未采）',
    en: 'an observation is not deleted; flag it invalid, or write why there is no value (not sampled)',
  },
  'cell.dash': {
    zh: '“{text}”含义不明；请写“未检出”，或写明没有数值的原因（未采、断流）',
    en: '{text} may mean two things; write ND for below detection, or why there is no value (not sampled)',
  },
  'cell.no-parameter': { zh: '数值没有项目', en: 'the value has no parameter' },
  'cell.unit-alone': {
    zh: '只改单位时不知数值是否已换算；请连单位写在数值里（如 50 µg/L）',
    en: 'a unit alone does not tell whether the value was converted; write both into the value (50 µg/L)',
  },
  'cell.limit-of-value': {
    zh: '测得的数值没有检出限；低于检出限请写 <0.025 或 未检出',
    en: 'a measured value has no limit of detection; write <0.025 or ND for one below it',
  },
  'cell.two-limits': {
    zh: '“{written}”与检出限 {limit} 不一致',
    en: '{written} and the limit {limit} are not the same',
  },
  'cell.no-such-site': {
    zh: '没有名称或编号为“{text}”的样点；请先新增样点',
    en: 'no site has the name or code {text}; add the site first',
  },
  'cell.many-such-sites': {
    zh: '有多个样点叫“{text}”；请写编号',
    en: 'several sites are called {text}; write the code',
  },
  'cell.site-stays': {
    zh: '观测属于原样点；请在所属样点下新增一行，并将此行标记为“无效”',
    en: 'an observation stays with its site; add a row for the other site and flag this one invalid',
  },
  'cell.not-of-reason': {
    zh: '没有数值的记录不能填写此项',
    en: 'a record without a value cannot have this',
  },
  'cell.new-row': { zh: '新增第 {number} 行', en: 'new row {number}' },
  'cell.corrected': { zh: '在观测表中更正', en: 'corrected in the table of observations' },
} as const satisfies Record<string, Text>;
