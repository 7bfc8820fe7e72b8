import type { Text } from '#core/foundation/text.ts';

export const fieldSentences = {
  'field.no-difference': {
    zh: '已不是此数据包的差异；请重新比较',
    en: 'is no difference of this package any more; compare it again',
  },
  'field.not-taken-over': { zh: '无法采纳；请不要选择它', en: 'cannot be taken over; leave it out' },
  'field.no-geopackage': { zh: '不是 GeoPackage', en: 'is no GeoPackage' },
  'field.foreign-package': {
    zh: '不是由本软件导出的外业数据包；请改用导入',
    en: 'did not leave a catalogue of this program as a package; import it instead',
  },
  'field.taken-back-already': { zh: '已经撤回', en: 'was taken back already' },
  'field.added-to-since': {
    zh: '导入后又添加了内容；请先删除添加的内容，再撤回导入',
    en: 'has been added to since it was imported; remove what was added, then take the import back',
  },
  'field.worked-on-since': {
    zh: '导入后又作了修改；请先撤销这些修改',
    en: 'has been worked on since it was imported; take those changes back first',
  },
  'field.no-photos': { zh: '文件夹中没有照片', en: 'the folder holds no photos' },
  'field.too-many-photos': {
    zh: '有 {count} 张照片；一次最多导入 {most} 张',
    en: 'holds {count} {count|photo|photos}; at most {most} come in at once',
  },
  'field.no-such-table': {
    zh: '没有名为“{name}”的表；现有的表为 {names}',
    en: 'there is no table "{name}"; the tables are {names}',
  },
  'field.ended-early': {
    zh: '导入提前结束，未导入任何内容',
    en: 'the import ended early; nothing was imported',
  },
  'field.dates-ambiguous': {
    zh: '“{column}”列的日期（如 {text}）分不清日和月，未导入任何内容；请选择日期写法（命令行用 --date-order dmy 或 mdy）',
    en: 'day and month of the column {column} cannot be told apart ({text}); nothing was imported: choose how dates are written (--date-order dmy or mdy)',
  },
  'field.cancelled': { zh: '已取消，未导入任何内容', en: 'it was cancelled; nothing was imported' },
  'field.no-such-mapping': { zh: '没有保存过该名称的映射', en: 'there is no saved mapping of that name' },
  'field.no-sample-row': {
    zh: '没有一行是采样；第 {row} 行：{why}',
    en: 'no row is a sample; row {row}: {why}',
  },
  'field.no-columns': {
    zh: '没有识别出位置列和监测参数列；请在窗口中导入，可指定各列含义',
    en: 'no column is a place and a measured parameter; import it in the window, where columns can be named',
  },
  'field.rows-stayed-out': {
    zh: '{n} 行未采用；第一处为第 {row} 行：{why}',
    en: '{n} {n|row|rows} stayed out; the first is row {row}: {why}',
  },
} as const satisfies Record<string, Text>;
