import type Database from 'better-sqlite3';

const kept = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A prepared statement, compiled once per connection: an import runs the same few a hundred thousand times. */
export function prepared(db: Database.Database, sql: string): Database.Statement<unknown[]> {
  let statements = kept.get(db);
  if (!statements) kept.set(db, (statements = new Map()));
  let statement = statements.get(sql);
  if (!statement) {
    if (statements.size >= 200) statements.clear();
    statements.set(sql, (statement = db.prepare(sql)));
  }
  return statement;
}
