import type { Text } from '#core/foundation/text.ts';

export const dockLabels = {
  'dock.title': { zh: '影像与图层', en: 'Scenes and layers' },
  'dock.hide': { zh: '收起左栏（[）', en: 'Hide the left column ([)' },
  'dock.show': { zh: '展开左栏（[）', en: 'Show the left column ([)' },
  'dock.resize': { zh: '左栏宽度', en: 'Width of the left column' },
} as const satisfies Record<string, Text>;
