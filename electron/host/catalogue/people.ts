import { randomBytes, timingSafeEqual } from 'node:crypto';
import { isTrivialPin } from '#core/review/trivial-pin.ts';
import { longestWaitSeconds, roles, waitAfter, type Person, type Role } from '#core/review/people.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { fromPin, newKeyPair, openKey, sealKey, signJson, type KeyPair } from './signing/key-pairs.ts';
import type { Keyring } from './signing/keyring.ts';
import { personKeys, workspaceKey } from './signing/sign-step.ts';
import { certified, proven } from './signing/statements.ts';
import type { CatalogueReader, CatalogueWriter, Handle, SecretRow } from '#host/catalogue/store/handles.ts';

interface PersonRow {
  id: number;
  name: string;
  role: string;
  active: number;
  created: string;
}

export type PersonChanges = Partial<Pick<Person, 'name' | 'role' | 'active'>>;

/** Salt and hash of a PIN. */
async function secretOf(pin: string): Promise<Pick<SecretRow, 'salt' | 'hash'>> {
  const salt = randomBytes(16);
  return { salt, hash: await fromPin(pin, salt) };
}

/** What a PIN seals: the person's key, and the workspace's for administrators. */
interface Keys {
  key: KeyPair;
  root: KeyPair | null;
}

/** Keys under a PIN. */
const sealedUnder = async (pin: string, { key, root }: Keys) => ({
  ...(await secretOf(pin)),
  sealed_key: await sealKey(key, pin),
  sealed_root: root && (await sealKey(root, pin)),
});

/** Keeps them with the person's own signature over all of that: what is put in its place by others has none. */
function keepSecret(
  tx: CatalogueWriter,
  personId: number,
  sealed: Awaited<ReturnType<typeof sealedUnder>>,
  { key }: Keys,
): void {
  const row: SecretRow = { person_id: personId, ...sealed, wrong: 0, last_wrong: null, proof: null };
  tx.putSecret({ ...row, proof: signJson(key, proven(row)) });
}

/** A key of a person enters the catalogue, certified where the workspace's own key is open. */
function addKey(
  tx: CatalogueWriter,
  { id, name }: Person,
  { key }: Keys,
  root: KeyPair | null,
  why: string,
): void {
  const created = new Date().toISOString();
  for (const former of tx.all<{ id: number }>(
    'SELECT id FROM person_key WHERE person_id = ? AND revoked IS NULL',
    id,
  ))
    tx.update('person_key', former.id, { revoked: created, revoked_why: why });
  const row = { person_id: id, name, public_key: key.publicKey, created };
  tx.insert('person_key', {
    ...row,
    fingerprint: key.fingerprint,
    certified_by: root && root.fingerprint,
    certificate: root && signJson(root, certified(row, root.fingerprint)),
    revoked: null,
    revoked_why: null,
  });
}

/** The workspace's key, made when the first administrator comes. */
function addRoot(tx: CatalogueWriter, { publicKey, fingerprint }: KeyPair): void {
  tx.insert('workspace_key', { public_key: publicKey, fingerprint, created: new Date().toISOString() });
}

function refuseTrivial(name: string, pin: string): void {
  if (isTrivialPin(pin, name)) throw new BloomlineError('bad-input', name, say('sign.trivial-pin'));
}

const columns = 'id, name, role, active, created';

export const listPeople = (reader: CatalogueReader): Person[] =>
  reader.all<PersonRow>(`SELECT ${columns} FROM person ORDER BY id`).map(toPerson);

export function getPerson(reader: CatalogueReader, id: number): Person {
  const row = reader.get<PersonRow>(`SELECT ${columns} FROM person WHERE id = ?`, id);
  if (!row) throw new BloomlineError('not-found', `person ${id}`, say('people.no-such-person', { id }));
  return toPerson(row);
}

/** A role that another program wrote and nobody knows gives no right to assess. */
const toPerson = ({ id, name, role, active, created }: PersonRow): Person => ({
  id,
  name,
  role: roles.find(r => r === role) ?? 'ecologist',
  active: active === 1,
  created,
});

/** Every name that somebody has or had: what was done under an old one stays theirs. */
export function namesOf(reader: CatalogueReader, personId: number): string[] {
  const kept = reader.all<{ name: string | null }>(
    `SELECT DISTINCT json_extract(row, '$.name') AS name FROM (
       SELECT before AS row FROM journal WHERE table_name = 'person' AND row_id = ?
       UNION ALL SELECT after FROM journal WHERE table_name = 'person' AND row_id = ?)`,
    personId,
    personId,
  );
  return kept.flatMap(({ name }) => name ?? []);
}

