import type { IndexChoice } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { workspaceStore } from './root.ts';
import { latest } from './asking.ts';

/** The indices of the scene at hand, and the formula that the user typed. */
interface Indices {
  sceneId: number | null;
  choices: IndexChoice[];
  typed: IndexChoice | null;
  load: (sceneId: number) => Promise<void>;
  parse: (sceneId: number, formula: string) => Promise<IndexChoice>;
}

const newest = latest();

export const useIndices = workspaceStore<Indices>()((set, get) => ({
  sceneId: null,
  choices: [],
  typed: null,
  load: async sceneId => {
    const choices = await newest(() => callHost('index.list', { sceneId }));
    if (!choices) return;
    const { typed, sceneId: last } = get();
    set({ sceneId, choices, typed: last === sceneId ? typed : null });
  },
  parse: async (sceneId, formula) => {
    const typed = await callHost('index.parse', { sceneId, formula });
    set({ typed });
    return typed;
  },
}));

export const findIndex = (
  s: Pick<Indices, 'choices' | 'typed'>,
  id: string | null,
): IndexChoice | undefined => (s.typed?.id === id ? s.typed : s.choices.find(choice => choice.id === id));

/** FAI, else the first that can be computed and has a threshold, else any that can be computed. */
export function preferredIndex(choices: readonly IndexChoice[]): IndexChoice | undefined {
  const possible = choices.filter(choice => choice.missing.length === 0);
  return (
    possible.find(choice => choice.id === 'FAI') ??
    possible.find(choice => choice.defaultThreshold !== null) ??
    possible[0]
  );
}
