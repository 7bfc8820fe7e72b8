import type { Text } from '#core/foundation/text.ts';

export const statusLabels = {
  'status.lon-lat': { zh: '经纬度', en: 'Lon/Lat' },
  'status.reflectance': { zh: '反射率', en: 'Refl.' },
  'status.index': { zh: '指数', en: 'Index' },
  'status.reason': { zh: '掩膜', en: 'Mask' },
  'status.scale': { zh: '比例尺', en: 'Scale' },
  'status.no-crs': { zh: '无坐标系', en: 'No CRS' },
} as const satisfies Record<string, Text>;
