import type { Text } from '#core/foundation/text.ts';

export const packageLabels = {
  'package.pack': { zh: '成果包', en: 'Sealed package' },
  'package.pack-hint': {
    zh: '把通过的评估连同成果、处理记录、日志和样地照片封存为 zip，供其他单位核验。',
    en: 'The approved assessment with its products, record, journal and photos of plots as a sealed zip that another office can verify.',
  },
  'package.office-note': { zh: '单位密钥：{what}', en: 'Office key: {what}' },
  'package.office': { zh: '发出单位', en: 'From (office)' },
  'package.folder': { zh: '保存到', en: 'Folder' },
  'package.packing': { zh: '正在打包…', en: 'Packing…' },
  'package.write': { zh: '打包', en: 'Pack' },
  'package.written': { zh: '已写入 {name}，封印 {seal}', en: 'Wrote {name}, seal {seal}' },
  'package.missing-photos': {
    zh: '{count} 张照片已不在工作区，未打包',
    en: '{count} {count|photo is|photos are} not in the workspace any more and {count|was|were} left out',
  },
  'package.received': { zh: '收到的成果包', en: 'Received packages' },
  'package.take': { zh: '导入成果包…', en: 'Import a package…' },
  'package.none': { zh: '还没有收到其他单位的成果包', en: 'No package of another office yet' },
  'package.from': { zh: '来自 {office}', en: 'from {office}' },
  'package.read-only': { zh: '只读', en: 'read-only' },
  'package.taken': {
    zh: '已导入 {number}（来自 {office}），只读',
    en: 'Imported {number} from {office}, read-only',
  },
  'package.sheet': { zh: '图幅', en: 'Sheet' },
  'package.approval': { zh: '审核信息', en: 'Approval' },
  'package.packed': { zh: '打包', en: 'Packed' },
  'package.seal': { zh: '封印', en: 'Seal' },
  'package.numbers': { zh: '数值', en: 'Numbers' },
  'package.files': { zh: '包内文件（{count}）', en: 'Files inside ({count})' },
} as const satisfies Record<string, Text>;
