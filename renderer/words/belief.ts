import type { Text } from '#core/foundation/text.ts';

export const beliefLabels = {
  'belief.sensor': { zh: '传感器', en: 'Sensor' },
  'belief.acquired': { zh: '成像时间', en: 'Acquired' },
  'belief.radiometry': { zh: '辐射定标', en: 'Radiometry' },
  'belief.bands': { zh: '波段', en: 'Bands' },
  'belief.clouds': { zh: '云掩膜', en: 'Clouds' },
  'belief.crs': { zh: '坐标系', en: 'CRS' },
  'belief.quantity': { zh: '数值的含义', en: 'What the values are' },
  'belief.joined': { zh: '拼接', en: 'Joined' },
  'belief.datum': { zh: '大地基准', en: 'Datum' },
  'belief.nodata': { zh: '无效值', en: 'Nodata' },
  'belief.simulated': { zh: '模拟', en: 'Simulated' },
} as const satisfies Record<string, Text>;
