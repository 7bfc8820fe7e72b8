import type { Text } from '#core/foundation/text.ts';

export const taskLabels = {
  'task.bloom': { zh: '水华', en: 'Bloom' },
  'task.bloom-long': { zh: '水华评估', en: 'Bloom assessment' },
  'task.redline': { zh: '红线', en: 'Redline' },
  'task.redline-long': { zh: '生态保护红线变化监测', en: 'Change inside ecological redlines' },
  'task.plots': { zh: '样点', en: 'Plots' },
  'task.plots-long': { zh: '地面样点与观测', en: 'Ground plots and observations' },
  'task.sheet': { zh: '成图', en: 'Map' },
  'task.sheet-long': { zh: '专题图与成果导出', en: 'Map sheet and products' },
  'task.review': { zh: '审核', en: 'Review' },
  'task.review-long': { zh: '审核与签发', en: 'Review and signature' },
} as const satisfies Record<string, Text>;
