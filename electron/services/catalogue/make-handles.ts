import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { BloomlineError } from '#core/contract/errors.ts';
import { decodeGeometry } from '#services/exchange/geopackage-geometry.ts';
import { quoteName } from '#services/exchange/geopackage-schema.ts';
import { appendJournal } from './journal.ts';
import { guarded } from './sqlite-errors.ts';
import { prepared } from './statements.ts';
import type { CatalogueReader, CatalogueWriter, Row, SqlValue, Write } from './handles.ts';

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

export function makeWrite(db: Database.Database, reader: CatalogueReader, readOnly: boolean): Write {
  return <T>(who: string, work: (tx: CatalogueWriter) => T): T => {
    if (readOnly)
      throw new BloomlineError(
        'not-allowed',
        reader.path,
        'this workspace was opened for reading only; copy it to a folder that can be written to',
      );
    if (db.inTransaction) throw new RangeError('a write inside a write');
    const touched = new Set<string>();
    const transaction = db.transaction(() => {
      const result = work(makeWriter(db, reader, who.trim() || 'unknown', touched));
      if (result instanceof Promise) throw new RangeError('a write must not be asynchronous');
      for (const table of touched) touchContents(db, table);
      return result;
    });
    return guarded(reader.path, () => transaction.immediate());
  };
}

function makeWriter(
  db: Database.Database,
  reader: CatalogueReader,
  who: string,
  touched: Set<string>,
): CatalogueWriter {
  const rowOf = (table: string, id: number): Row => {
    const row = prepared(db, `SELECT * FROM ${quoteName(table)} WHERE id = ?`).get(id) as Row | undefined;
    if (!row)
      throw new BloomlineError('not-found', `${table} ${id}`, `there is no ${table} with number ${id}`);
    return row;
  };
  return {
    ...reader,
    insert(table, row) {
      const columns = Object.keys(row);
      const sql = `INSERT INTO ${quoteName(table)} (${columns.map(quoteName).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      const id = Number(prepared(db, sql).run(...Object.values(row)).lastInsertRowid);
      touched.add(table);
      appendJournal(db, {
        who,
        action: 'insert',
        table,
        row: id,
        before: null,
        after: outline({ id, ...row }),
      });
      return id;
    },
    update(table, id, changes) {
      const old = rowOf(table, id);
      const changed = Object.keys(changes).filter(column => !same(old[column], changes[column]));
      if (changed.length === 0) return;
      const pick = (row: Row): Row => Object.fromEntries(changed.map(column => [column, row[column]]));
      prepared(
        db,
        `UPDATE ${quoteName(table)} SET ${changed.map(c => `${quoteName(c)} = ?`).join(', ')} WHERE id = ?`,
      ).run(...changed.map(column => changes[column]), id);
      touched.add(table);
      appendJournal(db, {
        who,
        action: 'update',
        table,
        row: id,
        before: whole(pick(old)),
        after: outline(pick(changes)),
      });
    },
    remove(table, id) {
      const old = rowOf(table, id);
      prepared(db, `DELETE FROM ${quoteName(table)} WHERE id = ?`).run(id);
      touched.add(table);
      appendJournal(db, { who, action: 'delete', table, row: id, before: whole(old), after: null });
    },
  };
}

function same(a: SqlValue | undefined, b: SqlValue): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
}

/** Longer text and polygons are named by their hash where they can be looked up in the table itself. */
const longText = 2000;
const digest = (bytes: string | Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: Buffer.byteLength(bytes),
});

function outline(row: Row): Record<string, unknown> {
  return mapRow(row, value =>
    typeof value === 'string' && value.length <= longText ? value : digest(value),
  );
}

/** What is about to be lost is kept entirely. */
function whole(row: Row): Record<string, unknown> {
  return mapRow(row, value =>
    typeof value === 'string' ? value : { ...digest(value), base64: Buffer.from(value).toString('base64') },
  );
}

function mapRow(row: Row, big: (value: string | Uint8Array) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (value === null || typeof value === 'number') return [column, value];
      return [column, (value instanceof Uint8Array ? pointOf(value) : null) ?? big(value)];
    }),
  );
}

function pointOf(blob: Uint8Array): { point: [number, number] } | null {
  const { geometry } = decodeGeometry(blob);
  return geometry.type === 'point' ? { point: geometry.point } : null;
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
