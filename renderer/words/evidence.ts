import type { Text } from '#core/foundation/text.ts';

export const evidenceLabels = {
  'evidence.verified-2': { zh: '已经两处文献核对', en: 'checked in two sources' },
  'evidence.verified-1': { zh: '已经一处文献核对', en: 'checked in one source' },
  'evidence.to-confirm': { zh: '待核对', en: 'to be confirmed' },
} as const satisfies Record<string, Text>;
