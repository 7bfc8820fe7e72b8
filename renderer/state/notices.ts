import { asHostError, type HostError } from '../client/host-error.ts';
import type { Label, LabelValue, LabelValues } from '../language/use-words.ts';
import { workspaceStore } from './root.ts';

/** A line that appears over the map: an error stays until it is closed, a message goes by itself. */
export type Notice = { id: number } & (
  | { kind: 'error'; error: HostError }
  | { kind: 'done' | 'warning'; label: Label; values: Readonly<Record<string, LabelValue>> }
);

interface Notices {
  notices: Notice[];
  close: (id: number) => void;
}

export const useNotices = workspaceStore<Notices>()(set => ({
  notices: [],
  close: id => set(s => ({ notices: s.notices.filter(n => n.id !== id) })),
}));

let next = 1;

/** Shows an error; a cancelled call is no error. The same error twice in a row is shown once. */
export function showError(error: unknown): void {
  const found = asHostError(error);
  if (!found) return;
  useNotices.setState(s => {
    const others = s.notices.filter(
      n => n.kind !== 'error' || n.error.code !== found.code || n.error.subject !== found.subject,
    );
    return { notices: [...others, { id: next++, kind: 'error' as const, error: found }].slice(-4) };
  });
}

/** What was wrong with an earlier try is no longer so. */
export const closeErrors = (): void =>
  useNotices.setState(s => ({ notices: s.notices.filter(n => n.kind !== 'error') }));

/** Shows a message for six seconds. */
export function showNotice<L extends Label>(
  kind: 'done' | 'warning',
  label: L,
  ...[values]: LabelValues<L>
): void {
  const id = next++;
  useNotices.setState(s => ({
    notices: [...s.notices, { id, kind, label, values: values ?? {} }].slice(-4),
  }));
  setTimeout(() => useNotices.getState().close(id), 6000);
}

/** Runs something that may fail; a failure becomes a notice and the answer is undefined. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    showError(error);
    return undefined;
  }
}
