import type { Text } from '#core/foundation/text.ts';

export const sectionLabels = {
  'sections.open': { zh: '断面水质评价', en: 'Classes of sections' },
  'sections.period': { zh: '时段', en: 'Period' },
  'sections.period-hint': {
    zh: '月、季或年：2025-06、2025-Q2、2025',
    en: 'A month, quarter or year: 2025-06, 2025-Q2, 2025',
  },
  'sections.run': { zh: '评价', en: 'Evaluate' },
  'sections.section': { zh: '断面', en: 'Section' },
  'sections.water': { zh: '所在水体', en: 'Water' },
  'sections.body': { zh: '水体类型', en: 'Body' },
  'sections.class': { zh: '类别', en: 'Class' },
  'sections.target': { zh: '目标', en: 'Target' },
  'sections.met': { zh: '{class} 达标', en: '{class} met' },
  'sections.missed': { zh: '{class} 未达标', en: '{class} missed' },
  'sections.before': { zh: '上期', en: 'Before' },
  'sections.last-year': { zh: '上年同期', en: 'A year ago' },
  'sections.items': { zh: '参评项目', en: 'Judged' },
  'sections.exceeding': { zh: '超Ⅲ类项目（倍数）', en: 'Beyond Ⅲ (factor)' },
  'sections.remark': { zh: '说明', en: 'Remark' },
  'sections.missing': { zh: '未测：{names}', en: 'Not measured: {names}' },
  'sections.this-period': { zh: '本期', en: 'This period' },
  'sections.sections': { zh: '定类断面', en: 'Sections with a class' },
  'sections.change': { zh: '变化', en: 'Change' },
} as const satisfies Record<string, Text>;
