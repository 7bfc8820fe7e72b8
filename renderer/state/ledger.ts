import type { Activity, LedgerShape, LedgerState } from '#core/redline/ledger.ts';
import type { LedgerChanges, LedgerFilter, LedgerReturn } from '#core/contract/ledger-calls.ts';
import { callHost } from '../client/call-host.ts';
import { focusOn } from './focus.ts';
import { useHistory } from './history.ts';
import { runJob } from './jobs.ts';
import { useRedline } from './redline.ts';
import { useScenes } from './scenes.ts';
import { workspaceStore } from './root.ts';

/** The ledger of suspected patches: what is listed, what is chosen, where the keyboard is. */
interface Ledger {
  entries: LedgerShape[];
  zones: string[];
  total: number;
  filter: LedgerFilter;
  /** Of the listed entries. */
  chosen: ReadonlySet<number>;
  cursorId: number | null;
  /** Where a range of the keyboard began. */
  anchorId: number | null;
  /** Reason for the next steps. */
  why: string;
  /** A field list that came back, and is looked at before it is taken over. */
  returned: { path: string; result: LedgerReturn } | null;
  load: () => Promise<void>;
  setFilter: (change: Partial<LedgerFilter>) => Promise<void>;
  /** Moves the keyboard by rows; with `extend` everything in between is chosen. */
  move: (by: number, extend: boolean) => void;
  go: (id: number) => void;
  toggle: (id: number) => void;
  chooseAll: (all: boolean) => void;
  setWhy: (why: string) => void;
  take: (assessmentId: number) => Promise<{ added: number; updated: number; gone: number; already: number }>;
  change: (changes: LedgerChanges) => Promise<number>;
  step: (state: LedgerState) => Promise<number>;
  look: (path: string) => Promise<void>;
  accept: () => Promise<LedgerReturn | null>;
  forget: () => void;
}

export const useLedger = workspaceStore<Ledger>()((set, get) => ({
  entries: [],
  zones: [],
  total: 0,
  filter: {},
  chosen: new Set(),
  cursorId: null,
  anchorId: null,
  why: '',
  returned: null,
  load: async () => {
    const { entries, zones, total } = await callHost('ledger.list', { filter: get().filter });
    const there = new Set(entries.map(e => e.id));
    const { chosen, cursorId } = get();
    set({
      entries,
      zones,
      total,
      chosen: new Set([...chosen].filter(id => there.has(id))),
      cursorId: cursorId !== null && there.has(cursorId) ? cursorId : null,
    });
    await useHistory.getState().load();
  },
  setFilter: async change => {
    const filter = Object.fromEntries(
      Object.entries({ ...get().filter, ...change }).filter(
        ([, value]) => value !== undefined && value !== '',
      ),
    ) as LedgerFilter;
    set({ filter, anchorId: null });
    await get().load();
  },
  move: (by, extend) => {
    const { entries, cursorId, anchorId, chosen } = get();
    if (entries.length === 0) return;
    const at = entries.findIndex(e => e.id === cursorId);
    const to = Math.max(0, Math.min(entries.length - 1, at < 0 ? 0 : at + by));
    const anchor =
      anchorId === null
        ? Math.max(0, at)
        : Math.max(
            0,
            entries.findIndex(e => e.id === anchorId),
          );
    const [low, high] = [Math.min(anchor, to), Math.max(anchor, to)];
    set(
      extend
        ? {
            chosen: new Set([...chosen, ...entries.slice(low, high + 1).map(e => e.id)]),
            anchorId: entries[anchor].id,
          }
        : { anchorId: null },
    );
    get().go(entries[to].id);
  },
  go: id => {
    const entry = get().entries.find(e => e.id === id);
    if (!entry) return;
    set({ cursorId: id });
    showDates(entry);
    if (entry.geometry.length > 0) focusOn({ kind: 'shape', geometry: entry.geometry });
  },
  toggle: id => {
    const chosen = new Set(get().chosen);
    if (!chosen.delete(id)) chosen.add(id);
    set({ chosen, cursorId: id, anchorId: id });
  },
  chooseAll: all => set({ chosen: new Set(all ? get().entries.map(e => e.id) : []) }),
  setWhy: why => set({ why }),
  take: async assessmentId => {
    const taken = await callHost('ledger.take', { assessmentId });
    await get().load();
    return taken;
  },
  change: async changes => {
    const ids = targets(get());
    if (ids.length === 0) return 0;
    await callHost('ledger.change', { ids, changes });
    await get().load();
    return ids.length;
  },
  step: async state => {
    const ids = targets(get());
    if (ids.length === 0) return 0;
    await callHost('ledger.step', { ids, state, why: get().why.trim() });
    set({ why: '' });
    await get().load();
    return ids.length;
  },
  look: async path => {
    set({ returned: { path, result: await runJob('ledger.import', { path, apply: false }) } });
  },
  accept: async () => {
    const { returned } = get();
    if (!returned) return null;
    const result = await runJob('ledger.import', { path: returned.path, apply: true });
    set({ returned: null });
    await get().load();
    return result;
  },
  forget: () => set({ returned: null }),
}));

/** What keys and buttons work on: the chosen entries, else the one under the keyboard. */
export const targets = ({ chosen, cursorId }: Pick<Ledger, 'chosen' | 'cursorId'>): number[] =>
  chosen.size > 0 ? [...chosen] : cursorId === null ? [] : [cursorId];

/** The dates that an entry was seen between, for the divider on the map, where they are still open. */
function showDates({ beforeScene, afterScene }: LedgerShape): void {
  const { scenes } = useScenes.getState();
  const idOf = (name: string) => scenes.find(s => s.name === name && s.missing === null)?.id;
  const [beforeId, afterId] = [idOf(beforeScene), idOf(afterScene)];
  const now = useRedline.getState();
  if (beforeId === undefined || afterId === undefined) return;
  if (now.beforeId !== beforeId || now.afterId !== afterId) now.set({ beforeId, afterId });
}

/** Keys of the list: a digit is an activity, a letter a state. */
export const activityKeys: Record<string, Activity> = {
  '1': 'mining',
  '2': 'industry',
  '3': 'energy',
  '4': 'tourism',
  '5': 'transport',
  '6': 'farming',
  '7': 'other',
};
export const stateKeys: Record<string, LedgerState> = {
  c: 'to-check',
  t: 'confirmed',
  u: 'unfounded',
  r: 'rectifying',
  k: 'closed',
};
