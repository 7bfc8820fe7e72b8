import type { Text } from '#core/foundation/text.ts';

export const ledgerSentences = {
  'ledger.no-such-patch': {
    zh: '台账中没有编号为 {id} 的图斑',
    en: 'there is no patch in the ledger with number {id}',
  },
  'ledger.no-such-step': {
    zh: '当前状态为“{state}”，不能改为“{next}”；未作任何改动',
    en: 'it is {state} and cannot become {next}; nothing was changed',
  },
  'ledger.reason-needed': {
    zh: '改为“{state}”需要填写理由；未作任何改动',
    en: 'becoming {state} needs a reason; nothing was changed',
  },
  'ledger.reason-column': {
    zh: '改为“{step}”需要在“核查说明”列填写理由',
    en: 'becoming {step} needs a reason in the column 核查说明',
  },
  'ledger.no-such-step-here': {
    zh: '此处状态为“{state}”，不能改为“{next}”',
    en: 'it is {state} here and cannot become {next}',
  },
  'ledger.both-changed': {
    zh: '清单导出后，“{column}”在此处改为“{here}”，在外业改为“{there}”：请更正其中一处',
    en: '{column} became {here} here and {there} in the field since the list left: correct one of them',
  },
  'ledger.of-redline': { zh: '图斑只能来自红线评估', en: 'patches come from a redline assessment' },
  'ledger.nothing-to-write': {
    zh: '台账中没有可写入核查清单的图斑',
    en: 'there is nothing in the ledger to write into a field list',
  },
  'ledger.no-number-column': {
    zh: '应有“图斑编号”（或 number）列，未找到',
    en: 'expected a column 图斑编号 (or number) that names the patches, found none',
  },
  'ledger.no-such-number': { zh: '台账中没有该编号的图斑', en: 'the ledger has no patch of this number' },
  'ledger.number-twice': {
    zh: '编号在多行出现；请只保留一行',
    en: 'the number occurs in several rows; leave one of them',
  },
  'ledger.unknown-activity': { zh: '“{text}”不是已知的活动类型', en: '{text} is no known activity' },
  'ledger.no-date': { zh: '“{text}”不是日期（如 2026-07-01）', en: '{text} is no date such as 2026-07-01' },
  'ledger.no-state': { zh: '“{text}”不是已知的状态', en: '{text} is no known state' },
  'ledger.not-in-assessment': { zh: '该评估没有此图斑', en: 'the assessment has no such patch' },
  'ledger.suspected': { zh: '疑似', en: 'suspected' },
  'ledger.to-check': { zh: '待核查', en: 'to-check' },
  'ledger.confirmed': { zh: '已核查:属实', en: 'confirmed' },
  'ledger.unfounded': { zh: '已核查:不属实', en: 'unfounded' },
  'ledger.rectifying': { zh: '整改', en: 'rectifying' },
  'ledger.closed': { zh: '销号', en: 'closed' },
} as const satisfies Record<string, Text>;
