import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import type { JournalLine } from '#core/plots/site.ts';
import { inEnglish } from '#core/words/said.ts';
import type { CatalogueReader } from './handles.ts';
import { sitePartTables } from './site-parts.ts';
import { prepared } from './statements.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

/** A row of the table. */
export interface Stored {
  id: number;
  time: string;
  who: string;
  action: JournalLine['action'];
  table_name: string;
  row_id: number;
  before: string | null;
  after: string | null;
  hash: string;
}

export type JournalCheck = { ok: true; lines: number } | { ok: false; line: number; message: string };

/** The hash before the first line. */
const origin = '0'.repeat(64);

/** SHA-256 of the previous hash and the line's columns as stored. */
export const lineHash = (
  previous: string,
  line: {
    id: number;
    time: string;
    who: string;
    action: string;
    table: string;
    row: number;
    before: string | null;
    after: string | null;
  },
): string =>
  createHash('sha256')
    .update(previous + canonicalJson(line))
    .digest('hex');

function hashOf(previous: string, line: Omit<Stored, 'hash'>): string {
  const { id, time, who, action, table_name: table, row_id: row, before, after } = line;
  return lineHash(previous, { id, time, who, action, table, row, before, after });
}

export interface NewLine {
  who: string;
  action: JournalLine['action'];
  table: string;
  row: number;
  before: unknown;
  after: unknown;
}

/** What a line says that stands for many new rows: their numbers run from `first`. */
export interface JournalBatch {
  first: number;
  columns: readonly string[];
  rows: unknown[][];
}

/** Appends lines within one transaction. Numbers run without gaps, so a missing line is seen. */
export class JournalEnd {
  readonly #db: Database.Database;
  #id: number;
  #hash: string;

  constructor(db: Database.Database) {
    const last = prepared(db, 'SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1').get() as
      { id: number; hash: string } | undefined;
    this.#db = db;
    this.#id = Math.max(last?.id ?? 0, sequence(db));
    this.#hash = last?.hash ?? origin;
  }

  append(line: NewLine): void {
    const stored = storedLine(this.#id + 1, line);
    const hash = hashOf(this.#hash, stored);
    prepared(
      this.#db,
      `INSERT INTO journal (id, time, who, action, table_name, row_id, before, after, hash)
       VALUES (@id, @time, @who, @action, @table_name, @row_id, @before, @after, @hash)`,
    ).run({ ...stored, hash });
    this.#id = stored.id;
    this.#hash = hash;
  }
}

function storedLine(id: number, line: NewLine): Omit<Stored, 'hash'> {
  return {
    id,
    time: new Date().toISOString(),
    who: line.who,
    action: line.action,
    table_name: line.table,
    row_id: line.row,
    before: line.before === null ? null : canonicalJson(line.before),
    after: line.after === null ? null : canonicalJson(line.after),
  };
}

/** The highest number ever given, which SQLite keeps even where lines were taken out. */
const sequence = (db: Database.Database): number =>
  (prepared(db, "SELECT seq FROM sqlite_sequence WHERE name = 'journal'").pluck().get() as
    number | undefined) ?? 0;

/** Follows the chain and stops at the first line that does not fit: changed, missing or out of order. */
export function verifyJournal(db: Database.Database): JournalCheck {
  let previous = origin;
  let lines = 0;
  for (const line of db.prepare('SELECT * FROM journal ORDER BY id').iterate() as Iterable<Stored>) {
    if (line.id !== lines + 1)
      return { ok: false, line: lines + 1, message: inEnglish('package.line-missing', { id: lines + 1 }) };
    if (hashOf(previous, line) !== line.hash) {
      return {
        ok: false,
        line: line.id,
        message: inEnglish('package.line-changed', { id: line.id }),
      };
    }
    previous = line.hash;
    lines++;
  }
  if (sequence(db) > lines)
    return { ok: false, line: lines + 1, message: inEnglish('package.line-missing', { id: lines + 1 }) };
  return { ok: true, lines };
}

/** The last line; number 0 for an empty journal. */
export const endOf = (db: Database.Database): { id: number; hash: string } =>
  (prepared(db, 'SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1').get() as
    { id: number; hash: string } | undefined) ?? { id: 0, hash: origin };

export const hashOfLine = (db: Database.Database, id: number): string | null =>
  (prepared(db, 'SELECT hash FROM journal WHERE id = ?').pluck().get(id) as string | undefined) ?? null;

const columns = 'id, time, who, action, table_name, row_id, before, after, hash';

/** Newest first. */
export function listJournal(
  reader: CatalogueReader,
  { limit = 200 }: { limit?: number } = {},
): JournalLine[] {
  return reader.all<Stored>(`SELECT ${columns} FROM journal ORDER BY id DESC LIMIT ?`, limit).map(toLine);
}

/** What happened to a site and what is in it, the newest 500 lines first. */
export function journalOfSite(reader: CatalogueReader, siteId: number): JournalLine[] {
  return reader
    .all<Stored>(
      `SELECT ${columns} FROM journal WHERE (table_name = 'site' AND row_id = ?)
         ${sitePartTables.map(part => `OR (table_name = '${part}' AND row_id IN (SELECT id FROM ${part} WHERE site_id = ?))`).join(' ')}
         ORDER BY id DESC LIMIT 500`,
      ...[siteId, ...sitePartTables.map(() => siteId)],
    )
    .map(toLine);
}

function toLine(line: Stored): JournalLine {
  const { id, time, who, action, table_name: table, row_id: row, before, after, hash } = line;
  const parsed = (json: string | null): unknown => (json === null ? null : shortened(JSON.parse(json)));
  return { id, time, who, action, table, row, before: parsed(before), after: parsed(after), hash };
}

/** A line of many rows is listed with their numbers; the rows stay in the journal. */
function shortened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('rows' in value) || !('columns' in value))
    return value;
  const { first, rows } = value as JournalBatch;
  return { rows: rows.length, ids: `${first}–${first + rows.length - 1}` };
}
