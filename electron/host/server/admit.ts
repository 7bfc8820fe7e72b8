import { calls, type Call, type CallName } from '#core/contract/calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { rightsOf } from '#core/review/people.ts';
import { say } from '#core/words/said.ts';
import type { Workspace } from '#host/workspace/workspace.ts';

/** Throws `not-allowed` where the open workspace is read-only, or whoever sits there may not make this call. */
export function admit(name: CallName, { catalogue, hasPeople, person }: Workspace): void {
  const { needs, writes }: Pick<Call<never, never>, 'needs' | 'writes'> = calls[name];
  if (writes === 'workspace' && catalogue.readOnly)
    throw new BloomlineError('not-allowed', catalogue.directory, say('catalogue.workspace-read-only'));
  if (needs === 'anyone' || !hasPeople) return;
  if (!person) throw new BloomlineError('not-allowed', 'sign in', say('people.sign-in-first'));
  if (needs !== 'signed-in' && !needs.some(right => rightsOf[person.role].includes(right)))
    throw new BloomlineError('not-allowed', person.name, say('people.role-may-not', { role: person.role }));
}
