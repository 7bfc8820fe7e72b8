import type { WorkspaceInfo } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { usePeople } from './people.ts';
import { leaveWorkspace, windowStore } from './root.ts';

export const tasks = ['bloom', 'redline', 'plots', 'review', 'sheet'] as const;
export type Task = (typeof tasks)[number];

/** The workspace that is open and the task at hand. */
interface Session {
  workspace: WorkspaceInfo | null;
  task: Task;
  setTask: (task: Task) => void;
  load: () => Promise<void>;
}

export const useSession = windowStore<Session>()((set, get) => ({
  workspace: null,
  task: 'bloom',
  setTask: task => set({ task }),
  load: async () => {
    const workspace = await callHost('workspace.get', {});
    const open = get().workspace;
    if (open && open.path !== workspace.path) leaveWorkspace();
    set({ workspace });
  },
}));

/** True where the catalogue may be changed by who sits there. The host decides; this tells before somebody tries. */
export function useWritable(): boolean {
  const open = useSession(s => s.workspace?.readOnly === false);
  const may = usePeople(s => s.people.length === 0 || s.rights.some(r => r === 'assess' || r === 'plots'));
  return open && may;
}
