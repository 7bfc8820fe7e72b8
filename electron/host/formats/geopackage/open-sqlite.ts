import { mkdtempSync, copyFileSync, existsSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';

const magic = 'SQLite format 3\0';

/** What stands under a path, seen from its first bytes. Throws the system's error where it cannot be opened. */
export async function looksLikeSqlite(path: string): Promise<'database' | 'empty' | 'other'> {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    if (bytesRead === 0) return 'empty';
    return buffer.toString('latin1') === magic ? 'database' : 'other';
  } finally {
    await handle.close();
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
