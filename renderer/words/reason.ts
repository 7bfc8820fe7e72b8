import type { Text } from '#core/foundation/text.ts';

export const reasonLabels = {
  'reason.valid': { zh: '有效', en: 'valid' },
  'reason.nodata': { zh: '无数据', en: 'no data' },
  'reason.saturated': { zh: '饱和', en: 'saturated' },
  'reason.cloud': { zh: '云', en: 'cloud' },
  'reason.cloud-shadow': { zh: '云影', en: 'cloud shadow' },
  'reason.cirrus': { zh: '卷云', en: 'cirrus' },
  'reason.snow': { zh: '冰雪', en: 'snow or ice' },
  'reason.undefined': { zh: '无定义', en: 'undefined' },
  'reason.sun-glint': { zh: '太阳耀斑', en: 'sun glint' },
  'reason.land': { zh: '陆地', en: 'land' },
  'reason.shore': { zh: '岸边缓冲', en: 'shore buffer' },
  'reason.aquatic-vegetation': { zh: '水生植被区', en: 'aquatic vegetation' },
  'reason.hand-bloom': { zh: '人工判为水华', en: 'bloom by hand' },
  'reason.outside-scene': { zh: '影像范围外', en: 'outside the scene' },
  'reason.hand-clear': { zh: '人工判为无水华', en: 'no bloom by hand' },
} as const satisfies Record<string, Text>;
