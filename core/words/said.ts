import { once } from '#core/foundation/once.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { fill, fixedLength, patternOf, type ValuesFor } from './message.ts';
import { formerSentences } from './former.ts';
import { sentences } from './sentences.ts';

export type Code = keyof typeof sentences;

/**
 * What fills a hole: a string as it is (a sentence of a record is read back), a name in both languages, another
 * sentence, or several in a row.
 */
export type Value = string | number | Text | Said | readonly Said[];

/** What the program says, before it is put into words: plain data that crosses threads and HTTP. */
export interface Said {
  readonly code: Code;
  readonly values: Readonly<Record<string, Value>>;
}

type ValuesOf<C extends Code> = ValuesFor<(typeof sentences)[C]['en'], Value>;

export const say = <C extends Code>(code: C, ...[values]: ValuesOf<C>): Said => ({
  code,
  values: values ?? {},
});

/** A sentence for what is kept or printed as data: recipes, the catalogue, `--json`. Those speak English. */
export const inEnglish = <C extends Code>(code: C, ...values: ValuesOf<C>): string =>
  inWords(say(code, ...values), 'en');

export function inWords({ code, values }: Said, language: Language): string {
  const text: string = sentences[code][language === 'en' ? 'en' : 'zh'];
  return fill(text, name => valueIn(values[name], language));
}

/** For data that keeps both languages. */
export const inBoth = (said: Said): Text => ({ zh: inWords(said, 'zh-CN'), en: inWords(said, 'en') });

function valueIn(value: Value, language: Language): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return sentenceIn(value, language);
  if ('code' in value) return inWords(value, language);
  if ('zh' in value) return inLanguage(value, language);
  return value.map(said => inWords(said, language)).join(language === 'en' ? '; ' : '；');
}

/**
 * A sentence that was kept in English, in the reader's language: the messages above, read backwards. What no message
 * fits stays as it is.
 */
export const sentenceIn = (english: string, language: Language): string =>
  language === 'en' ? english : chineseOf(english);

function chineseOf(english: string): string {
  const whole = byOneMessage(english);
  if (whole !== null) return whole;
  // Several reasons in a row: "file names of …; l8_MTL.txt".
  const parts = english.split('; ');
  if (parts.length > 1) {
    const chinese = parts.map(chineseOf);
    if (chinese.some((part, i) => part !== parts[i])) return chinese.join('；');
  }
  // A name before the sentence: "West lake: it does not touch …".
  const colon = english.indexOf(': ');
  if (colon > 0) {
    const rest = english.slice(colon + 2);
    const chinese = chineseOf(rest);
    if (chinese !== rest) return `${english.slice(0, colon)}：${chinese}`;
  }
  return english;
}

/** True where a sentence that was kept in English is this one. */
export const wasSaid = (english: string, code: Code): boolean =>
  patternOf(sentences[code].en).matches.test(english);

/** Messages that say something by themselves, those that say most first. */
const readBack = once(() =>
  [...Object.values<Text>(sentences), ...formerSentences]
    .filter(({ en }) => fixedLength(en) > 1)
    .sort((a, b) => fixedLength(b.en) - fixedLength(a.en))
    .map(({ en, zh }) => ({ ...patternOf(en), zh })),
);

function byOneMessage(english: string): string | null {
  for (const { matches, holes, zh } of readBack()) {
    const match = matches.exec(english);
    if (!match) continue;
    return fill(zh, name => {
      const value = match[holes.indexOf(name) + 1] ?? '';
      return value === english ? value : chineseOf(value);
    });
  }
  return null;
}
