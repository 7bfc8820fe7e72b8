import type { CallInput } from '#core/contract/calls.ts';
import type { ListedCorrection } from '#core/contract/mask-calls.ts';
import type { CorrectionAction, ExcludeReason, NewCorrection } from '#core/mask/correction.ts';
import { callHost } from '../client/call-host.ts';
import { useBloom } from './bloom.ts';
import { useHistory } from './history.ts';
import { attempt } from './notices.ts';
import { useScenes } from './scenes.ts';
import { workspaceStore } from './root.ts';
import { latest, whileBusy } from './asking.ts';

export const correctionTools = ['brush', 'polygon', 'connected'] as const;
export type CorrectionTool = (typeof correctionTools)[number];

/** Hand corrections of the scene at hand, and what the next one will be. */
interface Corrections {
  sceneId: number | null;
  corrections: ListedCorrection[];
  /** The one that the list points to. */
  chosenId: number | null;
  tool: CorrectionTool | null;
  action: CorrectionAction;
  reason: ExcludeReason;
  note: string;
  radiusM: number;
  busy: boolean;
  set: (change: Partial<Pick<Corrections, 'action' | 'reason' | 'note' | 'radiusM' | 'chosenId'>>) => void;
  start: (tool: CorrectionTool) => void;
  stop: () => void;
  load: () => Promise<void>;
}

const newestList = latest(() => [useScenes.getState().activeId]);

export const useCorrections = workspaceStore<Corrections>()((set, get) => ({
  sceneId: null,
  corrections: [],
  chosenId: null,
  tool: null,
  action: 'bloom',
  reason: 'cloud',
  note: '',
  radiusM: 100,
  busy: false,
  set: change => set(change),
  start: tool => set({ tool: get().tool === tool ? null : tool }),
  stop: () => set({ tool: null }),
  load: async () => {
    const sceneId = useScenes.getState().activeId;
    if (sceneId === null) return set({ sceneId, corrections: [], tool: null });
    const corrections = await newestList(() => callHost('corrections.list', { sceneId }));
    if (corrections) set({ sceneId, corrections });
  },
}));

/** Saves a shape with the action, reason and note at hand. */
export function addCorrection(geometry: NewCorrection['geometry'], tool: CorrectionTool): Promise<unknown> {
  return attempt(async () => {
    const { sceneId, action, reason, note } = useCorrections.getState();
    if (sceneId === null) return;
    const kind = action === 'exclude' ? { action, reason } : { action };
    const correction = { ...kind, note: note.trim(), tool, geometry };
    await callHost('corrections.add', { sceneId, correction });
    await useHistory.getState().load();
  });
}

/** Asks the host for the patch of bloom around a place and saves it. */
export function addConnected(x: number, y: number): Promise<unknown> {
  return attempt(async () => {
    const { sceneId } = useCorrections.getState();
    const { zoneIds, indexId, mask, threshold } = useBloom.getState();
    if (sceneId === null || indexId === null || threshold === null) return;
    await whileBusy(
      busy => useCorrections.setState({ busy }),
      async () => {
        const question = { sceneId, zoneIds: [...zoneIds], index: indexId, mask, threshold, x, y };
        const { geometry } = await callHost('corrections.connected', question);
        await addCorrection(geometry, 'connected');
      },
    );
  });
}

export const changeCorrection = (change: CallInput<'corrections.update'>): Promise<unknown> =>
  attempt(async () => {
    await callHost('corrections.update', change);
    await useHistory.getState().load();
  });

export const removeCorrections = (correctionIds: number[]): Promise<unknown> =>
  attempt(async () => {
    await callHost('corrections.remove', { correctionIds });
    await useHistory.getState().load();
  });

/** Keeps the list in step with the scene at hand, and what was tallied in step with the list. */
export function followCorrections(): () => void {
  const stops = [
    useScenes.subscribe((now, last) => {
      if (now.activeId !== last.activeId) {
        useCorrections.setState({ tool: null, chosenId: null });
        void attempt(() => useCorrections.getState().load());
      }
    }),
    useCorrections.subscribe((now, last) => {
      if (now.corrections === last.corrections || now.sceneId !== last.sceneId || now.sceneId === null)
        return;
      const same = JSON.stringify(now.corrections) === JSON.stringify(last.corrections);
      if (!same) void attempt(() => useBloom.getState().refreshTally(now.sceneId!));
    }),
  ];
  return () => stops.forEach(stop => stop());
}
