import type { Text } from '#core/foundation/text.ts';

export const panelLabels = {
  'panel.hide': { zh: '收起右栏（]）', en: 'Hide the right column (])' },
  'panel.show': { zh: '展开右栏（]）', en: 'Show the right column (])' },
  'panel.resize': { zh: '右栏宽度', en: 'Width of the right column' },
} as const satisfies Record<string, Text>;
