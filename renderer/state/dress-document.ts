import { usePreferences } from './preferences.ts';

/** Gives the document its theme and language before anything is drawn in them. */
export function dressDocument(): void {
  const dress = ({ theme, language }: { theme: string; language: string }) => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = language;
  };
  dress(usePreferences.getState());
  usePreferences.subscribe(dress);
}
