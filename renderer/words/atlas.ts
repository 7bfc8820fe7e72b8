import type { Text } from '#core/foundation/text.ts';

export const atlasLabels = {
  'atlas.title': { zh: '图集', en: 'Atlas' },
  'atlas.by': { zh: '每幅一个', en: 'One sheet per' },
  'atlas.zones': { zh: '分区', en: 'Zone' },
  'atlas.patches': { zh: '疑似图斑', en: 'Suspected patch' },
  'atlas.one-file': {
    zh: '合为一个 PDF（书签、图幅索引、目录）',
    en: 'As one PDF with bookmarks, index map and contents',
  },
  'atlas.run': { zh: '制作图集', en: 'Make the atlas' },
  'atlas.making': { zh: '制作中…', en: 'Making…' },
  'atlas.done': {
    zh: '共 {sheets} 幅，保留已完成 {kept} 幅',
    en: '{sheets} {sheets|sheet|sheets}, {kept} kept from before',
  },
} as const satisfies Record<string, Text>;
