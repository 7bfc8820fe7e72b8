import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { roles, waitAfter, type Person, type Role } from '#core/review/people.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Handle, SecretRow } from '#host/catalogue/store/handles.ts';

interface PersonRow {
  id: number;
  name: string;
  role: string;
  active: number;
  created: string;
}

export type PersonChanges = Partial<Pick<Person, 'name' | 'role' | 'active'>>;

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);
/** 32 MB and about a tenth of a second a try. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const hashBytes = 32;

const hashOf = (pin: string, salt: Uint8Array) => derive(pin.normalize('NFKC'), salt, hashBytes, cost);

async function secretOf(pin: string): Promise<Pick<SecretRow, 'salt' | 'hash'>> {
  const salt = randomBytes(16);
  return { salt, hash: await hashOf(pin, salt) };
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
  const secret = write(person.name, tx => {
    const kept = secretRow(tx, id);
    if (!kept || !person.active)
      throw new BloomlineError('not-allowed', person.name, say('people.not-active'));
    const free = Date.parse(kept.last_wrong ?? '') + waitAfter(kept.wrong) * 1000;
    if (free > now.getTime())
      throw new BloomlineError(
        'not-allowed',
        person.name,
        say('people.locked', { seconds: Math.ceil((free - now.getTime()) / 1000) }),
      );
    tx.putSecret({ ...kept, wrong: kept.wrong + 1, last_wrong: now.toISOString() });
    return kept;
  });
  if (!timingSafeEqual(await hashOf(pin, secret.salt), Buffer.from(secret.hash))) {
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

export const peopleOf = (handle: Handle) => {
  const { reader, write } = handle;
  return {
    list: () => listPeople(reader),
    get: (id: number) => getPerson(reader, id),
    /** The first one is an administrator, whatever was asked. */
    add: async (who: string, added: { name: string; role: Role; pin: string }): Promise<Person> => {
      const secret = await secretOf(added.pin);
      return write(who, tx => {
        refuseTaken(tx, added.name, null);
        const now = new Date().toISOString();
        const id = tx.insert('person', {
          name: added.name,
          role: listPeople(tx).length === 0 ? 'admin' : added.role,
          active: 1,
          created: now,
          pin_changed: now,
        });
        tx.putSecret({ person_id: id, ...secret, wrong: 0, last_wrong: null });
        return getPerson(tx, id);
      });
    },
    update: (who: string, id: number, changes: PersonChanges) =>
      write(who, tx => changePerson(tx, id, changes)),
    setPin: async (who: string, id: number, pin: string): Promise<void> => {
      const secret = await secretOf(pin);
      write(who, tx => {
        getPerson(tx, id);
        tx.update('person', id, { pin_changed: new Date().toISOString() });
        tx.putSecret({ person_id: id, ...secret, wrong: 0, last_wrong: null });
      });
    },
    checkPin: (id: number, pin: string, now = new Date()) => checkPin(handle, id, pin, now),
    signIn: async (id: number, pin: string, now = new Date()): Promise<Person> => {
      const person = await checkPin(handle, id, pin, now);
      write(person.name, tx => noteSignIn(tx, id, 'in', now));
      return person;
    },
    signOut: (id: number) => write(getPerson(reader, id).name, tx => noteSignIn(tx, id, 'out', new Date())),
  };
};
