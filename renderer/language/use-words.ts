import { fill, type ValuesFor } from '#core/words/message.ts';
import { inWords, sentenceIn, type Said } from '#core/words/said.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { usePreferences } from '../state/preferences.ts';
import { labels } from '../words/labels.ts';

export type Label = keyof typeof labels;
export type LabelValue = string | number;
export type LabelValues<L extends Label> = ValuesFor<(typeof labels)[L]['en'], LabelValue>;

export interface Words {
  /** A label of the window. */
  t: <L extends Label>(label: L, ...values: LabelValues<L>) => string;
  /** The label of something that is named by its id; one that has no words is shown as it is. */
  named: (label: string, id: string) => string;
  language: Language;
  /** A text of the contract in the user's language. */
  say: (text: Text) => string;
  /** What the host says, or said in a record in English, in the user's language. */
  said: (what: Said | string) => string;
}

export function labelIn(
  language: Language,
  label: Label,
  values: Readonly<Record<string, LabelValue>> = {},
): string {
  return fill(inLanguage(labels[label], language), name => String(values[name]));
}

const isLabel = (key: string): key is Label => Object.hasOwn(labels, key);

const wordsIn = (language: Language): Words => ({
  t: (label, ...[values]) => labelIn(language, label, values),
  named: (label, id) => (isLabel(label) ? labelIn(language, label) : id),
  language,
  say: text => inLanguage(text, language),
  said: what => (typeof what === 'string' ? sentenceIn(what, language) : inWords(what, language)),
});

const words = { 'zh-CN': wordsIn('zh-CN'), en: wordsIn('en') } satisfies Record<Language, Words>;

/** The words of the window in the user's language: the same object at every render, so effects may depend on `t`. */
export const useWords = (): Words => words[usePreferences(p => p.language)];
