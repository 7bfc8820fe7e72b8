import type { Text } from '#core/foundation/text.ts';

/** Why a part of a field file does not come in, and how it would. */
export const ignoredSentences = {
  'ignored.empty': { zh: '整列为空', en: 'the column is empty' },
  'ignored.limit': {
    zh: '名称表示限值或目标，不是监测值；可作为附加字段保留',
    en: 'the name says a limit or target, which is no measured value; it can be kept as an extra field',
  },
  'ignored.multiple': {
    zh: '名称表示超标倍数，不是监测值；可作为附加字段保留',
    en: 'the name says a multiple of a limit, which is no measured value; it can be kept as an extra field',
  },
  'ignored.class': {
    zh: '名称表示类别或评价，不是监测值；可作为附加字段保留',
    en: 'the name says a class or verdict, which is no measured value; it can be kept as an extra field',
  },
  'ignored.other-period': {
    zh: '名称表示其他时期的值，不是本次监测值；可作为附加字段保留',
    en: 'the name says a value of another period, which this row did not measure; it can be kept as an extra field',
  },
  'ignored.derived': {
    zh: '名称表示比值、变化或统计值，不是监测值；可作为附加字段保留',
    en: 'the name says a ratio, change or statistic, which is no measured value; it can be kept as an extra field',
  },
  'ignored.unit-does-not-fit': {
    zh: '没有单位，而多数数值若以 {unit} 计则不合理；请指定列的参数和单位',
    en: 'it tells no unit, and most of its values would be implausible in {unit}; name parameter and unit of the column',
  },
  'ignored.unit': {
    zh: '该参数不用这个单位；请在列的含义中指定参数和单位',
    en: 'the parameter of this name is not measured in this unit; name parameter and unit of the column',
  },
  'ignored.unknown-name': {
    zh: '没有参数、字段或行信息使用这个名称；可指定列的含义，或作为附加字段保留',
    en: 'no parameter, field or part of a row has this name; name the meaning of the column, or keep it as an extra field',
  },
  'ignored.other-column': {
    zh: '该参数已采用“{column}”列；要用此列，请改选',
    en: 'the column “{column}” was taken for this parameter; choose this one instead if it is the right one',
  },
  'ignored.not-taken': {
    zh: '没有选用；可指定列的含义',
    en: 'it was not chosen; name the meaning of the column',
  },
  'ignored.remark': { zh: '表中的说明文字：{text}', en: 'a remark within the table: {text}' },
  'ignored.other-table': {
    zh: '已读取“{table}”；要读这一个，请选择它（--table）',
    en: 'the table “{table}” was read; choose this one to read it (--table)',
  },
  'ignored.route': {
    zh: '计划航线，没有时间和监测值；要作为样点，请先转为航点',
    en: 'a planned route has neither times nor values; make it waypoints to have sites',
  },
  'ignored.other-row': {
    zh: '该样点的字段已取“{kept}”（前面的行），此行为“{value}”',
    en: 'the field of the site is “{kept}” by an earlier row; this row says “{value}”',
  },
  'ignored.known-site': {
    zh: '样点已在目录中：仍为“{kept}”，文件中是“{value}”；要修改请编辑样点',
    en: 'the site is in the catalogue already and keeps “{kept}”; the file says “{value}”: edit the site to change it',
  },
} as const satisfies Record<string, Text>;
