import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { beijingTime, runsBackwards } from '#core/foundation/dates.ts';
import { inEnglish } from '#core/words/said.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { quoteName } from '#host/formats/geopackage/geopackage-schema.ts';
import type { Row, SecretRow } from '#host/catalogue/store/handles.ts';
import { outline } from '#host/catalogue/store/journal-row.ts';
import { hashOfLine, type Stored } from '#host/catalogue/store/journal.ts';
import type { Finding } from './finding.ts';
import { verifiesJson } from './signing/key-pairs.ts';
import {
  keyFault,
  proven,
  signatureFault,
  type PersonKeyRow,
  type SignatureRow,
  type WorkspaceKeyRow,
} from './signing/statements.ts';

interface ApprovalRow {
  id: number;
  assessment_id: number;
  number: string;
  date: string;
  reviewed_by: string;
  content_sha256: string;
}

/** Keys, signatures and approvals against each other and the journal. `root` is what was remembered outside. */
export function examineSignatures(db: Database.Database, root: string | null): Finding[] {
  const findings: Finding[] = [];
  const error = (message: string) => findings.push({ severity: 'error', message });
  const warning = (message: string) => findings.push({ severity: 'warning', message });
  const all = <T>(sql: string) => db.prepare(sql).all() as T[];
  const hasKeys = all("SELECT 1 FROM sqlite_master WHERE name = 'person_key'").length > 0;
  const approvals = all<ApprovalRow>('SELECT * FROM approval ORDER BY id');
  for (const approval of approvals) {
    const { result } = db
      .prepare('SELECT result FROM assessment WHERE id = ?')
      .get(approval.assessment_id) as {
      result: string;
    };
    if (createHash('sha256').update(result).digest('hex') !== approval.content_sha256)
      error(inEnglish('sign.result-edited', { number: approval.number }));
  }
  if (!hasKeys) {
    for (const { number } of approvals) warning(inEnglish('sign.before-keys', { number }));
    return findings;
  }
  const workspace = all<WorkspaceKeyRow>('SELECT * FROM workspace_key ORDER BY id').at(0) ?? null;
  const keys = all<PersonKeyRow>('SELECT * FROM person_key ORDER BY id');
  const signatures = all<SignatureRow>('SELECT * FROM signature ORDER BY id');
  if (root !== null && workspace?.fingerprint !== root)
    error(inEnglish('sign.root-changed', { now: workspace?.fingerprint ?? '–', before: root }));
  examineKeys(keys, workspace, error, warning);
  for (const secret of all<SecretRow>('SELECT * FROM person_secret')) examineSecret(secret, keys, error);
  for (const row of signatures) {
    const fault = signatureFault(row, keys, workspace);
    if (fault) error(fault);
    if (hashOfLine(db, row.head_id) !== row.head_hash)
      error(inEnglish('sign.chain-rebuilt', { id: row.assessment_id, who: row.who, line: row.head_id }));
    const line = lineOf(db, 'signature', row.id);
    if (line && Math.abs(Date.parse(line.time) - Date.parse(row.time)) > 60_000 && row.why === '')
      error(
        inEnglish('sign.time-differs', {
          id: row.assessment_id,
          who: row.who,
          step: row.step,
          time: row.time,
          line: line.time,
        }),
      );
  }
  const firstKey = lineOf(db, 'person_key', keys.at(0)?.id ?? 0)?.id ?? Infinity;
  for (const approval of approvals) {
    const line = lineOf(db, 'approval', approval.id);
    if (line && line.id < firstKey) {
      warning(inEnglish('sign.before-keys', { number: approval.number }));
      continue;
    }
    const found = signatures
      .filter(s => s.assessment_id === approval.assessment_id && s.step === 'approve')
      .at(-1);
    if (!found)
      error(inEnglish('sign.approval-unsigned', { number: approval.number, who: approval.reviewed_by }));
    else if (!isOf(approval, found))
      error(
        inEnglish('sign.approval-differs', { number: approval.number, who: found.who, time: found.time }),
      );
  }
  return findings;
}

const isOf = (approval: ApprovalRow, signature: SignatureRow): boolean =>
  signature.number === approval.number &&
  signature.who === approval.reviewed_by &&
  signature.content_sha256 === approval.content_sha256 &&
  beijingTime(signature.time)?.date === approval.date;

