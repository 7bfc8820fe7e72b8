import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StoreApi } from 'zustand';
import { leaveWorkspace } from '#renderer/state/root.ts';

/** The only stores that outlive a workspace; a store of a workspace's data is none of them. */
const ofTheWindow = ['useComposite', 'useLayers', 'usePreferences', 'useRoot', 'useSession'];

const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .map(file => join('renderer', file));

type AnyStore = StoreApi<Record<string, unknown>> & {
  persist?: { getOptions(): { partialize?: (state: unknown) => object } };
};
const stores = new Map<string, AnyStore>();

beforeAll(async () => {
  for (const file of files.filter(f => /= (workspace|window)Store</.test(readFileSync(f, 'utf8')))) {
    const module = (await import(/* @vite-ignore */ resolve(file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module))
      if (typeof value === 'function' && 'getInitialState' in value) stores.set(name, value as never);
  }
});

describe('every store of the window', () => {
  it('says whether a workspace owns it', () => {
    const own = files.filter(f =>
      /import \{[^}]*\bcreate\b[^}]*\} from 'zustand'/.test(readFileSync(f, 'utf8')),
    );
    expect(own).toEqual([join('renderer', 'state', 'root.ts')]);
    expect(stores.size).toBeGreaterThan(25);
  });

  it('is as new when the workspace is left, but for what it keeps from day to day', () => {
    for (const store of stores.values())
      store.setState(
        Object.fromEntries(
          Object.entries(store.getInitialState())
            .filter(([, value]) => typeof value !== 'function')
            .map(([key]) => [key, 'of the former workspace']),
        ),
      );
    const { useSheet } = Object.fromEntries(stores);
    useSheet.setState({ form: { preparedBy: '赵某' } });
    leaveWorkspace();
    const stayed = [...stores].flatMap(([name, store]) => {
      const kept = Object.keys(store.persist?.getOptions().partialize?.(useSheet.getState()) ?? {});
      const initial = store.getInitialState();
      const changed = Object.entries(store.getState()).filter(
        ([key, value]) => !kept.includes(key) && value !== initial[key],
      );
      return changed.length > 0 ? [name] : [];
    });
    expect(stayed.sort()).toEqual(ofTheWindow);
    expect(useSheet.getState().form).toMatchObject({ preparedBy: '赵某' });
  });
});
