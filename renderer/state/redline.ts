import type { ChangePatch, RedlineResult } from '#core/redline/redline-result.ts';
import type { Assessment } from '#core/review/assessment.ts';
import { snapThreshold, type AreaHistogram } from '#core/bloom/histogram-area.ts';
import { defaultChangeOptions, type ChangeOptions } from '#core/redline/change-options.ts';
import { parseLegend } from '#core/redline/legend.ts';
import type { ChangeTallyView } from '#core/contract/redline-calls.ts';
import type { CallOutput } from '#core/contract/calls.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { callHost } from '../client/call-host.ts';
import { runJob } from './jobs.ts';
import { workspaceStore } from './root.ts';
import { latest, whileBusy } from './asking.ts';

export const redlineViews = ['change', 'ledger'] as const;
export type RedlineView = (typeof redlineViews)[number];

/** A redline assessment in the making. */
interface Redline {
  view: RedlineView;
  beforeId: number | null;
  afterId: number | null;
  zoneIds: ReadonlySet<number>;
  options: ChangeOptions;
  /** As typed: lines of code,name. */
  legendText: string;
  /** What the two scenes have in common; null until both are chosen. */
  choices: CallOutput<'redline.choices'> | null;
  /** Histograms of the change; dragging the threshold asks for nothing more. */
  tally: ChangeTallyView | null;
  assessment: Assessment | null;
  patchId: number | null;
  busy: 'tally' | 'assess' | null;
  /** Both dates on the map with a divider; 0–1 from the left. */
  swipeOn: boolean;
  swipe: number;
  set: (change: Partial<Pick<Redline, 'beforeId' | 'afterId' | 'zoneIds'>>) => void;
  /** What decides the comparison throws the tally away; the rest does not. */
  setOptions: (change: Partial<ChangeOptions>) => void;
  setLegend: (text: string) => void;
  setThreshold: (threshold: ChangeOptions['threshold']) => void;
  selectPatch: (patchId: number | null) => void;
  setSwipe: (swipe: number) => void;
  toggleSwipe: () => void;
  loadChoices: () => Promise<void>;
  runTally: () => Promise<void>;
  assess: (name: string | undefined) => Promise<void>;
}

const nothingMade = { assessment: null, patchId: null };
const nothingCompared = { ...nothingMade, tally: null };
const afterwards: readonly (keyof ChangeOptions)[] = [
  'threshold',
  'direction',
  'sievePixels',
  'closingPixels',
  'fillHolesM2',
  'minPatchM2',
];

const asked = () => {
  const { beforeId, afterId, zoneIds, options, legendText } = useRedline.getState();
  return { dates: [beforeId, afterId], comparison: [beforeId, afterId, zoneIds, options, legendText] };
};
const newestChoices = latest(() => asked().dates);
const newestTally = latest(() => asked().comparison);
const newestResult = latest(() => asked().comparison);

