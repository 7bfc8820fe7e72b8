import type { Text } from '#core/foundation/text.ts';

export const layerLabels = {
  'layer.title': { zh: '图层', en: 'Layers' },
  'layer.plots': { zh: '样点', en: 'Plots' },
  'layer.patches': { zh: '疑似图斑', en: 'Suspected patches' },
  'layer.zones': { zh: '区域', en: 'Zones' },
  'layer.reasons': { zh: '掩膜原因', en: 'Mask reasons' },
  'layer.index': { zh: '指数与水华', en: 'Index and bloom' },
  'layer.composite': { zh: '影像合成', en: 'Composite' },
  'layer.toggle': { zh: '显示或隐藏：{name}', en: 'Show or hide: {name}' },
  'layer.opacity': { zh: '不透明度：{name}', en: 'Opacity: {name}' },
  'layer.corrections': { zh: '人工修正', en: 'Hand corrections' },
} as const satisfies Record<string, Text>;
