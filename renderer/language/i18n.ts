import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';
import { usePreferences } from '../state/preferences.ts';

/** Starts the translations and follows the language that the user prefers. */
export function startLanguage(): void {
  void i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    lng: usePreferences.getState().language,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  usePreferences.subscribe(({ language }) => {
    if (i18next.language !== language) void i18next.changeLanguage(language);
  });
}
