import type { GroundOptions } from '#core/ground/beside-satellite.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { Retrieval } from '#core/ground/regression.ts';
import type { CallOutput } from '#core/contract/calls.ts';
import { runJob } from './jobs.ts';
import { workspaceStore } from './root.ts';
import { latest, whileBusy } from './asking.ts';

/** Ground points beside the scene that is being assessed. */
interface Ground {
  options: GroundOptions;
  points: CallOutput<'bloom.ground'> | null;
  busy: boolean;
  /** The regression that is used as an index: its formula, and what it estimates. */
  retrieval: { formula: string; about: Retrieval } | null;
  setOptions: (part: Partial<GroundOptions>) => void;
  /** What was found belongs to another scene, index or set of zones. */
  forget: () => void;
  find: (about: { sceneId: number; zoneIds: number[]; index: string; mask: MaskOptions }) => Promise<void>;
}

export const useGround = workspaceStore<Ground>()((set, get) => ({
  options: { withinHours: 24, side: 3, parameter: 'chlorophyll-a' },
  points: null,
  busy: false,
  retrieval: null,
  setOptions: part => set(s => ({ options: { ...s.options, ...part }, points: null })),
  forget: () => set({ points: null }),
  find: async about => {
    const ground = get().options;
    set({ points: null });
    const points = await whileBusy(
      busy => set({ busy }),
      () => newest(() => runJob('bloom.ground', { ...about, ground })),
    );
    if (points) set({ points });
  },
}));

const newest = latest(() => [useGround.getState().options]);

/** What the chosen index estimates, where it is a regression. */
export const useRetrieval = (indexId: string | null): Retrieval | null =>
  useGround(s => (s.retrieval?.formula === indexId ? s.retrieval.about : null));
