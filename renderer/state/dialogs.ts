import type { PlotFilter } from '#core/contract/plot-calls.ts';
import type { Said } from '#core/words/said.ts';
import type { ZoneKind } from '#core/zones/zone.ts';
import { workspaceStore } from './root.ts';

export type PickKind =
  'scene' | 'zones' | 'export' | 'workspace' | 'table' | 'photos' | 'package' | 'sealed' | 'template';

export interface ConfirmQuestion {
  title: string;
  text: string;
  action: string;
}

/** The dialog that is open, if one is; a picker or a question may lie over it. */
interface Dialogs {
  dialog:
    | { kind: 'scene'; sceneId: number }
    | { kind: 'join'; paths: string[]; why: Said }
    | { kind: 'zones'; zoneKind: ZoneKind }
    | { kind: 'zone-tools'; zoneIds: number[] }
    | { kind: 'import' }
    | { kind: 'imports' }
    | { kind: 'take-away' }
    | { kind: 'bring-back' }
    | { kind: 'care' }
    | { kind: 'sites'; filter: PlotFilter }
    | { kind: 'observations'; of: { siteIds: number[] } | { filter: PlotFilter } }
    | { kind: 'satellite' }
    | { kind: 'water'; siteIds: number[] }
    | { kind: 'ground' }
    | { kind: 'ecology'; view: 'state' | 'index' | 'services' | 'validation' }
    | { kind: 'people' }
    | { kind: 'received' }
    | { kind: 'report' }
    | { kind: 'help' }
    | null;
  picking: { kind: PickKind; answer: (paths: string[] | null) => void } | null;
  asking: (ConfirmQuestion & { answer: (yes: boolean) => void }) | null;
  open: (dialog: NonNullable<Dialogs['dialog']>) => void;
  close: () => void;
}

export const useDialogs = workspaceStore<Dialogs>()(set => ({
  dialog: null,
  picking: null,
  asking: null,
  open: dialog => set({ dialog }),
  close: () => set({ dialog: null }),
}));

/** Asks before something is lost. */
export function confirmed(question: ConfirmQuestion): Promise<boolean> {
  return new Promise(resolve => {
    const answer = (yes: boolean) => {
      useDialogs.setState({ asking: null });
      resolve(yes);
    };
    useDialogs.setState({ asking: { ...question, answer } });
  });
}
