import { sentenceIn } from '#core/words/said.ts';
import { persist } from 'zustand/middleware';
import type { Language } from '#core/foundation/text.ts';
import type { ReceivedDetail, ReceivedPackage } from '#core/contract/package-calls.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { fileNameOf } from '#renderer/language/file-name.ts';
import { useDialogs } from '#renderer/state/dialogs.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { showNotice } from '#renderer/state/notices.ts';
import { workspaceStore } from '#renderer/state/root.ts';
import { whileBusy } from '#renderer/state/asking.ts';

/** Sealed packages: those from other offices, and what is asked when one is made. */
interface Packages {
  received: ReceivedPackage[];
  detail: ReceivedDetail | null;
  office: string;
  directory: string;
  busy: boolean;
  set: (change: Partial<Pick<Packages, 'office' | 'directory'>>) => void;
  load: () => Promise<void>;
  open: (packageId: number) => Promise<void>;
  take: (path: string) => Promise<void>;
  write: (assessmentId: number, language: Language) => Promise<void>;
}

export const usePackages = workspaceStore<Packages>()(
  persist(
    (set, get) => ({
      received: [],
      detail: null,
      office: '',
      directory: '',
      busy: false,
      set: change => set(change),
      load: async () => {
        set({ received: await callHost('package.list', {}) });
      },
      open: async packageId => {
        set({ detail: null });
        set({ detail: await callHost('package.get', { packageId }) });
        useDialogs.getState().open({ kind: 'received' });
      },
      take: async path => {
        const taken = await runJob('package.import', { path });
        showNotice('done', 'package.taken', { number: taken.approval.number, office: taken.office });
        for (const what of taken.notes ?? [])
          showNotice('warning', 'package.office-note', {
            what: sentenceIn(what, usePreferences.getState().language),
          });
        await get().load();
        await get().open(taken.id);
      },
      write: async (assessmentId, language) => {
        const { office, directory } = get();
        const work = async () => {
          const made = await runJob('package.write', {
            assessmentId,
            language,
            office: office.trim(),
            directory: directory.trim(),
          });
          if (made.warnings.length > 0)
            showNotice('warning', 'package.missing-photos', { count: made.warnings.length });
          showNotice('done', 'package.written', {
            name: fileNameOf(made.path),
            seal: made.seal.slice(0, 12),
          });
        };
        await whileBusy(busy => set({ busy }), work);
      },
    }),
    {
      name: 'bloomline.packages',
      version: 1,
      partialize: ({ office, directory }) => ({ office, directory }),
    },
  ),
);
