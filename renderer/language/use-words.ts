import { useTranslation } from 'react-i18next';
import { sentenceIn } from '#core/words/said.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { usePreferences } from '../state/preferences.ts';

export interface Words {
  t: (key: string, values?: Record<string, unknown>) => string;
  language: Language;
  /** A text of the contract in the user's language. */
  say: (text: Text) => string;
  /** A sentence of the host, which speaks English, in the user's language. */
  said: (english: string) => string;
}

/** The words of the window in the user's language. */
export function useWords(): Words {
  const { t } = useTranslation();
  const language = usePreferences(p => p.language);
  return {
    t: t as unknown as Words['t'],
    language,
    say: text => inLanguage(text, language),
    said: english => sentenceIn(english, language),
  };
}
