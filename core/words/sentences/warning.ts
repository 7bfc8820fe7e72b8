import type { Text } from '#core/foundation/text.ts';

export const warningSentences = {
  'warning.no-such-warning': { zh: '没有编号为 {id} 的预警', en: 'there is no warning with number {id}' },
  'warning.no-such-step': {
    zh: '当前状态为 {state}，不能改为 {next}',
    en: 'it is {state} and cannot become {next}',
  },
  'warning.issued': { zh: '发出', en: 'issued' },
  'warning.verified': { zh: '核实', en: 'verified' },
  'warning.lifted': { zh: '解除', en: 'lifted' },
} as const satisfies Record<string, Text>;
