import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';

/** SQLite takes a shorter file for a new database. */
const headerBytes = 100;

/**
 * What stands under a path, told by SQLite itself: a plain open and close of a database that this process has open
 * would drop its file locks (sqlite.org/howtocorrupt §2.2). Throws the system's error where it cannot be read.
 */
export function looksLikeSqlite(path: string): 'database' | 'empty' | 'other' {
  accessSync(path, constants.R_OK);
  const { size } = statSync(path);
  if (size === 0) return 'empty';
  if (size < headerBytes) return 'other';
  try {
    probe(path).close();
    return 'database';
  } catch (error) {
    return (error as { code?: string }).code === 'SQLITE_NOTADB' ? 'other' : 'database';
  }
}

/**
 * Opens a database that is not to be changed. One in WAL mode cannot be opened in a folder that cannot be written to:
 * then a temporary copy is opened and removed by `close`.
 */
export function openReadOnly(path: string): { db: Database.Database; close: () => void } {
  try {
    const db = probe(path);
    return { db, close: () => void db.close() };
  } catch (error) {
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test((error as { code?: string }).code ?? '')) throw error;
    const folder = mkdtempSync(join(tmpdir(), 'bloomline-'));
    try {
      const copy = join(folder, basename(path));
      copyFileSync(path, copy);
      if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
      const db = probe(copy);
      return {
        db,
        close: () => {
          db.close();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    } catch (second) {
      rmSync(folder, { recursive: true, force: true });
      throw second;
    }
  }
}

function probe(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 3000 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