function refuseTaken(reader: CatalogueReader, name: string, but: number | null): void {
  const others = listPeople(reader).filter(p => p.id !== but);
  if (others.some(p => p.name === name))
    throw new BloomlineError('bad-input', name, say('people.name-taken'));
  if (others.some(p => namesOf(reader, p.id).includes(name)))
    throw new BloomlineError('bad-input', name, say('people.name-was-taken'));
}

/** Nobody could set people up any more. */
function refuseWithoutAdmin(reader: CatalogueReader): void {
  if (!listPeople(reader).some(p => p.active && p.role === 'admin'))
    throw new BloomlineError('not-allowed', 'people', say('people.last-administrator'));
}

function changePerson(tx: CatalogueWriter, id: number, changes: PersonChanges): Person {
  getPerson(tx, id);
  if (changes.name !== undefined) refuseTaken(tx, changes.name, id);
  tx.update('person', id, {
    ...(changes.name === undefined ? {} : { name: changes.name }),
    ...(changes.role === undefined ? {} : { role: changes.role }),
    ...(changes.active === undefined ? {} : { active: changes.active ? 1 : 0 }),
  });
  refuseWithoutAdmin(tx);
  return getPerson(tx, id);
}

const noteSignIn = (tx: CatalogueWriter, personId: number, action: 'in' | 'out' | 'wrong', now: Date) =>
  tx.insert('sign_in', { person_id: personId, action, time: now.toISOString() });

const secretRow = (reader: CatalogueReader, personId: number) =>
  reader.get<SecretRow>('SELECT * FROM person_secret WHERE person_id = ?', personId);

/**
 * Throws `not-allowed` for a wrong PIN, and while the wait after several wrong ones lasts. A try counts as wrong
 * before it is looked at, so that many at once, or one that is cut off, gain nothing.
 */
async function checkPin({ reader, write }: Handle, id: number, pin: string, now: Date): Promise<Person> {
  const person = getPerson(reader, id);
  const wrong = () => new BloomlineError('not-allowed', person.name, say('people.wrong-pin'));
  const throwAfter: BloomlineError[] = [];
  const secret = write(person.name, tx => {
    const kept = secretRow(tx, id);
    if (!kept || !person.active)
      throw new BloomlineError('not-allowed', person.name, say('people.not-active'));
    const free = Date.parse(kept.last_wrong ?? '') + waitAfter(kept.wrong) * 1000;
    if (free > now.getTime()) {
      // A clock that was set back makes nobody wait longer than the longest wait.
      const seconds = Math.min(longestWaitSeconds, Math.ceil((free - now.getTime()) / 1000));
      if (Date.parse(kept.last_wrong!) > now.getTime())
        tx.putSecret({ ...kept, last_wrong: now.toISOString() });
      throwAfter.push(new BloomlineError('not-allowed', person.name, say('people.locked', { seconds })));
      return kept;
    }
    tx.putSecret({ ...kept, wrong: kept.wrong + 1, last_wrong: now.toISOString() });
    return kept;
  });
  if (throwAfter.length > 0) throw throwAfter[0];
  if (!timingSafeEqual(await fromPin(pin, secret.salt), Buffer.from(secret.hash))) {
    write(person.name, tx => noteSignIn(tx, id, 'wrong', now));
    throw wrong();
  }
  write(person.name, tx => {
    const kept = secretRow(tx, id)!;
    // Changed meanwhile: what was checked is not the PIN any more.
    if (!timingSafeEqual(Buffer.from(kept.hash), Buffer.from(secret.hash))) throw wrong();
    tx.putSecret({ ...kept, wrong: 0, last_wrong: null });
  });
  return person;
}

/**
 * Opens the keys under a PIN that was checked; makes them where the person has none yet. Throws `not-allowed` where the
 * PIN fits its hash and not the key: somebody put another hash there.
 */
