import type { Text } from '#core/foundation/text.ts';

export const datumsSentences = {
  'datums.shifted': {
    zh: '{from} 与 {to} 之间按 {how} 作了基准转换',
    en: 'between {from} and {to} places were shifted by {how}',
  },
  'datums.not-published': {
    zh: '{from} 与 {to} 基准不同，{without} 无公开转换参数：坐标未平移，可能相差 {usual} m（{own}）',
    en: 'no shift of {without} is published: {from} and {to} may lie {usual} m apart here ({own})',
  },
  'datums.not-known': {
    zh: '{from} 与 {to} 基准不同，{without} 无经核对的转换参数：坐标未平移，可能相差数米至数百米（{own}）',
    en: 'no shift of {without} was checked: {from} and {to} may lie up to hundreds of metres apart here ({own})',
  },
  'datums.own': {
    zh: '本单位的七参数可写入 datums.json',
    en: 'own seven parameters go into datums.json',
  },
  'datums.by': { zh: '到 WGS 84 的转换：{how}', en: 'to WGS 84 by {how}' },
  'datums.none-published': {
    zh: '没有公开的到 WGS 84 的转换参数（位置通常相差 {usual} m）',
    en: 'no shift to WGS 84 is published (places usually lie {usual} m apart)',
  },
  'datums.none-known': {
    zh: '没有经过核对的到 WGS 84 的转换参数',
    en: 'no checked shift to WGS 84 is known',
  },
  'datums.no-such': { zh: '没有名为“{name}”的基准', en: 'no datum is called "{name}"' },
  'datums.bad-file': {
    zh: '不是七参数表（每行：datum、parameters 七个数、source）：{what}',
    en: 'is no list of seven parameters (each: datum, parameters of seven numbers, source): {what}',
  },
} as const satisfies Record<string, Text>;
