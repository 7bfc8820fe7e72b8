import type { Text } from '#core/foundation/text.ts';

export const seriesSentences = {
  'series.no-date': {
    zh: '无法得知成像日期：元数据中没有，名称中也没有日期（YYYYMMDD）',
    en: 'nothing tells when it was taken: neither metadata nor a date (YYYYMMDD) in its name',
  },
  'series.no-such-folder': { zh: '没有这个文件夹', en: 'there is no such folder' },
  'series.folder-empty': {
    zh: '该文件夹中应有影像（GeoTIFF 文件或产品文件夹），但没有找到',
    en: 'expected scenes (GeoTIFF files or product folders) in this folder, found none',
  },
  'series.years-only': {
    zh: '有 {count} 景只知年份，以当年 1 月 1 日代表',
    en: 'only the year is known of {count} {count|scene|scenes}; the first of January stands for it',
  },
  'series.left-out': {
    zh: '文件夹中有 {count} 景未计入序列',
    en: '{count} {count|scene of the folder is|scenes of the folder are} not in the series',
  },
  'series.no-such-series': { zh: '没有编号为 {id} 的序列', en: 'there is no series with number {id}' },
  'series.no-scene-of-date': { zh: '该日期没有影像', en: 'there is no scene of this date' },
  'series.bulletin-of-bloom': {
    zh: '快报只能由水华评估生成',
    en: 'a bulletin is made of a bloom assessment',
  },
} as const satisfies Record<string, Text>;
