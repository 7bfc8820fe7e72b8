import type { MultiPolygon } from '#core/zones/zone.ts';
import { workspaceStore } from './root.ts';

/** What the map is asked to show. A new object each time, so that the same place can be asked for twice. */
export type FocusTarget =
  { kind: 'scene' } | { kind: 'shape'; geometry: MultiPolygon } | { kind: 'point'; lon: number; lat: number };

interface Focus {
  target: FocusTarget | null;
}

export const useFocus = workspaceStore<Focus>()(() => ({ target: null }));

export const focusOn = (target: FocusTarget): void => useFocus.setState({ target: { ...target } });
