import type Database from 'better-sqlite3';
import type { JournalLine } from '#core/plots/site.ts';
import type { Row, SqlValue } from './handles.ts';
import type { JournalEnd } from './journal.ts';
import { outline, same, whole } from './journal-row.ts';
import { prepared } from './statements.ts';

/** Whom the journal names for a change that another program made: it does not tell who sat there. */
export const outsider = 'changed outside';

/** While the gate is open the triggers note nothing. It is opened and closed within one transaction. */
export const openGate = (db: Database.Database): void => setGate(db, 1);
export const closeGate = (db: Database.Database): void => setGate(db, 0);

function setGate(db: Database.Database, open: 0 | 1): void {
  prepared(db, 'UPDATE own_write SET open = ?').run(open);
}

interface Noted {
  id: number;
  action: JournalLine['action'];
  table_name: string;
  row_id: number;
  columns: string;
  before: string | null;
  after: string | null;
}

/** True where another program has changed rows that the journal does not know of yet. */
export const hasOutsideChanges = (db: Database.Database): boolean =>
  prepared(db, 'SELECT EXISTS (SELECT 1 FROM outside_change)').pluck().get() === 1;

/**
 * Takes what other programs changed into the journal, within the caller's transaction, and answers how many lines that
 * were. A row that was written again unchanged makes none.
 */
export function absorbOutsideChanges(db: Database.Database, journal: JournalEnd): number {
  if (!hasOutsideChanges(db)) return 0;
  let lines = 0;
  for (const noted of db.prepare('SELECT * FROM outside_change ORDER BY id').all() as Noted[]) {
    const columns = noted.columns.split(',');
    const before = rowOf(columns, noted.before);
    const after = rowOf(columns, noted.after);
    const changed = columns.filter(c => !before || !after || !same(before[c], after[c]));
    if (changed.length === 0) continue;
    const pick = (row: Row): Row => Object.fromEntries(changed.map(c => [c, row[c]]));
    journal.append({
      who: outsider,
      action: noted.action,
      table: noted.table_name,
      row: noted.row_id,
      before: before && whole(pick(before)),
      after: after && outline(pick(after)),
    });
    lines++;
  }
  db.exec('DELETE FROM outside_change');
  return lines;
}

function rowOf(columns: string[], literals: string | null): Row | null {
  if (literals === null) return null;
  const values = readLiterals(literals);
  return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? null]));
}

/** Values of a list of SQL literals as SQLite's quote() writes them: NULL, numbers, 'text' and X'bytes'. */
export function readLiterals(list: string): SqlValue[] {
  const values: SqlValue[] = [];
  for (const [literal] of list.matchAll(/X'[0-9A-Fa-f]*'|'(?:[^']|'')*'|[^',]+/g)) {
    if (literal.startsWith("'")) values.push(literal.slice(1, -1).replaceAll("''", "'"));
    else if (literal.startsWith("X'")) values.push(Buffer.from(literal.slice(2, -1), 'hex'));
    else values.push(literal === 'NULL' ? null : Number(literal));
  }
  return values;
}
