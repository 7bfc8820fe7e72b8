import { rightsOf, type Right } from '#core/review/people.ts';
import { calls, type CallName } from '#core/contract/calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Workspace } from '#host/workspace/workspace.ts';

/** `signed-in`: everybody who is. `anyone`: without signing in, too. */
type Needed = readonly Right[] | 'signed-in' | 'anyone';

/** By name of a call, else by its first word. One of the rights is enough. */
const needed: Record<string, Needed> = {
  'workspace.open': 'anyone',
  'people.sign-in': 'anyone',
  'people.sign-out': 'anyone',
  // The first person is added by whoever opens the workspace.
  'people.add': ['people'],
  'people.update': ['people'],
  'people.set-pin': 'signed-in',
  'review.submit': ['submit'],
  'review.withdraw': ['submit'],
  'review.return': ['review'],
  'review.approve': ['review'],
  'review.supersede': ['review'],
  'review.comment': ['comment'],
  'review.resolve': ['comment'],
  package: 'signed-in',
  'backups.make': 'signed-in',
  'backups.restore': ['people'],
  'drafts.set': 'signed-in',
  pyramid: 'signed-in',
  scene: ['assess', 'plots'],
  edits: ['assess', 'plots'],
  ledger: ['assess', 'plots'],
  'ledger.export': 'signed-in',
  sites: ['plots'],
  quadrats: ['plots'],
  rows: ['plots'],
  observations: ['plots'],
  photos: ['plots'],
  tracks: ['plots'],
  import: ['plots'],
  field: ['plots'],
};

/** What a call needs. Reading is open to whoever opens the workspace; what nobody named and writes is for those who assess. */
export function neededFor(name: CallName): Needed {
  if (!calls[name].writes) return 'anyone';
  const [first, second] = name.split('.');
  return (
    needed[name] ??
    needed[first] ??
    (first === 'export' || second.startsWith('export') ? 'signed-in' : ['assess'])
  );
}

/** Throws `not-allowed` where people are set up and the one who sits there may not make this call. */
export function refuseWithoutRight(name: CallName, workspace: Pick<Workspace, 'hasPeople' | 'person'>): void {
  const need = neededFor(name);
  if (need === 'anyone' || !workspace.hasPeople) return;
  const { person } = workspace;
  if (!person) throw new BloomlineError('not-allowed', 'sign in', say('people.sign-in-first'));
  if (need !== 'signed-in' && !need.some(right => rightsOf[person.role].includes(right)))
    throw new BloomlineError(
      'not-allowed',
      person.name,
      say('people.role-may-not', { role: say(`people.${person.role}`) }),
    );
}
