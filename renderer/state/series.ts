import type { SeriesResult } from '#core/bloom/series.ts';
import type { SeriesHead, WarningView } from '#core/contract/series.ts';
import type { WarningState } from '#core/bloom/warning-rules.ts';
import type { CallInput } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { runJob } from './jobs.ts';
import { workspaceStore } from './root.ts';
import { latest, whileBusy } from './asking.ts';

export const bloomViews = ['scene', 'series', 'warnings'] as const;
export type BloomView = (typeof bloomViews)[number];

/** Series of the catalogue, the one that is shown, and the warnings of all of them. */
interface Series {
  view: BloomView;
  heads: SeriesHead[];
  openId: number | null;
  result: SeriesResult | null;
  /** Place of the shown zone in the series' list. */
  zone: number;
  /** The date that chart, calendar and animation point at. */
  date: string | null;
  running: number | null;
  warnings: WarningView | null;
  setView: (view: BloomView) => void;
  setZone: (zone: number) => void;
  setDate: (date: string | null) => void;
  load: () => Promise<void>;
  open: (seriesId: number | null) => Promise<void>;
  make: (input: CallInput<'series.create'>) => Promise<void>;
  run: (seriesId: number) => Promise<void>;
  remove: (seriesId: number) => Promise<void>;
  setWarning: (warningId: number, state: WarningState, why: string) => Promise<void>;
}

const newest = latest(() => [useSeries.getState().openId]);

export const useSeries = workspaceStore<Series>()((set, get) => ({
  view: 'scene',
  heads: [],
  openId: null,
  result: null,
  zone: 0,
  date: null,
  running: null,
  warnings: null,
  setView: view => set({ view }),
  setZone: zone => set({ zone }),
  setDate: date => set({ date }),
  load: async () => {
    const [heads, warnings] = await Promise.all([callHost('series.list', {}), callHost('warning.list', {})]);
    const { openId } = get();
    const stays = heads.some(h => h.id === openId);
    set({ heads, warnings, ...(stays ? {} : { openId: null, result: null }) });
  },
  open: async seriesId => {
    set({ openId: seriesId, result: null, zone: 0, date: null });
    if (seriesId === null) return;
    const view = await newest(() => callHost('series.get', { seriesId }));
    if (view) set({ result: view.result, date: view.result.series.at(-1)?.date ?? null });
  },
  make: async input => {
    const { id } = await callHost('series.create', input);
    set({ openId: id, result: null, zone: 0, date: null });
    await get().load();
    await get().run(id);
  },
  run: async seriesId => {
    try {
      const { result } = await whileBusy(
        on => set({ running: on ? seriesId : null }),
        () => runJob('series.run', { seriesId }),
      );
      if (get().openId === seriesId) set({ result, date: result.series.at(-1)?.date ?? null });
    } finally {
      await get().load();
      // A run that was cancelled kept what it had.
      if (get().openId === seriesId && get().result === null) await get().open(seriesId);
    }
  },
  remove: async seriesId => {
    await callHost('series.remove', { seriesId });
    await get().load();
  },
  setWarning: async (warningId, state, why) => {
    await callHost('warning.set', { warningId, state, why });
    await get().load();
  },
}));
