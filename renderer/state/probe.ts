import type { Probe } from '#core/contract/calls.ts';
import { workspaceStore } from './root.ts';

/** What lies under the cursor. The place comes at once, the values when the host has answered. */
interface ProbeState {
  place: { x: number; y: number; lon: number | null; lat: number | null } | null;
  values: Probe | null;
  /** 1:N at the centre of the map. */
  mapScale: number | null;
}

export const useProbe = workspaceStore<ProbeState>()(() => ({ place: null, values: null, mapScale: null }));
