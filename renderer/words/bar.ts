import type { Text } from '#core/foundation/text.ts';

export const barLabels = {
  'bar.tasks': { zh: '任务', en: 'Tasks' },
  'bar.switch-language': { zh: '切换到英文', en: 'Switch to Chinese' },
  'bar.other-language': { zh: 'EN', en: '中' },
  'bar.to-light': { zh: '浅色界面（D）', en: 'Light theme (D)' },
  'bar.to-dark': { zh: '深色界面（D）', en: 'Dark theme (D)' },
} as const satisfies Record<string, Text>;
