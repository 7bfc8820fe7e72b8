export type Language = 'zh-CN' | 'en';

/** The same words in both languages. */
export interface Text {
  zh: string;
  en: string;
}

export function inLanguage(text: Text, language: Language): string {
  return language === 'zh-CN' ? text.zh : text.en;
}
