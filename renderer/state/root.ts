import { create, type StoreApi } from 'zustand';
import { dropCalls } from '../client/call-host.ts';

type Store = Pick<StoreApi<object>, 'getState' | 'getInitialState' | 'setState'> & {
  persist?: { getOptions(): { partialize?: (state: never) => unknown } };
};

const stores = new Set<Store>();
const leavings = new Set<() => void>();

/** A store of the open workspace: as new when another one is opened, but for what it keeps from one day to the next. */
export const workspaceStore = (<T>() =>
  (make: Parameters<ReturnType<typeof create<T>>>[0]) => {
    const store = create<T>()(make);
    stores.add(store as unknown as Store);
    return store;
  }) as typeof create;

/** A store of the window, which no workspace owns. */
export const windowStore = create;

/** Counts the workspaces that were left: what is drawn with it as its key is drawn anew. */
export const useRoot = windowStore<{ left: number }>()(() => ({ left: 0 }));

/** What else has to end with a workspace: timers, and what waits for them. */
export const onLeaving = (end: () => void): void => void leavings.add(end);

/** Forgets everything of the workspace that was open. Answers that are still to come are not heard. */
export function leaveWorkspace(): void {
  dropCalls();
  for (const end of leavings) end();
  for (const store of stores) {
    const kept = store.persist?.getOptions().partialize?.(store.getState() as never) ?? {};
    store.setState({ ...store.getInitialState(), ...kept }, true);
  }
  useRoot.setState(({ left }) => ({ left: left + 1 }));
}
