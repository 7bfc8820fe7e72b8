import { createHash } from 'node:crypto';
import { inEnglish } from '#core/words/said.ts';
import type { SecretRow } from '#host/catalogue/store/handles.ts';
import { verifiesJson } from './key-pairs.ts';

/** Of `workspace_key`. */
export interface WorkspaceKeyRow {
  public_key: string;
  fingerprint: string;
  created: string;
}

/** Of `person_key`. */
export interface PersonKeyRow {
  id: number;
  person_id: number;
  name: string;
  public_key: string;
  fingerprint: string;
  certified_by: string | null;
  certificate: string | null;
  created: string;
  revoked: string | null;
  revoked_why: string | null;
}

/** Of `signature`. */
export interface SignatureRow {
  id: number;
  assessment_id: number;
  step: string;
  person_id: number;
  who: string;
  key: string;
  time: string;
  content_sha256: string;
  head_id: number;
  head_hash: string;
  why: string;
  number: string | null;
  signature: string;
}

/** What a certificate says: whose key this is, in which workspace, from when. */
export const certified = (
  {
    person_id,
    name,
    public_key,
    created,
  }: Pick<PersonKeyRow, 'person_id' | 'name' | 'public_key' | 'created'>,
  workspace: string,
) => ({ what: 'bloomline-key', workspace, person: person_id, name, key: public_key, created });

/** What a signature says. */
export const signed = (row: Omit<SignatureRow, 'id' | 'signature'>) => ({
  what: 'bloomline-signature',
  assessment: row.assessment_id,
  step: row.step,
  person: row.person_id,
  who: row.who,
  key: row.key,
  time: row.time,
  content: row.content_sha256,
  head: { id: row.head_id, hash: row.head_hash },
  why: row.why,
  number: row.number,
});

/** What the proof beside a PIN says. */
export const proven = ({ person_id, salt, hash, sealed_key, sealed_root }: SecretRow) => {
  const digest = (bytes: Uint8Array | null) => bytes && createHash('sha256').update(bytes).digest('hex');
  return {
    what: 'bloomline-pin',
    person: person_id,
    salt: digest(salt),
    hash: digest(hash),
    key: digest(sealed_key),
    root: digest(sealed_root),
  };
};

/** What is wrong with a key, in English; null where the workspace vouches for it. */
export function keyFault(key: PersonKeyRow, root: WorkspaceKeyRow | null): string | null {
  if (!root) return inEnglish('sign.no-root');
  if (key.certificate === null)
    return inEnglish('sign.not-certified', { name: key.name, key: key.fingerprint });
  const holds =
    key.certified_by === root.fingerprint &&
    verifiesJson(root.public_key, certified(key, root.fingerprint), key.certificate);
  return holds ? null : inEnglish('sign.foreign-key', { name: key.name, key: key.fingerprint });
}

/** What is wrong with a signature, in English; null where it holds. */
export function signatureFault(
  row: SignatureRow,
  keys: readonly PersonKeyRow[],
  root: WorkspaceKeyRow | null,
): string | null {
  const about = { step: row.step, who: row.who, id: row.assessment_id };
  const key = keys.find(k => k.fingerprint === row.key);
  if (!key) return inEnglish('sign.no-key', about);
  if (key.person_id !== row.person_id)
    return inEnglish('sign.other-persons-key', { ...about, name: key.name });
  if (!verifiesJson(key.public_key, signed(row), row.signature)) return inEnglish('sign.forged', about);
  if (key.revoked !== null && row.time > key.revoked)
    return inEnglish('sign.revoked', { ...about, day: key.revoked });
  return keyFault(key, root);
}
