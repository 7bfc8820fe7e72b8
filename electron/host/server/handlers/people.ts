import { rightsOf, rights } from '#core/review/people.ts';
import type { peopleCalls, PeopleState } from '#core/contract/people-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

export const peopleHandlers: Pick<Handlers, keyof typeof peopleCalls> = {
  'people.get': (_, context) => stateOf(context),

  'people.add': async (added, context) => {
    const { workspace } = context;
    const first = !workspace.hasPeople;
    const person = await workspace.catalogue.people.add(workspace.who, added);
    if (first) workspace.sitDown(person);
    return changed(context);
  },

  'people.update': ({ personId, ...changes }, context) => {
    const { workspace } = context;
    workspace.catalogue.people.update(workspace.who, personId, changes);
    return changed(context);
  },

  'people.set-pin': async ({ personId, pin, oldPin }, { workspace }) => {
    const { people } = workspace.catalogue;
    const { person } = workspace;
    if (person?.id === personId) {
      if (oldPin === undefined) throw new BloomlineError('bad-input', person.name, say('people.former-pin'));
      await people.checkPin(personId, oldPin);
    } else if (!person || !rightsOf[person.role].includes('people'))
      throw new BloomlineError('not-allowed', people.get(personId).name, say('people.pin-of-others'));
    await people.setPin(workspace.who, personId, pin);
    return null;
  },

  'people.certify': ({ personId }, context) => {
    const { workspace } = context;
    workspace.catalogue.people.certify(workspace.who, personId);
    return changed(context);
  },

  'people.sign-in': async ({ personId, pin }, context) => {
    const { workspace } = context;
    workspace.sitDown(await workspace.catalogue.people.signIn(personId, pin));
    return changed(context);
  },

  'people.sign-out': (_, context) => {
    const { workspace } = context;
    const { person } = workspace;
    if (person) workspace.catalogue.people.signOut(person.id);
    workspace.sitDown(null);
    return changed(context);
  },
};

function stateOf({ workspace }: Context): PeopleState {
  const people = workspace.catalogue.people.list();
  const { person: me } = workspace;
  const uncertified = workspace.catalogue.people
    .keys()
    .filter(key => key.certificate === null && key.revoked === null)
    .map(key => ({ personId: key.person_id, name: key.name, key: key.fingerprint }));
  if (people.length === 0) return { people, who: workspace.who, me: null, rights: [...rights], uncertified };
  return { people, who: me?.name ?? null, me, rights: me ? [...rightsOf[me.role]] : [], uncertified };
}

function changed(context: Context): PeopleState {
  context.send({ type: 'changed', what: 'people' });
  return stateOf(context);
}
