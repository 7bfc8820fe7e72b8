import type Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { userFolder } from '#host/files/user-folder.ts';
import { backupName } from './backups.ts';
import { endOf, hashOfLine } from './journal.ts';
import { writeHead, type JournalHead } from './journal-head.ts';
import { prepared } from './statements.ts';
import { OpenedFiles } from './opened-files.ts';

/** What must hold for a write to be kept: looked at before it begins, and before its commit. */
export class WriteGuard {
  readonly #db: Database.Database;
  readonly #directory: string;
  readonly #path: string;
  readonly #files: OpenedFiles;
  readonly #mayWrite: () => boolean;
  /** The last line that this connection knows of. */
  #end: { id: number; hash: string };
  /** Once broken it stays so: the workspace has to be opened again. */
  #broken: BloomlineError | null = null;

  constructor(db: Database.Database, directory: string, path: string, mayWrite: () => boolean) {
    this.#db = db;
    this.#directory = directory;
    this.#path = path;
    this.#end = endOf(db);
    this.#files = new OpenedFiles(path);
    this.#mayWrite = mayWrite;
  }

  /** Before the transaction. Throws `catalogue-replaced`; what was saved so far is then kept in a copy. */
  before(): void {
    if (this.#broken) throw this.#broken;
    if (!this.#mayWrite()) throw new BloomlineError('not-allowed', this.#path, say('catalogue.lock-lost'));
    try {
      this.#files.check();
    } catch (error) {
      throw (this.#broken = this.#rescue(error as BloomlineError));
    }
  }

  /** Within the transaction, first: what was here when this window last looked is still here. */
  begun(): void {
    const { id, hash } = this.#end;
    if (id > 0 && hashOfLine(this.#db, id) !== hash)
      throw (this.#broken = new BloomlineError(
        'catalogue-replaced',
        this.#path,
        say('catalogue.went-back', { line: id }),
      ));
  }

  /** Within the transaction, last. */
  commits(): void {
    this.#files.check();
  }

  committed(): void {
    if (endOf(this.#db).id !== this.#end.id) this.remember();
  }

  /** Where the journal ends now, outside the catalogue. */
  remember(): void {
    const head = headOf(this.#db);
    this.#end = head;
    writeHead(this.#directory, head);
  }

  /** All that this connection still sees, in a file of its own. */
  #rescue(error: BloomlineError): BloomlineError {
    const name = backupName(new Date());
    for (const folder of [join(this.#directory, 'backups'), join(userFolder(), 'rescued')]) {
      const copy = join(folder, name);
      try {
        if (folder.startsWith(userFolder())) mkdirSync(folder, { recursive: true, mode: 0o700 });
        this.#db.prepare('VACUUM INTO ?').run(copy);
        return new BloomlineError(
          error.code,
          error.subject,
          say('catalogue.rescued', { what: error.said, copy }),
          {
            cause: error,
          },
        );
      } catch {
        // the folder is gone with the workspace, or there is no room: the next place
      }
    }
    return error;
  }
}

export const headOf = (db: Database.Database): JournalHead => ({
  ...endOf(db),
  first: hashOfLine(db, 1) ?? '',
  time: new Date().toISOString(),
  approvals: approvalsOf(db),
  workspaceKey:
    (prepared(db, 'SELECT fingerprint FROM workspace_key ORDER BY id LIMIT 1').pluck().get() as
      string | undefined) ?? null,
});

/** Highest number of an approval that was ever given, by year. */
function approvalsOf(db: Database.Database): Record<string, number> {
  const rows = prepared(
    db,
    `SELECT year, max(last) AS last FROM
       (SELECT year, sequence AS last FROM approval UNION ALL SELECT year, last FROM approval_mark) GROUP BY year`,
  ).all() as { year: number; last: number }[];
  return Object.fromEntries(rows.map(({ year, last }) => [String(year), last]));
}
