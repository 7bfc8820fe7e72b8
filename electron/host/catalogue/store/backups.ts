import type Database from 'better-sqlite3';
import { readdirSync, statSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { makeOwnFolder, writeInWorkspace } from '#host/files/atomic-file.ts';
import { copyToSecondPlace, folderAt, secondPlaceOf } from './second-place.ts';
import { looksLikeSqlite, openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';

export interface Backup {
  name: string;
  path: string;
  /** ISO 8601, UTC. */
  time: string;
  bytes: number;
}

export const backupName = (now: Date): string => `catalogue-${now.toISOString().replace(/[:.]/g, '-')}.gpkg`;

const folderOf = (directory: string) => join(directory, 'backups');
const nameForm = /^catalogue-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.gpkg$/;

/** Dated copies of a workspace's catalogue, the newest first. */
export const listBackups = (directory: string): Backup[] => backupsIn(folderOf(directory));

function backupsIn(folder: string): Backup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // none yet
  }
  return names
    .flatMap(name => {
      const match = nameForm.exec(name);
      if (!match) return [];
      const path = join(folder, name);
      const time = `${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z`;
      return [{ name, path, time, bytes: statSync(path).size }];
    })
    .sort((a, b) => (a.time < b.time ? 1 : -1));
}

/**
 * Copies the catalogue while it is open and in use, and lets old copies go; to the second place, too, where one is
 * named. Answers the copy's path, and why the second place did not get it.
 */
export async function makeBackup(
  db: Database.Database,
  directory: string,
  now = new Date(),
): Promise<{ path: string; secondPlace: 'none' | 'copied' | BloomlineError }> {
  const path = join(folderOf(directory), backupName(now));
  await makeOwnFolder(folderOf(directory));
  await writeInWorkspace(path, async part => void (await db.backup(part)));
  for (const old of superfluous(listBackups(directory), now)) await rm(old.path, { force: true });
  return { path, secondPlace: await copyAway(db, directory, path, now) };
}

async function copyAway(
  db: Database.Database,
  directory: string,
  path: string,
  now: Date,
): Promise<'none' | 'copied' | BloomlineError> {
  const place = versionHasSettings(db) ? secondPlaceOf(db) : null;
  if (place === null) return 'none';
  try {
    await copyToSecondPlace(db, directory, place, path, () => {
      const all = backupsIn(folderAt(place, directory));
      const gone = new Set(superfluous(all, now).map(b => b.name));
      return all.map(b => b.name).filter(name => !gone.has(name));
    });
    return 'copied';
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    return new BloomlineError('not-writable', place, say('catalogue.second-place', { code }), {
      cause: error,
    });
  }
}

/** A backup is also made before a catalogue of 0.1.0 is brought up to date. */
const versionHasSettings = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'setting'").get() !== undefined;

/** True where the newest copy is older than a day and something was written since. */
export function backupIsDue(directory: string, lastChange: string | null, now = new Date()): boolean {
  const [newest] = listBackups(directory);
  if (lastChange === null) return false;
  if (!newest) return true;
  return now.getTime() - Date.parse(newest.time) > 24 * 3600_000 && lastChange > newest.time;
}

const day = 24 * 3600_000;
/**
 * Kept: everything of the last two days, then one a day for two weeks, one a month after that; never fewer than five.
 */
export function superfluous(backups: readonly Backup[], now: Date): Backup[] {
  const seen = new Set<string>();
  return backups.filter((backup, i) => {
    const age = now.getTime() - Date.parse(backup.time);
    const slot =
      age < 2 * day ? backup.time : age < 15 * day ? backup.time.slice(0, 10) : backup.time.slice(0, 7);
    const first = !seen.has(slot);
    seen.add(slot);
    return i >= 5 && !first;
  });
}

/**
 * Puts a copy in the catalogue's place; the catalogue must be closed. What was there is kept as one more copy.
 * Throws `not-found` and `catalogue-damaged` for a copy that cannot be used; then nothing was changed.
 */
export async function restoreBackup(directory: string, catalogueFile: string, name: string): Promise<void> {
  const backup = listBackups(directory).find(b => b.name === basename(name));
  if (!backup) throw new BloomlineError('not-found', name, say('catalogue.no-such-backup'));
  if (looksLikeSqlite(backup.path) !== 'database')
    throw new BloomlineError('catalogue-damaged', backup.path, say('catalogue.backup-not-a-database'));
  if (!isWhole(backup.path))
    throw new BloomlineError('catalogue-damaged', backup.path, say('catalogue.backup-damaged'));
  await keepPresent(directory, catalogueFile);
  for (const side of ['-wal', '-shm', '-journal']) await rm(catalogueFile + side, { force: true });
  await writeInWorkspace(catalogueFile, part => copyFile(backup.path, part));
}

/** With what its log still holds; a damaged one as it is. One that is lost already keeps nobody from restoring. */
async function keepPresent(directory: string, file: string): Promise<void> {
  const kept = join(folderOf(directory), backupName(new Date()));
  try {
    await writeInWorkspace(kept, part => {
      const { db, close } = openReadOnly(file);
      try {
        db.prepare('VACUUM INTO ?').run(part);
      } finally {
        close();
      }
    });
  } catch {
    await writeInWorkspace(kept, part => copyFile(file, part)).catch(() => undefined);
  }
}

function isWhole(path: string): boolean {
  try {
    const { db, close } = openReadOnly(path);
    try {
      return db.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      close();
    }
  } catch {
    return false; // not even its first page can be read
  }
}
