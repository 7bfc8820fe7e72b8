import type { Text } from '#core/foundation/text.ts';

export const stateLabels = {
  'state.draft': { zh: '草稿', en: 'draft' },
  'state.submitted': { zh: '待审', en: 'submitted' },
  'state.returned': { zh: '退回', en: 'returned' },
  'state.approved': { zh: '通过', en: 'approved' },
  'state.superseded': { zh: '被替代', en: 'superseded' },
} as const satisfies Record<string, Text>;
