import type { ReviewAction } from '#core/review/states.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';
import { signJson } from './key-pairs.ts';
import type { Keyring } from './keyring.ts';
import { signed, type PersonKeyRow, type SignatureRow, type WorkspaceKeyRow } from './statements.ts';

export const workspaceKey = (reader: CatalogueReader): WorkspaceKeyRow | null =>
  reader.get<WorkspaceKeyRow>(
    'SELECT public_key, fingerprint, created FROM workspace_key ORDER BY id LIMIT 1',
  ) ?? null;

export const personKeys = (reader: CatalogueReader): PersonKeyRow[] =>
  reader.all<PersonKeyRow>('SELECT * FROM person_key ORDER BY id');

export const signaturesOf = (reader: CatalogueReader, assessmentId: number): SignatureRow[] =>
  reader.all<SignatureRow>('SELECT * FROM signature WHERE assessment_id = ? ORDER BY id', assessmentId);

/**
 * Signs a step as the person of this name, over the result, the end of the journal and the time. Where no people
 * are set up nobody signs. Throws `not-allowed` where the person's key is not open.
 */
export function signStep(
  tx: CatalogueWriter,
  keyring: Keyring,
  who: string,
  step: {
    assessmentId: number;
    action: ReviewAction;
    contentSha256: string;
    why: string;
    number: string | null;
    time: string;
  },
): void {
  if (tx.get('SELECT 1 FROM person_key LIMIT 1') === undefined) return;
  const person = tx.get<{ id: number }>('SELECT id FROM person WHERE name = ?', who);
  const key = person && keyring.keyOf(person.id);
  if (!person || !key) throw new BloomlineError('not-allowed', who, say('sign.key-not-open'));
  const head = tx.get<{ id: number; hash: string }>('SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1')!;
  const row: Omit<SignatureRow, 'id' | 'signature'> = {
    assessment_id: step.assessmentId,
    step: step.action,
    person_id: person.id,
    who,
    key: key.fingerprint,
    time: step.time,
    content_sha256: step.contentSha256,
    head_id: head.id,
    head_hash: head.hash,
    why: step.why,
    number: step.number,
  };
  tx.insert('signature', { ...row, signature: signJson(key, signed(row)) });
}
