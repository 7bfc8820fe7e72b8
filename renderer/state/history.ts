import type { EditHistory } from '#core/plots/site.ts';
import { callHost } from '../client/call-host.ts';
import { workspaceStore } from './root.ts';

/** What could be taken back and done again. */
interface History extends EditHistory {
  load: () => Promise<void>;
  step: (direction: 'undo' | 'redo') => Promise<void>;
}

export const useHistory = workspaceStore<History>()((set, get) => ({
  undo: null,
  redo: null,
  load: async () => set(await callHost('edits.history', {})),
  step: async direction => {
    if (get()[direction] !== null) set(await callHost(`edits.${direction}`, {}));
  },
}));
