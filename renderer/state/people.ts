import type { Person, Right } from '#core/review/people.ts';
import type { CallInput } from '#core/contract/calls.ts';
import type { PeopleState } from '#core/contract/people-calls.ts';
import { callHost } from '../client/call-host.ts';
import { workspaceStore } from './root.ts';

type PeopleCall = 'people.add' | 'people.update' | 'people.certify' | 'people.sign-in' | 'people.sign-out';

/** Who works here, and who sits there now. */
interface People extends PeopleState {
  load: () => Promise<void>;
  act: <Name extends PeopleCall>(name: Name, input: CallInput<Name>) => Promise<void>;
}

export const usePeople = workspaceStore<People>()(set => ({
  people: [],
  who: null,
  me: null,
  rights: [],
  uncertified: [],
  load: async () => set(await callHost('people.get', {})),
  act: async (name, input) => set(await callHost(name, input)),
}));

/** Null where nobody is signed in, or no people are set up. */
export const useMe = (): Person | null => usePeople(s => s.me);

export const useRight = (right: Right): boolean => usePeople(s => s.rights.includes(right));
