import type { CallInput } from '#core/contract/calls.ts';
import type { EcologyRecord, EcologyRules, EcologySummary } from '#core/contract/ecology.ts';
import { callHost } from '../client/call-host.ts';
import { runJob } from './jobs.ts';
import { closeErrors } from './notices.ts';
import { workspaceStore } from './root.ts';
import { whileBusy } from './asking.ts';

export type EcologyCall = 'ecology.state' | 'ecology.index' | 'ecology.services' | 'ecology.validate';

/** Saved results about the ecosystem, and the one that is looked at. */
interface Ecology {
  rules: EcologyRules | null;
  saved: EcologySummary[];
  shown: EcologyRecord | null;
  busy: boolean;
  /** Of the export. */
  directory: string;
  written: { directory: string; files: { path: string; bytes: number }[] } | null;
  load: () => Promise<void>;
  open: (resultId: number) => Promise<void>;
  leave: () => void;
  remove: (resultId: number) => Promise<void>;
  run: <Name extends EcologyCall>(name: Name, input: CallInput<Name>) => Promise<void>;
  setDirectory: (directory: string) => void;
  exportShown: (language: 'zh-CN' | 'en', rasters: boolean) => Promise<void>;
}

export const useEcology = workspaceStore<Ecology>()((set, get) => ({
  rules: null,
  saved: [],
  shown: null,
  busy: false,
  directory: '',
  written: null,
  load: async () => {
    const [rules, saved] = await Promise.all([
      get().rules ?? callHost('ecology.rules', {}),
      callHost('ecology.list', {}),
    ]);
    set({ rules, saved });
  },
  open: async resultId => set({ shown: await callHost('ecology.get', { resultId }), written: null }),
  leave: () => set({ shown: null, written: null }),
  remove: async resultId => {
    await callHost('ecology.remove', { resultId });
    set(s => ({
      saved: s.saved.filter(r => r.id !== resultId),
      shown: s.shown?.id === resultId ? null : s.shown,
    }));
  },
  run: async (name, input) => {
    closeErrors();
    await whileBusy(
      busy => set({ busy }),
      async () => {
        const shown = (await runJob(name, input)) as EcologyRecord;
        set({ shown, written: null, saved: await callHost('ecology.list', {}) });
      },
    );
  },
  setDirectory: directory => set({ directory, written: null }),
  exportShown: async (language, rasters) => {
    const { shown, directory } = get();
    if (!shown) return;
    set({ written: null });
    const input = { resultId: shown.id, directory, language, rasters };
    set({
      written: await whileBusy(
        busy => set({ busy }),
        () => runJob('ecology.export', input),
      ),
    });
  },
}));