async function unlock(
  { reader, write }: Handle,
  keyring: Keyring,
  person: Person,
  pin: string,
): Promise<void> {
  const { sealed_key, sealed_root } = secretRow(reader, person.id)!;
  const replaced = () => new BloomlineError('not-allowed', person.name, say('sign.pin-replaced'));
  const hasKey = personKeys(reader).some(k => k.person_id === person.id && k.revoked === null);
  if (sealed_key) {
    const key = await openKey(sealed_key, pin);
    if (!key || !personKeys(reader).some(k => k.fingerprint === key.fingerprint && k.person_id === person.id))
      throw replaced();
    return keyring.open(person.id, key, sealed_root && (await openKey(sealed_root, pin)));
  }
  if (hasKey) throw replaced();
  // From before there were keys.
  const fresh = person.role === 'admin' && !workspaceKey(reader);
  const keys: Keys = { key: newKeyPair(), root: fresh ? newKeyPair() : null };
  const sealed = await sealedUnder(pin, keys);
  write(person.name, tx => {
    if (fresh) addRoot(tx, keys.root!);
    addKey(tx, person, keys, keys.root, '');
    keepSecret(tx, person.id, sealed, keys);
  });
  keyring.open(person.id, keys.key, keys.root);
}

export const peopleOf = (handle: Handle, keyring: Keyring) => {
  const { reader, write } = handle;
  return {
    list: () => listPeople(reader),
    get: (id: number) => getPerson(reader, id),
    /** The first one is an administrator, whatever was asked. */
    add: async (who: string, added: { name: string; role: Role; pin: string }): Promise<Person> => {
      refuseTrivial(added.name, added.pin);
      const isFirst = listPeople(reader).length === 0;
      const role = isFirst ? 'admin' : added.role;
      const root = isFirst ? newKeyPair() : keyring.root;
      const keys: Keys = { key: newKeyPair(), root: role === 'admin' ? root : null };
      const sealed = await sealedUnder(added.pin, keys);
      const person = write(who, tx => {
        refuseTaken(tx, added.name, null);
        const now = new Date().toISOString();
        const id = tx.insert('person', { name: added.name, role, active: 1, created: now, pin_changed: now });
        if (isFirst) addRoot(tx, root!);
        const made = getPerson(tx, id);
        addKey(tx, made, keys, root, '');
        keepSecret(tx, id, sealed, keys);
        return made;
      });
      if (isFirst) keyring.open(person.id, keys.key, keys.root);
      return person;
    },
    update: (who: string, id: number, changes: PersonChanges) =>
      write(who, tx => changePerson(tx, id, changes)),
    /**
     * One's own key goes under the new PIN. Where an administrator gives the PIN there is a new key, and the old one
     * signs nothing any more.
     */
    setPin: async (who: string, id: number, pin: string): Promise<void> => {
      const person = getPerson(reader, id);
      refuseTrivial(person.name, pin);
      const own = person.name === who ? keyring.keyOf(id) : null;
      const keys: Keys = {
        key: own ?? newKeyPair(),
        root: person.role === 'admin' ? keyring.root : null,
      };
      const sealed = await sealedUnder(pin, keys);
      write(who, tx => {
        tx.update('person', id, { pin_changed: new Date().toISOString() });
        if (!own) addKey(tx, person, keys, keyring.root, inEnglish('sign.pin-reset', { who }));
        keepSecret(tx, id, sealed, keys);
      });
    },
    /** An administrator vouches for a key that was made before the workspace had its own. */
    certify: (who: string, personId: number) =>
      write(who, tx => {
        const { root } = keyring;
        if (!root) throw new BloomlineError('not-allowed', who, say('sign.key-not-open'));
        for (const key of personKeys(tx).filter(k => k.person_id === personId && k.certificate === null))
          tx.update('person_key', key.id, {
            certified_by: root.fingerprint,
            certificate: signJson(root, certified(key, root.fingerprint)),
          });
      }),
    /** A signature of whoever has this name and is signed in; null where no key is open. */
    signAs: (who: string, statement: object): { key: string; value: string } | null => {
      const person = listPeople(reader).find(p => p.name === who);
      const key = person ? keyring.keyOf(person.id) : null;
      return key && { key: key.fingerprint, value: signJson(key, statement) };
    },
    keys: () => personKeys(reader),
    workspaceKey: () => workspaceKey(reader),
    /** Who sits there; everybody else's keys are closed. */
    seat: (personId: number | null) => keyring.keepOnly(personId),
    checkPin: (id: number, pin: string, now = new Date()) => checkPin(handle, id, pin, now),
    signIn: async (id: number, pin: string, now = new Date()): Promise<Person> => {
      const person = await checkPin(handle, id, pin, now);
      await unlock(handle, keyring, person, pin);
      write(person.name, tx => noteSignIn(tx, id, 'in', now));
      return person;
    },
    signOut: (id: number) => write(getPerson(reader, id).name, tx => noteSignIn(tx, id, 'out', new Date())),
  };
};
