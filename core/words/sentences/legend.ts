import type { Text } from '#core/foundation/text.ts';

export const legendSentences = {
  'legend.empty': { zh: '应为“代码,名称”的行，未找到', en: 'expected lines of code,name, found none' },
  'legend.no-json': {
    zh: '不是有效的 JSON；应为代码与名称',
    en: 'is no valid JSON; expected codes and their names',
  },
  'legend.no-pair': {
    zh: '应为整数与名称，实际为“{code}”',
    en: 'expected a whole number and a name, found "{code}"',
  },
  'legend.no-line': { zh: '第 {n} 行不是“代码,名称”：{line}', en: 'line {n} is no code,name: {line}' },
  'legend.two-names': {
    zh: '代码 {code} 有两个名称：{first} 与 {second}',
    en: 'the code {code} has two names: {first} and {second}',
  },
  'legend.json-expected': {
    zh: '图例应为 JSON：{"编码": "类别", …}',
    en: 'expected a legend as JSON, {"code": "class", …}',
  },
  'legend.no-whole-number': {
    zh: '图例编码 {code} 不是整数',
    en: "the legend's code {code} is not a whole number",
  },
  'legend.no-such-class': {
    zh: '图例把编码 {code} 定为“{name}”；应为 {classes} 之一',
    en: 'the legend gives code {code} the class {name}; expected one of {classes}',
  },
  'legend.no-class': { zh: '图例没有给任何编码指定类别', en: 'the legend gives no code a class' },
} as const satisfies Record<string, Text>;
