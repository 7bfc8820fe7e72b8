import { create } from 'zustand';
import { snapThreshold } from '#core/assessment/histogram-area.ts';
import type { Assessment } from '#core/assessment/assessment.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { BloomTally } from '#core/contract/calls.ts';
import { runJob } from './jobs.ts';
import { useIndices, findIndex, preferredIndex } from './indices.ts';

/** A bloom assessment in the making. */
interface Bloom {
  zoneIds: number[];
  indexId: string | null;
  mask: MaskOptions;
  tally: BloomTally | null;
  threshold: number | null;
  /** How the threshold came about; 'otsu' is saved as such. */
  thresholdMethod: 'fixed' | 'otsu';
  assessment: Assessment | null;
  busy: 'tally' | 'assess' | null;
  setZones: (zoneIds: number[]) => void;
  setIndex: (indexId: string | null) => void;
  setMask: (change: Partial<MaskOptions>) => void;
  setThreshold: (threshold: number, method?: 'fixed' | 'otsu') => void;
  /** Takes the indices of another scene; what was tallied belongs to the old one. */
  useScene: (sceneId: number) => Promise<void>;
  runTally: (sceneId: number) => Promise<void>;
  /** Counts again what is on the screen, which stays until the new numbers are there; nothing without a tally. */
  refreshTally: (sceneId: number) => Promise<void>;
  assess: (sceneId: number, name: string | undefined) => Promise<Assessment>;
}

const nothingTallied = { tally: null, assessment: null };

export const useBloom = create<Bloom>()((set, get) => ({
  zoneIds: [],
  indexId: null,
  mask: { clouds: 'auto' },
  ...nothingTallied,
  threshold: null,
  thresholdMethod: 'fixed',
  busy: null,
  setZones: zoneIds => set({ zoneIds, ...nothingTallied }),
  setIndex: indexId => {
    const choice = findIndex(useIndices.getState(), indexId);
    const threshold = choice?.defaultThreshold ?? null;
    set({
      indexId,
      ...nothingTallied,
      thresholdMethod: 'fixed',
      threshold: choice && threshold !== null ? snapThreshold(choice.range, threshold) : null,
    });
  },
  setMask: change => {
    const mask = Object.fromEntries(
      Object.entries({ ...get().mask, ...change }).filter(([, value]) => value !== undefined),
    ) as MaskOptions;
    set({ mask, ...nothingTallied });
  },
  setThreshold: (threshold, thresholdMethod = 'fixed') => {
    const range = get().tally?.range ?? findIndex(useIndices.getState(), get().indexId)?.range;
    if (range) set({ threshold: snapThreshold(range, threshold), thresholdMethod, assessment: null });
  },
  useScene: async sceneId => {
    set(nothingTallied);
    await useIndices.getState().load(sceneId);
    const indices = useIndices.getState();
    const kept = findIndex(indices, get().indexId);
    if (!kept || kept.missing.length > 0) get().setIndex(preferredIndex(indices.choices)?.id ?? null);
  },
  runTally: async sceneId => {
    const { zoneIds, indexId, mask } = get();
    if (indexId === null) return;
    set({ busy: 'tally', ...nothingTallied });
    try {
      const tally = await runJob('bloom.tally', { sceneId, zoneIds, index: indexId, mask });
      const now = get();
      const stillAsked = now.indexId === indexId && now.mask === mask && now.zoneIds === zoneIds;
      if (!stillAsked) return;
      const middle = (tally.range.min + tally.range.max) / 2;
      const start = now.threshold ?? tally.defaultThreshold ?? tally.otsu ?? middle;
      set({ tally, threshold: snapThreshold(tally.range, start) });
    } finally {
      set({ busy: null });
    }
  },
  refreshTally: async sceneId => {
    const { zoneIds, indexId, mask, tally } = get();
    if (!tally || indexId === null || tally.sceneId !== sceneId) return;
    set({ assessment: null });
    const fresh = await runJob('bloom.tally', { sceneId, zoneIds, index: indexId, mask });
    if (get().tally === tally) set({ tally: fresh });
    else if (get().tally) await get().refreshTally(sceneId);
  },
  assess: async (sceneId, name) => {
    const { zoneIds, indexId, mask, threshold, thresholdMethod } = get();
    if (indexId === null || threshold === null) throw new RangeError('no index or threshold');
    set({ busy: 'assess' });
    try {
      const assessment = await runJob('bloom.assess', {
        sceneId,
        zoneIds,
        index: indexId,
        mask,
        threshold: thresholdMethod === 'otsu' ? 'otsu' : threshold,
        name,
      });
      set({ assessment });
      return assessment;
    } finally {
      set({ busy: null });
    }
  },
}));
