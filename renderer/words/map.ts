import type { Text } from '#core/foundation/text.ts';

export const mapLabels = {
  'map.label': { zh: '地图', en: 'Map' },
  'map.zoom-to-scene': { zh: '缩放至整景影像', en: 'Zoom to the scene' },
} as const satisfies Record<string, Text>;