export const useRedline = workspaceStore<Redline>()((set, get) => ({
  view: 'change',
  beforeId: null,
  afterId: null,
  zoneIds: new Set(),
  options: defaultChangeOptions,
  legendText: '',
  choices: null,
  tally: null,
  assessment: null,
  patchId: null,
  busy: null,
  swipeOn: true,
  swipe: 0.5,
  set: change => set({ ...change, ...nothingCompared }),
  setOptions: change => {
    const keeps = Object.keys(change).every(key => afterwards.includes(key as keyof ChangeOptions));
    set({ options: { ...get().options, ...change }, ...(keeps ? nothingMade : nothingCompared) });
  },
  setLegend: legendText => set({ legendText, ...nothingCompared }),
  setThreshold: threshold => {
    const range = get().tally?.range;
    const kept = typeof threshold === 'number' && range ? snapThreshold(range, threshold) : threshold;
    set({ options: { ...get().options, threshold: kept }, ...nothingMade });
  },
  selectPatch: patchId => set({ patchId }),
  setSwipe: swipe => set({ swipe: Math.min(1, Math.max(0, swipe)) }),
  toggleSwipe: () => set(s => ({ swipeOn: !s.swipeOn })),
  loadChoices: async () => {
    const { beforeId, afterId } = get();
    if (beforeId === null || afterId === null || beforeId === afterId) return set({ choices: null });
    const choices = await newestChoices(() => callHost('redline.choices', { beforeId, afterId }));
    if (!choices) return;
    const { options } = get();
    const { layers, align } = options;
    const kept = layers.filter(layer => choices.roles.includes(layer));
    set({
      choices,
      options: {
        ...options,
        layers: kept.length > 1 ? kept : choices.roles,
        align: choices.sameGrid ? null : align,
      },
    });
  },
  runTally: async () => {
    const dates = datesOf(get());
    if (!dates) return;
    const { method, index, layers, transitions, legend, clouds, align, normalise } = wholeOptions(get());
    const comparison = { method, index, layers, transitions, legend, clouds, align, normalise };
    set(nothingCompared);
    const tally = await whileBusy(
      on => set({ busy: on ? 'tally' : null }),
      () => newestTally(() => runJob('redline.tally', { ...dates, comparison })),
    );
    if (tally) set({ tally });
  },
  assess: async name => {
    const dates = datesOf(get());
    if (!dates) return;
    const options = wholeOptions(get());
    set(nothingMade);
    const assessment = await whileBusy(
      on => set({ busy: on ? 'assess' : null }),
      () => newestResult(() => runJob('redline.assess', { ...dates, options, name })),
    );
    if (assessment) set({ assessment });
  },
}));

const datesOf = ({ beforeId, afterId, zoneIds }: Redline) =>
  beforeId === null || afterId === null ? null : { beforeId, afterId, zoneIds: [...zoneIds] };

/** The options with the legend that was typed. */
const wholeOptions = ({ options, legendText }: Redline): ChangeOptions => ({
  ...options,
  legend: options.method === 'classes' && legendText.trim() !== '' ? parseLegend(legendText, 'legend') : null,
});

/** The threshold as a number, where the tally says what a method gives. */
export function thresholdNumber(
  { threshold, direction }: ChangeOptions,
  tally: ChangeTallyView,
): number | null {
  if (typeof threshold === 'number') return threshold;
  if (threshold === 'default') return tally.defaultThreshold;
  return tally[threshold][amountSide(tally, direction)];
}

/** Which histogram a method for the threshold looks at. */
export const amountSide = (tally: ChangeTallyView, direction: ChangeOptions['direction']): 'loss' | 'gain' =>
  direction === 'gain' || tally.measure.startsWith('|') ? 'gain' : 'loss';

/** Histogram of the amount of change that is looked for. */
export function amountHistogram(
  { loss, gain, measure }: ChangeTallyView,
  direction: ChangeOptions['direction'],
): AreaHistogram {
  if (direction === 'gain' || measure.startsWith('|')) return gain;
  if (direction === 'loss') return loss;
  return {
    areaKm2ByBin: loss.areaKm2ByBin.map((area, i) => area + gain.areaKm2ByBin[i]),
    aboveKm2: loss.aboveKm2 + gain.aboveKm2,
  };
}

/** The two newest scenes in the order of their dates, where nothing is chosen yet. */
export function suggestDates(scenes: readonly CatalogueScene[]): void {
  const { beforeId, afterId, set } = useRedline.getState();
  const dated = scenes.filter(scene => scene.missing === null && scene.acquired !== null);
  if (beforeId !== null || afterId !== null || dated.length < 2) return;
  const [after, before] = [...dated].sort((a, b) => b.acquired!.localeCompare(a.acquired!));
  set({ beforeId: before.id, afterId: after.id });
}

const none: ChangePatch[] = [];

export const redlineResult = (assessment: Assessment | null): RedlineResult | null =>
  assessment?.result.kind === 'redline' ? assessment.result : null;

export const usePatches = (): ChangePatch[] => useRedline(s => redlineResult(s.assessment)?.patches ?? none);
