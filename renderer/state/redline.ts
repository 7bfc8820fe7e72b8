import { create } from 'zustand';
import type { Assessment, LossPatch, RedlineResult } from '#core/assessment/assessment.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { runJob } from './jobs.ts';

/** A redline assessment in the making. */
interface Redline {
  beforeId: number | null;
  afterId: number | null;
  zoneIds: number[];
  clouds: 'auto' | 'none';
  minPatchM2: number;
  loss: number;
  assessment: Assessment | null;
  patchId: number | null;
  busy: boolean;
  /** Both dates on the map with a divider; 0–1 from the left. */
  swipeOn: boolean;
  swipe: number;
  set: (change: Partial<Inputs>) => void;
  selectPatch: (patchId: number | null) => void;
  setSwipe: (swipe: number) => void;
  toggleSwipe: () => void;
  assess: (name: string | undefined) => Promise<void>;
}

type Inputs = Pick<Redline, 'beforeId' | 'afterId' | 'zoneIds' | 'clouds' | 'minPatchM2' | 'loss'>;

export const useRedline = create<Redline>()((set, get) => ({
  beforeId: null,
  afterId: null,
  zoneIds: [],
  clouds: 'auto',
  minPatchM2: 400,
  loss: 0.15,
  assessment: null,
  patchId: null,
  busy: false,
  swipeOn: true,
  swipe: 0.5,
  set: change => set({ ...change, assessment: null, patchId: null }),
  selectPatch: patchId => set({ patchId }),
  setSwipe: swipe => set({ swipe: Math.min(1, Math.max(0, swipe)) }),
  toggleSwipe: () => set(s => ({ swipeOn: !s.swipeOn })),
  assess: async name => {
    const { beforeId, afterId, zoneIds, clouds, minPatchM2, loss } = get();
    if (beforeId === null || afterId === null) return;
    set({ busy: true, assessment: null, patchId: null });
    try {
      const input = { beforeId, afterId, zoneIds, clouds, minPatchM2, loss, name };
      set({ assessment: await runJob('redline.assess', input) });
    } finally {
      set({ busy: false });
    }
  },
}));

/** The two newest scenes in the order of their dates, where nothing is chosen yet. */
export function suggestDates(scenes: readonly CatalogueScene[]): void {
  const { beforeId, afterId, set } = useRedline.getState();
  const dated = scenes.filter(scene => scene.missing === null && scene.acquired !== null);
  if (beforeId !== null || afterId !== null || dated.length < 2) return;
  const [after, before] = [...dated].sort((a, b) => b.acquired!.localeCompare(a.acquired!));
  set({ beforeId: before.id, afterId: after.id });
}

const none: LossPatch[] = [];

export const redlineResult = (assessment: Assessment | null): RedlineResult | null =>
  assessment?.result.kind === 'redline' ? assessment.result : null;

export const usePatches = (): LossPatch[] => useRedline(s => redlineResult(s.assessment)?.patches ?? none);
