import { snapThreshold } from '#core/bloom/histogram-area.ts';
import type { FoundThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import type { Assessment } from '#core/review/assessment.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { BloomTally } from '#core/contract/calls.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { useGround } from './ground.ts';
import { latest, whileBusy } from '#renderer/state/asking.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { useIndices, findIndex, preferredIndex } from './indices.ts';
import { workspaceStore } from '#renderer/state/root.ts';

/** Thresholds that the host is asked for: it looks at the pixels again. */
export type FoundByHost = 'otsu' | 'valley' | 'gradient' | 'ground';

/** A bloom assessment in the making. */
interface Bloom {
  zoneIds: ReadonlySet<number>;
  indexId: string | null;
  mask: MaskOptions;
  tally: BloomTally | null;
  threshold: number | null;
  /** How the threshold came about; a method is saved as such. */
  thresholdMethod: FoundThreshold['method'];
  thresholdSource: string;
  assessment: Assessment | null;
  busy: 'tally' | 'find' | 'assess' | null;
  setZones: (zoneIds: Iterable<number>) => void;
  setIndex: (indexId: string | null) => void;
  setMask: (change: Partial<MaskOptions>) => void;
  setThreshold: (threshold: number, method?: FoundThreshold['method'], source?: string) => void;
  /** Asks the host for a method that needs the pixels, or the ground points. */
  findThreshold: (sceneId: number, method: FoundByHost) => Promise<void>;
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

export const useBloom = workspaceStore<Bloom>()((set, get) => {
  const subject = () => [get().indexId, get().mask, get().zoneIds];
  const [newestTally, newestFound] = [latest(subject), latest(subject)];
  const whileDoing = <T>(what: NonNullable<Bloom['busy']>, work: () => Promise<T>) =>
    whileBusy(on => set({ busy: on ? what : null }), work);
  const tallyOf = (sceneId: number, index: string) => {
    const { zoneIds, mask } = get();
    return newestTally(() => runJob('bloom.tally', { sceneId, zoneIds: [...zoneIds], index, mask }));
  };
  return {
    zoneIds: new Set(),
    indexId: null,
    mask: { clouds: 'auto' },
    ...nothingTallied,
    threshold: null,
    thresholdMethod: 'fixed',
    thresholdSource: '',
    busy: null,
    setZones: ids => set({ zoneIds: new Set(ids), ...nothingTallied }),
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
      const ground = method === 'ground' ? useGround.getState().options : undefined;
      const question = { sceneId, zoneIds: [...zoneIds], index: indexId, mask, method, ground };
      const found = await whileDoing('find', () =>
        newestFound(() => runJob('bloom.find-threshold', question)),
      );
      if (found) get().setThreshold(found.value, method, found.source);
    },
    keepThreshold: async note => {
      const { zoneIds, indexId, threshold, tally } = get();
      if (indexId === null || threshold === null || tally === null) return;
      const lakeThreshold = await callHost('bloom.keep-threshold', {
        zoneIds: [...zoneIds],
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
      const { indexId } = get();
      if (indexId === null) return;
      useGround.getState().forget();
      set(nothingTallied);
      const tally = await whileDoing('tally', () => tallyOf(sceneId, indexId));
      if (!tally) return;
      set({ tally });
      const { lakeThreshold: kept, otsu, range } = tally;
      const { threshold, thresholdMethod, setThreshold } = get();
      // What was kept for the lake goes before what was published; what a person chose stays.
      if (kept && (threshold === null || thresholdMethod === 'default'))
        setThreshold(kept.value, 'lake', `${kept.who} ${kept.time.slice(0, 10)} ${kept.note}`.trim());
      else if (threshold === null && otsu !== null) setThreshold(otsu, 'otsu');
      else set({ threshold: snapThreshold(range, threshold ?? (range.min + range.max) / 2) });
    },
    refreshTally: async sceneId => {
      const { indexId, tally: before } = get();
      if (!before || indexId === null || before.sceneId !== sceneId) return;
      set({ assessment: null });
      const tally = await whileDoing('tally', () => tallyOf(sceneId, indexId));
      if (!tally) return;
      set({ tally });
      // A number that was found on the pixels of before stays on the screen as a number that was chosen.
      const { threshold, thresholdMethod } = get();
      if (!isGiven(tally, thresholdMethod, threshold)) set({ thresholdMethod: 'fixed', thresholdSource: '' });
    },
    assess: async (sceneId, name) => {
      const { zoneIds, indexId, mask, threshold, thresholdMethod } = get();
      if (indexId === null || threshold === null) throw new RangeError('no index or threshold');
      const { points, options, retrieval } = useGround.getState();
      const ground = points || thresholdMethod === 'ground' ? options : null;
      const asked = [...subject(), threshold];
      const assessment = await whileDoing('assess', () =>
        runJob('bloom.assess', {
          sceneId,
          zoneIds: [...zoneIds],
          index: indexId,
          mask,
          threshold: thresholdMethod === 'fixed' ? threshold : thresholdMethod,
          ground: ground ?? undefined,
          retrieval: retrieval?.formula === indexId ? retrieval.about : undefined,
          name,
        }),
      );
      if ([...subject(), get().threshold].every((value, i) => value === asked[i])) set({ assessment });
      return assessment;
    },
  };
});

/** True where a method still gives the number on the screen; one that was asked of the pixels may give another now. */
function isGiven(tally: BloomTally, method: FoundThreshold['method'], threshold: number | null): boolean {
  if (method === 'gradient' || method === 'ground') return false;
  if (method !== 'otsu' && method !== 'valley') return true;
  const now = tally[method];
  return now !== null && snapThreshold(tally.range, now) === threshold;
}
