/** Of reports over a workspace. */
export const reportSentences: Record<string, string> = {
  'names no period of this report; expected such as {examples}': '不是此报告的时段，应如 {examples}',
  'there is no zone of this name in the workspace; it has {names}': '工作区中没有此名称的区域；现有：{names}',
  'a period is needed: a day, a week, a month or a year': '需要给出时段：日、周、月或年',
  'the workspace has no result to report on yet; assess a scene or run a series first':
    '工作区中还没有可报告的成果；请先评估影像或运行时序',
  'there is no result of these zones from {from} to {to}; the workspace has {count} days from {first} to {last}, nearest {near}':
    '{from} 至 {to} 没有这些区域的成果；工作区现有 {count} 天（{first} 至 {last}），最近的是 {near}',
  'the workspace has no validation yet; validate a result with plots first':
    '工作区中还没有样地验证；请先用样地验证一项成果',
  'there is no such validation; the workspace has {list}': '没有这样的验证；工作区现有：{list}',
  'the report has no paragraph {id}': '报告中没有段落 {id}',
};
