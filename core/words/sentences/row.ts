import type { Text } from '#core/foundation/text.ts';

/** Why a row of a field table does not come in. */
export const rowSentences = {
  'row.not-a-number': { zh: '“{value}”不是数字', en: '{value} is no number' },
  'row.no-date': { zh: '“{value}”不是该列写法的日期', en: '{value} is no date of this column’s form' },
  'row.date-missing': { zh: '监测值没有日期', en: 'a measured value needs a date' },
  'row.no-layer': {
    zh: '“{text}”不是垂线（左、中、右）或层次（表、中、底、深度）',
    en: '{text} is neither a vertical (left, middle, right) nor a layer (surface, middle, bottom, a depth)',
  },
  'row.no-choice': {
    zh: '“{text}”不是该字段的选项（{choices}）',
    en: '{text} is no choice of this field ({choices})',
  },
  'row.no-site-kind': { zh: '“{text}”不是样点类型', en: '{text} is no kind of site' },
  'row.crs-missing': {
    zh: '坐标的坐标系未知；请选择',
    en: 'the coordinate system of the coordinates is not known; choose it',
  },
  'row.not-of-crs': {
    zh: '{x}, {y} 不是该坐标系中的位置',
    en: '{x}, {y} is no place of that coordinate system',
  },
  'row.no-place': { zh: '“{text}”不是有效位置', en: '{text} is no place' },
  'row.no-longitude': { zh: '{x}, {y} 不是经纬度', en: '{x}, {y} is no longitude and latitude' },
  'row.no-parameter': { zh: '未知的监测项目：{item}', en: '{item} is no known parameter' },
  'row.unit': { zh: '单位 {unit} 不能换算为 {wanted}', en: '{unit} cannot be turned into {wanted}' },
  'row.implausible': {
    zh: '{parameter} 为 {value} {unit}；合理范围为 {min} 至 {max}',
    en: '{parameter} is {value} {unit}; plausible values are {min} to {max}',
  },
  'row.duplicate-in-file': {
    zh: '文件中前面已有该样点此时相同的 {parameter}',
    en: 'the same {parameter} of this site and time stands in an earlier row, too',
  },
  'row.duplicate': {
    zh: '目录中已有该样点此时的 {parameter}',
    en: 'the catalogue has {parameter} of this site and time already',
  },
  'row.no-site': { zh: '没有样点名称，也没有位置', en: 'the row names neither a site nor a place' },
  'row.place-missing': {
    zh: '“{site}”没有坐标，目录中也没有同名样点',
    en: '{site} has no coordinates, and the catalogue knows no site of that name',
  },
} as const satisfies Record<string, Text>;
