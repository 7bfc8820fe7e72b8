import { create } from 'zustand';
import { snapThreshold } from '#core/bloom/histogram-area.ts';
import type { FoundThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import type { Assessment } from '#core/review/assessment.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { BloomTally } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { useGround } from './ground.ts';
import { runJob } from './jobs.ts';
import { useIndices, findIndex, preferredIndex } from './indices.ts';

/** A bloom assessment in the making. */
interface Bloom {
  zoneIds: number[];
  indexId: string | null;
  mask: MaskOptions;
  tally: BloomTally | null;
  threshold: number | null;
  /** How the threshold came about; a method is saved as such. */
  thresholdMethod: FoundThreshold['method'];
  thresholdSource: string;
  assessment: Assessment | null;
  busy: 'tally' | 'find' | 'assess' | null;
  setZones: (zoneIds: number[]) => void;
  setIndex: (indexId: string | null) => void;
  setMask: (change: Partial<MaskOptions>) => void;
  setThreshold: (threshold: number, method?: FoundThreshold['method'], source?: string) => void;
  /** Asks the host for a method that needs the pixels, or the ground points. */
  findThreshold: (sceneId: number, method: 'gradient' | 'ground') => Promise<void>;
  /** Keeps the threshold of this moment for the lake. */
  keepThreshold: (note: string) => Promise<void>;
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
  thresholdSource: '',
  busy: null,
  setZones: zoneIds => set({ zoneIds, ...nothingTallied }),
  setIndex: indexId => {
    const choice = findIndex(useIndices.getState(), indexId);
    const threshold = choice?.defaultThreshold ?? null;
    set({
      indexId,
      ...nothingTallied,
      thresholdMethod: threshold === null ? 'fixed' : 'default',
      thresholdSource: threshold === null ? '' : (choice?.thresholdSource ?? ''),
      threshold: choice && threshold !== null ? snapThreshold(choice.range, threshold) : null,
    });
  },
  setMask: change => {
    const mask = Object.fromEntries(
      Object.entries({ ...get().mask, ...change }).filter(([, value]) => value !== undefined),
    ) as MaskOptions;
    set({ mask, ...nothingTallied });
  },
  setThreshold: (threshold, thresholdMethod = 'fixed', thresholdSource = '') => {
    const range = get().tally?.range ?? findIndex(useIndices.getState(), get().indexId)?.range;
    if (range)
      set({
        threshold: snapThreshold(range, threshold),
        thresholdMethod,
        thresholdSource,
        assessment: null,
      });
  },
  findThreshold: async (sceneId, method) => {
    const { zoneIds, indexId, mask } = get();
    if (indexId === null) return;
    set({ busy: 'find' });
    try {
      const ground = method === 'ground' ? useGround.getState().options : undefined;
      const question = { sceneId, zoneIds, index: indexId, mask, method, ground };
      const found = await runJob('bloom.find-threshold', question);
      const now = get();
      if (now.indexId === indexId && now.mask === mask && now.zoneIds === zoneIds)
        now.setThreshold(found.value, method, found.source);
    } finally {
      set({ busy: null });
    }
  },
  keepThreshold: async note => {
    const { zoneIds, indexId, threshold, tally } = get();
    if (indexId === null || threshold === null || tally === null) return;
    const lakeThreshold = await callHost('bloom.keep-threshold', {
      zoneIds,
      index: tally.index,
      value: threshold,
      note,
    });
    set({ tally: { ...tally, lakeThreshold } });
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
    useGround.getState().forget();
    set({ busy: 'tally', ...nothingTallied });
    try {
      const tally = await runJob('bloom.tally', { sceneId, zoneIds, index: indexId, mask });
      const now = get();
      const stillAsked = now.indexId === indexId && now.mask === mask && now.zoneIds === zoneIds;
      if (!stillAsked) return;
      set({ tally });
      const { lakeThreshold: kept, otsu, range } = tally;
      // What was kept for the lake goes before what was published; what a person chose stays.
      if (kept && (now.threshold === null || now.thresholdMethod === 'default'))
        get().setThreshold(kept.value, 'lake', `${kept.who} ${kept.time.slice(0, 10)} ${kept.note}`.trim());
      else if (now.threshold === null && otsu !== null) get().setThreshold(otsu, 'otsu');
      else set({ threshold: snapThreshold(range, now.threshold ?? (range.min + range.max) / 2) });
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
    const { points, options, retrieval } = useGround.getState();
    const ground = points || thresholdMethod === 'ground' ? options : null;
    set({ busy: 'assess' });
    try {
      const assessment = await runJob('bloom.assess', {
        sceneId,
        zoneIds,
        index: indexId,
        mask,
        threshold: thresholdMethod === 'fixed' ? threshold : thresholdMethod,
        ground: ground ?? undefined,
        retrieval: retrieval?.formula === indexId ? retrieval.about : undefined,
        name,
      });
      set({ assessment });
      return assessment;
    } finally {
      set({ busy: null });
    }
  },
}));
