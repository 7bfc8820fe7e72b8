import type { Text } from '#core/foundation/text.ts';
import type { PeriodUnit } from './period.ts';

/** Reports over what a workspace holds. The bulletin (水华快报) is a product of its assessment. */
export const reportKinds = [
  'bloom-day',
  'bloom-week',
  'bloom-month',
  'redline',
  'annual',
  'validation',
] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportKindNames: Record<ReportKind, Text> = {
  'bloom-day': { zh: '水华监测日报', en: 'Daily bloom report' },
  'bloom-week': { zh: '水华监测周报', en: 'Weekly bloom report' },
  'bloom-month': { zh: '水华监测月报', en: 'Monthly bloom report' },
  redline: { zh: '生态保护红线变化监测专报', en: 'Redline report' },
  annual: { zh: '年度评价报告', en: 'Annual report' },
  validation: { zh: '样地验证报告', en: 'Validation report' },
};

/** What each kind runs over, the usual one first. */
export const periodUnitsOf: Record<ReportKind, readonly PeriodUnit[]> = {
  'bloom-day': ['day'],
  'bloom-week': ['week'],
  'bloom-month': ['month'],
  redline: ['year', 'month', 'week', 'day'],
  annual: ['year'],
  validation: ['year', 'month', 'week', 'day'],
};

export const reportFormats = ['docx', 'pdf', 'xlsx', 'md'] as const;
export type ReportFormat = (typeof reportFormats)[number];
