import { persist } from 'zustand/middleware';
import type { Language } from '#core/foundation/text.ts';
import { windowStore } from './root.ts';

export type Theme = 'dark' | 'light';

/** What the window remembers from one day to the next. Widths in CSS pixels. */
interface Preferences {
  language: Language;
  theme: Theme;
  dockWidth: number;
  panelWidth: number;
  dockOpen: boolean;
  panelOpen: boolean;
  set: (change: Partial<Omit<Preferences, 'set'>>) => void;
}

export const usePreferences = windowStore<Preferences>()(
  persist(
    set => ({
      language: 'zh-CN',
      theme: 'dark',
      dockWidth: 268,
      panelWidth: 384,
      dockOpen: true,
      panelOpen: true,
      set,
    }),
    { name: 'bloomline.preferences', version: 1 },
  ),
);

export const toggleLanguage = () =>
  usePreferences.getState().set({ language: usePreferences.getState().language === 'en' ? 'zh-CN' : 'en' });

export const toggleTheme = () =>
  usePreferences.getState().set({ theme: usePreferences.getState().theme === 'dark' ? 'light' : 'dark' });
