import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { restoreBackup } from '#host/catalogue/store/backups.ts';
import { readHead, writeHead } from '#host/catalogue/store/journal-head.ts';
import { headOf } from '#host/catalogue/store/write-guard.ts';
import { takeLock } from '#host/catalogue/store/workspace-lock.ts';
import { catalogueFile } from '#host/files/protected-files.ts';
import { openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';
import { openCatalogue, type Catalogue, type OpenOptions } from './catalogue.ts';

/**
 * Puts a backup in the place of a closed catalogue and opens it. That it was restored is a line of its journal, with
 * where the journal before it ended; approvals go on after the highest number that was ever given.
 */
export async function restoreCatalogue(
  directory: string,
  backup: string,
  who: string,
  options: OpenOptions = {},
): Promise<Catalogue> {
  const path = join(directory, catalogueFile);
  if (!readHead(directory) && existsSync(path)) rememberPresent(directory, path);
  await restoreBackup(directory, path, backup);
  return openCatalogue(directory, { ...options, restored: { who, backup } });
}

/** The same for a workspace that no window has open. Throws `catalogue-locked` where one has. */
export async function restoreWorkspace(directory: string, backup: string, who: string): Promise<void> {
  const taken = takeLock(directory);
  if ('owner' in taken) {
    const { user, machine } = taken.owner;
    throw new BloomlineError(
      'catalogue-locked',
      directory,
      say('catalogue.open-elsewhere', { user, machine }),
    );
  }
  try {
    (await restoreCatalogue(directory, backup, who)).close();
  } finally {
    taken.lock.release();
  }
}

/** A catalogue of before heads were kept. One that is damaged tells nothing any more. */
function rememberPresent(directory: string, path: string): void {
  try {
    const { db, close } = openReadOnly(path);
    try {
      writeHead(directory, headOf(db));
    } finally {
      close();
    }
  } catch {
    // damaged, or older than the table of marks
  }
}
