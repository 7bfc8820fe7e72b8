import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import type { Backups, careCalls } from '#core/contract/care-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { examine } from '#host/catalogue/examine.ts';
import { listBackups } from '#host/catalogue/store/backups.ts';
import { secondPlaceKey } from '#host/catalogue/store/second-place.ts';
import type { Handlers } from '#host/server/context/context.ts';

export const careHandlers: Pick<Handlers, keyof typeof careCalls> = {
  'backups.list': (_, { workspace }) => backupsOf(workspace.catalogue),
  'backups.make': async (_, { workspace }) => {
    const { secondPlace } = await workspace.catalogue.backup();
    return backupsOf(workspace.catalogue, typeof secondPlace === 'string' ? null : secondPlace);
  },
  'backups.set-second-place': ({ place }, { workspace, roots }) => {
    const { catalogue, who } = workspace;
    if (place !== null) checkSecondPlace(catalogue.directory, roots.check(place));
    catalogue.settings.set(who, secondPlaceKey, place);
    return backupsOf(catalogue);
  },
  'backups.restore': async ({ name }, context) => {
    await context.workspace.restore(name);
    context.tallies.clear();
    context.send({ type: 'changed', what: 'workspace' });
    return null;
  },
  'catalogue.examine': (_, { workspace }, { signal }) => examine(workspace.catalogue.directory, signal),
};

function backupsOf({ directory, settings }: Catalogue, problem: BloomlineError | null = null): Backups {
  const place = settings.get(secondPlaceKey);
  return {
    entries: listBackups(directory),
    secondPlace: typeof place === 'string' ? place : null,
    problem: problem && `${problem.subject}: ${problem.message}`,
  };
}

/** On the same folder a second copy would go with the first. */
function checkSecondPlace(workspace: string, place: string): void {
  const inside = relative(workspace, place);
  const outside = inside.startsWith('..') || isAbsolute(inside);
  try {
    accessSync(place, constants.W_OK);
    if (outside && statSync(place).isDirectory()) return;
  } catch {
    // not there, or not writable
  }
  throw new BloomlineError('bad-input', place, say('catalogue.second-place-missing'));
}
