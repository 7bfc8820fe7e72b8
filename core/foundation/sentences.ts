import { chineseSentences } from './sentences-zh.ts';
import type { Language } from './text.ts';

interface Pattern {
  matches: RegExp;
  /** Names of the holes, in the order of the groups. */
  holes: string[];
  chinese: string;
}

let patterns: Pattern[] | null = null;

/**
 * What the program says of data in whole sentences: why it believes something, warnings, details of errors. They arise
 * in English (command line, recipes, catalogue) and are turned into the reader's language where they are shown. A
 * sentence without a row in the table stays English.
 */
export function sentenceIn(english: string, language: Language): string {
  return language === 'en' ? english : chineseOf(english);
}

function chineseOf(english: string): string {
  const whole = bySingleRow(english);
  if (whole !== null) return whole;
  // Several reasons in a row: "file names of …; l8_MTL.txt".
  const parts = english.split('; ');
  if (parts.length > 1) {
    const said = parts.map(chineseOf);
    if (said.some((part, i) => part !== parts[i])) return said.join('；');
  }
  // A name before the sentence: "West lake: it does not touch …".
  const colon = english.indexOf(': ');
  if (colon > 0) {
    const rest = english.slice(colon + 2);
    const said = chineseOf(rest);
    if (said !== rest) return `${english.slice(0, colon)}：${said}`;
  }
  return english;
}

function bySingleRow(english: string): string | null {
  patterns ??= Object.entries(chineseSentences)
    .sort(([a], [b]) => fixedLength(b) - fixedLength(a))
    .map(([template, chinese]) => patternOf(template, chinese));
  for (const { matches, holes, chinese } of patterns) {
    const match = matches.exec(english);
    if (!match) continue;
    return chinese.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = match[holes.indexOf(name) + 1] ?? '';
      return value === english ? value : chineseOf(value);
    });
  }
  return null;
}

/** Characters outside of the holes: the more, the more a row says about the sentence. */
const fixedLength = (template: string) => template.replace(/\{\w+\}/g, '').length;

function patternOf(template: string, chinese: string): Pattern {
  const holes: string[] = [];
  const source = template
    .split(/(\{\w+\})/)
    .map(piece => {
      const hole = /^\{(\w+)\}$/.exec(piece);
      if (!hole) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      holes.push(hole[1]);
      return '([\\s\\S]+?)';
    })
    .join('');
  return { matches: new RegExp(`^${source}$`), holes, chinese };
}
