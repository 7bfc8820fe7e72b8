import Database from 'better-sqlite3';
import { accessSync, constants, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Parameter } from '#core/plots/site.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { applicationId, userVersion } from '#host/formats/geopackage/geopackage-schema.ts';
import { looksLikeSqlite, openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';
import { catalogueFile } from '#host/files/protected-files.ts';
import { useDatumsOf } from '#host/files/datum-table.ts';
import { asWriteError, writeInWorkspace } from '#host/files/atomic-file.ts';
import { assessmentsOf } from './assessments.ts';
import { bulletinsOf } from './bulletins.ts';
import { warningsOf } from './bloom-warnings.ts';
import { ecologyOf } from './ecology.ts';
import { backupIsDue, makeBackup } from '#host/catalogue/store/backups.ts';
import type { CatalogueReader, Handle, Write } from '#host/catalogue/store/handles.ts';
import {
  endOf,
  hashOfLine,
  listJournal,
  verifyJournal,
  type JournalCheck,
} from '#host/catalogue/store/journal.ts';
import { readHead, type JournalHead } from '#host/catalogue/store/journal-head.ts';
import { isThisMachine, lockOwner } from '#host/catalogue/store/workspace-lock.ts';
import { WriteGuard } from '#host/catalogue/store/write-guard.ts';
import { addEvent, markApprovals } from './workspace-events.ts';
import { makeReader, makeWrite } from '#host/catalogue/store/make-handles.ts';
import {
  applyMigrations,
  knownMigrations,
  pendingMigrations,
  versionOf,
  type Migration,
} from '#host/catalogue/store/migrations.ts';
import { isNetworkPath } from '#host/catalogue/store/network-path.ts';
import { inboxOf } from './inbox.ts';
import { loadParameters } from './parameters.ts';
import { scenesOf } from './scenes.ts';
import { seriesOf } from './series.ts';
import { peopleOf } from './people.ts';
import { reportsOf } from './reports.ts';
import { Keyring } from './signing/keyring.ts';
import { reviewsOf } from './reviews.ts';
import { packagesOf } from './packages.ts';
import { settingsOf } from './settings.ts';
import { plotsOf } from './plots.ts';
import { asCatalogueError, guarded } from '#host/catalogue/store/sqlite-errors.ts';
import { zonesOf } from './zones.ts';

export interface OpenOptions {
  /** Make the folder and the catalogue where there is none. */
  create?: boolean;
  /** Do not write even where it would be possible. */
  readOnly?: boolean;
  /** Asked before each write; false once the workspace is somebody else's. */
  mayWrite?: () => boolean;
  /** How long a read or a write waits for another program, milliseconds. */
  patienceMs?: number;
  /** A backup was just put in the catalogue's place: who did it, and which. */
  restored?: { who: string; backup: string };
  migrations?: Migration[];
  parameters?: Parameter[];
}

export interface Catalogue extends ReturnType<typeof plotsOf> {
  /** The workspace folder. */
  directory: string;
  /** The GeoPackage in it. */
  path: string;
  readOnly: boolean;
  reader: CatalogueReader;
  /** For changes that belong together; the functions of the table files take its writer. */
  write: Write;
  zones: ReturnType<typeof zonesOf>;
  scenes: ReturnType<typeof scenesOf>;
  assessments: ReturnType<typeof assessmentsOf>;
  series: ReturnType<typeof seriesOf>;
  warnings: ReturnType<typeof warningsOf>;
  bulletins: ReturnType<typeof bulletinsOf>;
  inbox: ReturnType<typeof inboxOf>;
  ecology: ReturnType<typeof ecologyOf>;
  people: ReturnType<typeof peopleOf>;
  reviews: ReturnType<typeof reviewsOf>;
  packages: ReturnType<typeof packagesOf>;
  reports: ReturnType<typeof reportsOf>;
  settings: ReturnType<typeof settingsOf>;
  parameters: Parameter[];
  journal: {
    list: (options?: { limit?: number }) => ReturnType<typeof listJournal>;
    verify: () => JournalCheck;
  };
  counts: () => { scenes: number; zones: number; sites: number; observations: number; assessments: number };
  /** Takes what other programs changed into the journal; answers the tables that they changed. */
  noticeOutside: () => string[];
  /** Waits until nobody else writes. Throws `catalogue-locked` after three seconds. */
  writable: () => Promise<void>;
  /** True where another program has written since this was last asked. */
  changedElsewhere: () => boolean;
  /** Copies the catalogue as it is into the folder backups, and to the second place. */
  backup: () => ReturnType<typeof makeBackup>;
  close: () => void;
}

/** Opens the catalogue of a workspace folder, bringing an older one up to date after a backup. */
export async function openCatalogue(directory: string, options: OpenOptions = {}): Promise<Catalogue> {
  const folder = resolve(directory);
  const path = join(folder, catalogueFile);
  const known = options.migrations ?? knownMigrations();
  const there = kindOf(path);
  if (there === 'folder') throw new BloomlineError('catalogue-damaged', path, say('catalogue.is-folder'));
  if (there === 'nothing') {
    if (!options.create || options.readOnly)
      throw new BloomlineError('not-found', path, say('catalogue.none-here'));
    await createCatalogue(folder, path, known);
  } else checkFile(path);
  useDatumsOf(folder);

  const readOnly = options.readOnly === true || !canWrite(folder) || !canWrite(path);
  const { db, close } = guarded(path, () =>
    readOnly ? openReadOnly(path) : openForWriting(path, options.patienceMs),
  );
  try {
    const pending = guarded(path, () => pendingMigrations(versionOf(db, path), known, path));
    if (pending.length > 0) {
      if (readOnly) throw new BloomlineError('not-allowed', path, say('catalogue.older-read-only'));
      await makeBackup(db, folder);
      guarded(path, () => applyMigrations(db, pending));
    }
    if (!readOnly)
      guarded(path, () => db.pragma(`journal_mode = ${isNetworkPath(folder) ? 'DELETE' : 'WAL'}`));
    // The log is there once something was read.
    guarded(path, () => db.prepare('SELECT count(*) FROM sqlite_master').get());
  } catch (error) {
    close();
    throw asCatalogueError(error, path);
  }
  const head = readHead(folder);
  const guard = readOnly
    ? null
    : new WriteGuard(db, folder, path, options.mayWrite ?? (() => lockIsOpen(folder)));
  const catalogue = assemble(db, folder, path, guard, options.parameters ?? loadParameters(), close);
  try {
    catalogue.noticeOutside();
    if (!readOnly) tellLostLines(db, catalogue.write, head, options.restored);
    guard?.remember();
    const newest = catalogue.journal.list({ limit: 1 })[0]?.time ?? null;
    if (!readOnly && there === 'file' && backupIsDue(folder, newest)) await makeBackup(db, folder);
    return catalogue;
  } catch (error) {
    catalogue.close();
    throw asCatalogueError(error, path);
  }
}

/** Tables that other programs changed since the last look; what they did is then in the journal. */
function noticeOutside(db: Database.Database, path: string, write: Write): string[] {
  const tables = guarded(
    path,
    () => db.prepare('SELECT DISTINCT table_name FROM outside_change').pluck().all() as string[],
  );
  if (tables.length > 0) write('', () => undefined);
  return tables;
}

function assemble(
  db: Database.Database,
  directory: string,
  path: string,
  guard: WriteGuard | null,
  parameters: Parameter[],
  close: () => void,
): Catalogue {
  const reader = makeReader(db, path);
  const readOnly = guard === null;
  const handle: Handle = { reader, write: makeWrite(db, reader, guard) };
  const keyring = new Keyring();
  return {
    directory,
    path,
    readOnly,
    ...handle,
    zones: zonesOf(handle),
    ...plotsOf(handle, db, parameters, directory),
    scenes: scenesOf(handle),
    assessments: assessmentsOf(handle),
    series: seriesOf(handle),
    warnings: warningsOf(handle),
    bulletins: bulletinsOf(handle),
    inbox: inboxOf(handle),
    ecology: ecologyOf(handle),
    people: peopleOf(handle, keyring),
    reviews: reviewsOf(handle, keyring),
    packages: packagesOf(handle),
    reports: reportsOf(handle),
    settings: settingsOf(handle),
    parameters,
    journal: {
      list: list => listJournal(reader, list),
      verify: () => guarded(path, () => verifyJournal(db)),
    },
    counts: () =>
      reader.get(
        `SELECT (SELECT count(*) FROM scene) AS scenes, (SELECT count(*) FROM zone) AS zones, (SELECT count(*) FROM site) AS sites,
          (SELECT count(*) FROM observation) AS observations, (SELECT count(*) FROM assessment) AS assessments`,
      )!,
    writable: () => untilWritable(db, path),
    changedElsewhere: changesOf(db),
    backup: () => makeBackup(db, directory),
    noticeOutside: () => (readOnly ? [] : noticeOutside(db, path, handle.write)),
    close: () => {
      if (!db.open) return;
      if (!readOnly) leaveWal(db);
      close();
    },
  };
}

async function untilWritable(db: Database.Database, path: string): Promise<void> {
  const pauses = Array<number>(30).fill(100);
  for (;;) {
    try {
      db.exec('BEGIN IMMEDIATE');
      db.exec('ROLLBACK');
      return;
    } catch (error) {
      const problem = asCatalogueError(error, path);
      const pause = pauses.pop();
      if (!(problem instanceof BloomlineError && problem.code === 'catalogue-locked') || pause === undefined)
        throw problem;
      await setTimeout(pause);
    }
  }
}

function changesOf(db: Database.Database): () => boolean {
  const version = () => db.pragma('data_version', { simple: true }) as number;
  let last = version();
  return () => {
    const now = version();
    const changed = now !== last;
    last = now;
    return changed;
  };
}

/** Another machine that has the workspace open writes alone; on this one SQLite keeps writers apart. */
function lockIsOpen(folder: string): boolean {
  const owner = lockOwner(folder);
  return owner === null || isThisMachine(owner);
}

/**
 * A catalogue that ends before the line that was remembered outside of it lost lines: its log was cut, or an older
 * copy was put in its place by hand. It is told once, as a line of the journal; numbers of approvals go on after the
 * highest that is known.
 */
function tellLostLines(
  db: Database.Database,
  write: Write,
  head: JournalHead | null,
  restored: OpenOptions['restored'],
): void {
  const known = head && (restored !== undefined || head.first === hashOfLine(db, 1)) ? head : null;
  const found = endOf(db);
  const remembered = known && { id: known.id, hash: known.hash, time: known.time };
  if (restored)
    write(restored.who, tx => {
      addEvent(tx, 'restored', { backup: restored.backup, remembered, found }, restored.who);
      if (known) markApprovals(tx, known.approvals);
    });
  else if (known && hashOfLine(db, known.id) !== known.hash)
    write('', tx => {
      addEvent(tx, 'lines-lost', { remembered, found });
      markApprovals(tx, known.approvals);
    });
}

/**
 * A file without WAL can also be opened from a folder that is only readable. Not possible while others have it open.
 */
function leaveWal(db: Database.Database): void {
  try {
    db.pragma('busy_timeout = 0');
    db.pragma('journal_mode = DELETE');
  } catch {
    // The last one to close it will do so.
  }
}

function openForWriting(path: string, patienceMs = 3000): { db: Database.Database; close: () => void } {
  // On a share a reader waits for a writer, too.
  const timeout = isNetworkPath(path) ? 3000 : patienceMs;
  const db = new Database(path, { fileMustExist: true, timeout });
  try {
    db.pragma('foreign_keys = ON');
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -65536'); // 64 MB: a big import goes through its indexes again and again
    registerGeometryFunctions(db);
    return { db, close: () => void db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Made under another name and renamed, so that a catalogue is never half there. */
async function createCatalogue(folder: string, path: string, known: Migration[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOSPC'
      ? asWriteError(error, path)
      : new BloomlineError('not-writable', folder, say('catalogue.folder-not-made', { code: String(code) }), {
          cause: error,
        });
  }
  await writeInWorkspace(path, part => {
    const db = new Database(part, { timeout: 3000 });
    try {
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${userVersion}`);
      registerGeometryFunctions(db);
      applyMigrations(db, known);
    } finally {
      db.close();
    }
  });
}

function kindOf(path: string): 'file' | 'folder' | 'nothing' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'nothing';
    if (code === 'ENOTDIR')
      throw new BloomlineError('not-found', path, say('catalogue.not-a-folder'), { cause: error });
    throw new BloomlineError(
      'not-allowed',
      path,
      say('catalogue.not-readable-code', { code: String(code) }),
      {
        cause: error,
      },
    );
  }
}

function checkFile(path: string): void {
  let kind;
  try {
    kind = looksLikeSqlite(path);
  } catch (error) {
    throw new BloomlineError('not-allowed', path, say('catalogue.not-readable'), { cause: error });
  }
  if (kind === 'database') return;
  const what = kind === 'empty' ? inEnglish('vector.empty') : inEnglish('catalogue.not-a-database');
  throw new BloomlineError('catalogue-damaged', path, say('catalogue.restore-or-remove', { what }));
}

function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