function examineKeys(
  keys: readonly PersonKeyRow[],
  workspace: WorkspaceKeyRow | null,
  error: (message: string) => void,
  warning: (message: string) => void,
): void {
  const owners = new Map<string, PersonKeyRow>();
  for (const key of keys) {
    const fault = keyFault(key, workspace);
    if (fault) (key.certificate === null ? warning : error)(fault);
    const other = owners.get(key.public_key);
    if (other && other.person_id !== key.person_id)
      error(inEnglish('sign.key-shared', { name: key.name, other: other.name }));
    owners.set(key.public_key, key);
  }
}

/** Whoever puts another PIN there cannot sign it with the person's key. */
function examineSecret(
  secret: SecretRow,
  keys: readonly PersonKeyRow[],
  error: (message: string) => void,
): void {
  const own = keys.filter(k => k.person_id === secret.person_id);
  const current = own.find(k => k.revoked === null);
  if (!current) return;
  if (secret.proof === null || !verifiesJson(current.public_key, proven(secret), secret.proof))
    error(inEnglish('sign.pin-record-changed', { name: current.name }));
}

const lineOf = (db: Database.Database, table: string, row: number) =>
  db
    .prepare("SELECT id, time FROM journal WHERE table_name = ? AND row_id = ? AND action = 'insert'")
    .get(table, row) as { id: number; time: string } | undefined;

/** Tables that what was signed rests on: each row must be what the journal has. */
const kept = [
  'assessment',
  'approval',
  'review_step',
  'review_comment',
  'person',
  'person_key',
  'signature',
  'workspace_key',
  'sign_in',
];

/** Most of one table that is told row by row. */
const most = 10;

/** Rows of the review against the journal, column by column: what was changed past the program is named. */
export function examineRows(db: Database.Database): Finding[] {
  const tables = kept.filter(
    name =>
      db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined,
  );
  const pending = new Set(
    (
      db.prepare('SELECT table_name, row_id FROM outside_change').all() as {
        table_name: string;
        row_id: number;
      }[]
    ).map(r => `${r.table_name} ${r.row_id}`),
  );
  const findings: Finding[] = [];
  for (const table of tables) {
    const said: Finding[] = [];
    const error = (message: string) => said.push({ severity: 'error', message });
    const expected = statesOf(db, table);
    for (const row of db.prepare(`SELECT * FROM ${quoteName(table)}`).iterate() as Iterable<
      Row & { id: number }
    >) {
      if (pending.has(`${table} ${row.id}`)) continue;
      const state = expected.get(row.id);
      expected.delete(row.id);
      if (!state) {
        error(inEnglish('sign.row-unknown', { table, row: row.id }));
        continue;
      }
      const now = outline(row);
      const column = Object.keys(state).find(
        name => name in now && plain(state[name]) !== plain(now[name]) && !sameText(state[name], row[name]),
      );
      if (column) error(inEnglish('sign.row-edited', { table, row: row.id, column }));
    }
    for (const row of expected.keys())
      if (!pending.has(`${table} ${row}`)) error(inEnglish('sign.row-gone', { table, row }));
    findings.push(...said.slice(0, most));
  }
  return findings;
}

const plain = (value: unknown): string => canonicalJson(value ?? null);

/** A long text stands in the journal by its hash, or whole where it was about to be lost. */
const sameText = (journal: unknown, row: Row[string] | undefined): boolean =>
  typeof row === 'string' &&
  typeof journal === 'object' &&
  journal !== null &&
  'sha256' in journal &&
  journal.sha256 === createHash('sha256').update(row).digest('hex');

/** What the journal says that each row is now. */
function statesOf(db: Database.Database, table: string): Map<number, Record<string, unknown>> {
  const states = new Map<number, Record<string, unknown>>();
  for (const { action, row_id, after } of db
    .prepare('SELECT action, row_id, after FROM journal WHERE table_name = ? ORDER BY id')
    .iterate(table) as Iterable<Stored>) {
    if (action === 'delete') states.delete(row_id);
    else states.set(row_id, { ...states.get(row_id), ...(JSON.parse(after ?? '{}') as object) });
  }
  return states;
}

/** Lines that were written before the one ahead of them: the clock was set back. */
export function examineClock(db: Database.Database): Finding[] {
  const findings: Finding[] = [];
  let before: { id: number; time: string } | null = null;
  for (const line of db.prepare('SELECT id, time FROM journal ORDER BY id').iterate() as Iterable<{
    id: number;
    time: string;
  }>) {
    if (before && runsBackwards(before.time, line.time) && findings.length < most)
      findings.push({
        severity: 'warning',
        message: inEnglish('sign.clock-back', { line: line.id, time: line.time, before: before.time }),
      });
    before = line;
  }
  return findings;
}
