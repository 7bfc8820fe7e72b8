import type Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** The numbered files of this folder, in order. Released ones are never edited. */
export function knownMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .map(file => ({ file, match: /^(\d{3})_(\w+)\.sql$/.exec(file) }))
    .filter(({ match }) => match !== null)
    .map(({ file, match }) => ({
      version: Number(match![1]),
      name: match![2],
      sql: readFileSync(new URL(file, folder), 'utf8'),
    }))
    .sort((a, b) => a.version - b.version);
}

/** Version of a catalogue: 0 for an empty database. A database of somebody else is no catalogue. */
export function versionOf(db: Database.Database, path: string): number {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  if (tables.includes('catalogue_migration')) {
    return (db.prepare('SELECT max(version) FROM catalogue_migration').pluck().get() as number | null) ?? 0;
  }
  if (tables.length === 0) return 0;
  throw new BloomlineError('catalogue-damaged', path, say('catalogue.foreign'));
}

/** The migrations that are still to come. Throws `catalogue-newer` for a file of a later program. */
export function pendingMigrations(version: number, known: Migration[], path: string): Migration[] {
  const newest = known.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new BloomlineError('catalogue-newer', path, say('catalogue.newer', { version, newest }));
  }
  return known.filter(migration => migration.version > version);
}

/** All of them or none. */
export function applyMigrations(db: Database.Database, pending: Migration[]): void {
  db.transaction(() => {
    for (const { version, name, sql } of pending) {
      db.exec(sql);
      db.prepare('INSERT INTO catalogue_migration VALUES (?, ?, ?)').run(
        version,
        name,
        new Date().toISOString(),
      );
    }
  }).immediate();
}
