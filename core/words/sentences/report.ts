import type { Text } from '#core/foundation/text.ts';

export const reportSentences = {
  'report.no-such-period': {
    zh: '不是此报告的时段，应如 {examples}',
    en: 'names no period of this report; expected such as {examples}',
  },
  'report.no-such-kind': {
    zh: '没有这种报告；可用的为 {list}',
    en: 'there is no such kind of report; there are {list}',
  },
  'report.no-such-zone': {
    zh: '工作区中没有此名称的区域；现有：{names}',
    en: 'there is no zone of this name in the workspace; it has {names}',
  },
  'report.period-needed': {
    zh: '需要给出时段：日、周、月或年',
    en: 'a period is needed: a day, a week, a month or a year',
  },
  'report.nothing-yet': {
    zh: '工作区中还没有可报告的成果；请先评估影像或运行时序',
    en: 'the workspace has no result to report on yet; assess a scene or run a series first',
  },
  'report.nothing-then': {
    zh: '{from} 至 {to} 没有这些区域的成果；工作区现有 {count} 天（{first} 至 {last}），最近的是 {near}',
    en: 'there is no result of these zones from {from} to {to}; the workspace has {count} {count|day|days} from {first} to {last}, nearest {near}',
  },
  'report.no-validation-yet': {
    zh: '工作区中还没有样地验证；请先用样地验证一项成果',
    en: 'the workspace has no validation yet; validate a result with plots first',
  },
  'report.no-such-validation': {
    zh: '没有这样的验证；工作区现有：{list}',
    en: 'there is no such validation; the workspace has {list}',
  },
  'report.no-such-paragraph': { zh: '报告中没有段落 {id}', en: 'the report has no paragraph {id}' },
} as const satisfies Record<string, Text>;
