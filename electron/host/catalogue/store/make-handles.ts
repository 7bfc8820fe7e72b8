import type Database from 'better-sqlite3';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { quoteName } from '#host/formats/geopackage/geopackage-schema.ts';
import { JournalEnd, type JournalBatch } from './journal.ts';
import { outline, outlineOf, same, whole } from './journal-row.ts';
import { guarded } from './sqlite-errors.ts';
import { prepared } from './statements.ts';
import type { WriteGuard } from './write-guard.ts';
import { absorbOutsideChanges, closeGate, openGate } from './outside-changes.ts';
import type { CatalogueReader, CatalogueWriter, Row, RowChange, SqlValue, Write } from './handles.ts';

/** Rows that one line of the journal holds at most. */
const rowsOfLine = 1000;

/** New rows that are worth making indexes anew for. */
const fewRows = 10_000;

export function makeReader(db: Database.Database, path: string): CatalogueReader {
  const reading = (sql: string) => {
    const statement = prepared(db, sql);
    if (!statement.readonly) throw new RangeError('a reader cannot change the catalogue');
    return statement;
  };
  return {
    path,
    all: <T>(sql: string, ...values: SqlValue[]) => guarded(path, () => reading(sql).all(...values) as T[]),
    get: <T>(sql: string, ...values: SqlValue[]) =>
      guarded(path, () => reading(sql).get(...values) as T | undefined),
  };
}

/** `guard` is null for a catalogue that is opened for reading only. */
export function makeWrite(db: Database.Database, reader: CatalogueReader, guard: WriteGuard | null): Write {
  return <T>(
    who: string,
    work: (tx: CatalogueWriter) => T,
    committed?: (changes: RowChange[]) => void,
  ): T => {
    if (!guard) throw new BloomlineError('not-allowed', reader.path, say('catalogue.opened-read-only'));
    if (db.inTransaction) throw new RangeError('a write inside a write');
    const touched = new Set<string>();
    const changes: RowChange[] | null = committed ? [] : null;
    guard.before();
    const transaction = db.transaction(() => {
      guard.begun();
      const journal = new JournalEnd(db);
      absorbOutsideChanges(db, journal);
      openGate(db);
      const result = work(makeWriter(db, reader, who.trim() || 'unknown', journal, touched, changes));
      if (result instanceof Promise) throw new RangeError('a write must not be asynchronous');
      for (const table of touched) touchContents(db, table);
      closeGate(db);
      guard.commits();
      return result;
    });
    const result = guarded(reader.path, () => transaction.immediate());
    guard.committed();
    if (changes?.length) committed!(changes);
    return result;
  };
}

function makeWriter(
  db: Database.Database,
  reader: CatalogueReader,
  who: string,
  journal: JournalEnd,
  touched: Set<string>,
  changes: RowChange[] | null,
): CatalogueWriter {
  const rowOf = (table: string, id: number): Row => {
    const row = prepared(db, `SELECT * FROM ${quoteName(table)} WHERE id = ?`).get(id) as Row | undefined;
    if (!row)
      throw new BloomlineError(
        'not-found',
        `${table} ${id}`,
        say('catalogue.no-such-entry', { what: table, id }),
      );
    return row;
  };
  return {
    ...reader,
    insert(table, row) {
      const columns = Object.keys(row);
      const sql = `INSERT INTO ${quoteName(table)} (${columns.map(quoteName).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      const id = Number(prepared(db, sql).run(...Object.values(row)).lastInsertRowid);
      touched.add(table);
      changes?.push({ table, id, before: null, after: row });
      journal.append({
        who,
        action: 'insert',
        table,
        row: id,
        before: null,
        after: outline({ id, ...row }),
      });
      return id;
    },
    insertMany(table, columns, rows, count) {
      touched.add(table);
      const marks = columns.map(() => '?').join(', ');
      const statement = db.prepare(
        `INSERT INTO ${quoteName(table)} (${columns.map(quoteName).join(', ')}) VALUES (${marks})`,
      );
      let batch: JournalBatch['rows'] = [];
      let first = 0;
      const close = () => {
        if (batch.length === 0) return;
        const after: JournalBatch = { first, columns, rows: batch };
        journal.append({ who, action: 'insert', table, row: first, before: null, after });
        batch = [];
      };
      const putBack = withoutIndexes(db, table, count);
      for (const values of rows) {
        const id = Number(statement.run(...values).lastInsertRowid);
        changes?.push({
          table,
          id,
          before: null,
          after: Object.fromEntries(columns.map((c, i) => [c, values[i]])),
        });
        // Numbers of a batch run without gaps.
        if (batch.length >= rowsOfLine || (batch.length > 0 && id !== first + batch.length)) close();
        if (batch.length === 0) first = id;
        batch.push(values.map(outlineOf));
      }
      close();
      putBack();
    },
    update(table, id, row) {
      const old = rowOf(table, id);
      const changed = Object.keys(row).filter(column => !same(old[column], row[column]));
      if (changed.length === 0) return;
      const pick = (from: Row): Row => Object.fromEntries(changed.map(column => [column, from[column]]));
      prepared(
        db,
        `UPDATE ${quoteName(table)} SET ${changed.map(c => `${quoteName(c)} = ?`).join(', ')} WHERE id = ?`,
      ).run(...changed.map(column => row[column]), id);
      touched.add(table);
      changes?.push({ table, id, before: pick(old), after: pick(row) });
      journal.append({
        who,
        action: 'update',
        table,
        row: id,
        before: whole(pick(old)),
        after: outline(pick(row)),
      });
    },
    remove(table, id) {
      const old = rowOf(table, id);
      prepared(db, `DELETE FROM ${quoteName(table)} WHERE id = ?`).run(id);
      touched.add(table);
      changes?.push({ table, id, before: old, after: null });
      journal.append({ who, action: 'delete', table, row: id, before: whole(old), after: null });
    },
    putSecret({ person_id, salt, hash, wrong, last_wrong, sealed_key, sealed_root, proof }) {
      prepared(
        db,
        `INSERT OR REPLACE INTO person_secret (person_id, salt, hash, wrong, last_wrong, sealed_key, sealed_root, proof)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(person_id, salt, hash, wrong, last_wrong, sealed_key, sealed_root, proof);
    },
  };
}

/**
 * Takes the indexes off a table that is about to more than double, and gives what makes them anew: sorting once is a
 * third
 * of the work of finding each row's place. Both are part of the transaction.
 */
function withoutIndexes(db: Database.Database, table: string, more: number): () => void {
  const there = db
    .prepare(`SELECT count(*) FROM ${quoteName(table)}`)
    .pluck()
    .get() as number;
  if (more < Math.max(there, fewRows)) return () => undefined;
  const indexes = db
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX %'`,
    )
    .all(table) as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX ${quoteName(name)}`);
  return () => {
    for (const { sql } of indexes) db.exec(sql);
  };
}

/** Keeps the table's time of change and extent, by which other programs zoom. */
function touchContents(db: Database.Database, table: string): void {
  const now = new Date().toISOString();
  db.prepare('UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?').run(now, table);
  const geometry = db
    .prepare('SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?')
    .pluck()
    .get(table);
  if (geometry === undefined) return;
  db.prepare(
    `UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
       (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM ${quoteName(`rtree_${table}_${String(geometry)}`)})
     WHERE table_name = ?`,
  ).run(table);
}
