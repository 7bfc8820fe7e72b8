import type { Text } from '#core/foundation/text.ts';

export const ecologySentences = {
  'ecology.no-rows': { zh: '表中没有数据行', en: 'the table has no rows' },
  'ecology.no-input-column': {
    zh: '没有一列是该指数的输入；可用的有 {list}',
    en: 'none of its columns is an input of the index; known are {list}',
  },
  'ecology.unknown-columns': {
    zh: '有列不是该指数的输入：{list}；请去掉，或改名为 {known} …',
    en: 'columns that are no input of the index: {list}; take them out or name them as {known} …',
  },
  'ecology.no-number': {
    zh: '第 {row} 行 {column}：“{cell}”不是数字',
    en: 'row {row}, {column}: “{cell}” is not a number',
  },
  'ecology.no-year': { zh: '第 {row} 行：“{cell}”不是年份', en: 'row {row}: “{cell}” is not a year' },
  'ecology.json-expected': {
    zh: '应为 JSON：一个对象或对象列表，含 region、year 和各输入',
    en: 'expected JSON: an object or a list of objects with region, year and inputs',
  },
  'ecology.codes-without-class': {
    zh: '{zone} 内有图例中没有的编码：{codes}；请为每个编码指定类别',
    en: 'codes without a legend in {zone}: {codes}; give each of them a class',
  },
  'ecology.no-such-result': {
    zh: '没有编号为 {id} 的生态评估结果',
    en: 'there is no ecological result with number {id}',
  },
  'ecology.no-land-cover': {
    zh: '区域内取值超过 500 种：这是测量值，不是土地覆盖',
    en: 'more than 500 values in the zones: this is a measurement, not a land cover',
  },
} as const satisfies Record<string, Text>;
