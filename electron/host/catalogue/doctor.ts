import { inEnglish } from '#core/words/said.ts';
import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import {
  applicationId,
  indexTriggers,
  indexTriggersOf14,
  quoteName,
} from '#host/formats/geopackage/geopackage-schema.ts';
import { looksLikeSqlite, openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';
import { catalogueFile } from '#host/files/protected-files.ts';
import { examineClock, examineRows, examineSignatures } from './examine-signatures.ts';
import type { Finding } from './finding.ts';
import { listEvents } from './workspace-events.ts';
import { makeReader } from '#host/catalogue/store/make-handles.ts';
import { readHead } from '#host/catalogue/store/journal-head.ts';
import { endOf, hashOfLine, verifyJournal } from '#host/catalogue/store/journal.ts';
import { anchorsAt, secondPlaceOf } from '#host/catalogue/store/second-place.ts';
import { knownMigrations } from '#host/catalogue/store/migrations.ts';

/** Examines the catalogue of a workspace without changing it. Nothing found is an empty list. */
export async function doctor(directory: string): Promise<Finding[]> {
  const path = join(resolve(directory), catalogueFile);
  const error = (message: string): Finding[] => [{ severity: 'error', message }];
  try {
    if (statSync(path).isDirectory()) return error(inEnglish('doctor.is-folder', { path }));
    const kind = looksLikeSqlite(path);
    if (kind !== 'database')
      return error(
        `${path} ${kind === 'empty' ? inEnglish('vector.empty') : inEnglish('catalogue.not-a-database')}`,
      );
  } catch {
    return error(inEnglish('doctor.no-catalogue', { path }));
  }
  let opened: ReturnType<typeof openReadOnly> | null = null;
  try {
    opened = openReadOnly(path);
    return [
      ...examine(opened.db),
      ...examineHeads(opened.db, resolve(directory)),
      ...examineReview(opened.db, resolve(directory)),
      ...(await examinePhotos(opened.db, resolve(directory))),
    ];
  } catch (problem) {
    return error(inEnglish('doctor.not-examined', { what: (problem as Error).message }));
  } finally {
    opened?.close();
  }
}

function examine(db: Database.Database): Finding[] {
  const findings: Finding[] = [];
  const error = (message: string) => findings.push({ severity: 'error', message });
  const warning = (message: string) => findings.push({ severity: 'warning', message });
  registerGeometryFunctions(db);

  for (const line of db.prepare('PRAGMA integrity_check(20)').pluck().all() as string[])
    if (line !== 'ok') error(inEnglish('doctor.damaged', { line }));
  const tables = new Set(
    db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[],
  );
  const core = ['gpkg_spatial_ref_sys', 'gpkg_contents', 'gpkg_geometry_columns', 'gpkg_extensions'];
  const missing = core.filter(name => !tables.has(name));
  for (const name of missing) error(inEnglish('doctor.table-missing', { name }));
  if (!tables.has('catalogue_migration')) error(inEnglish('doctor.foreign'));
  if (missing.length > 0 || !tables.has('catalogue_migration')) return findings;

  if (db.pragma('application_id', { simple: true }) !== applicationId) error(inEnglish('doctor.no-mark'));
  const version = db.prepare('SELECT max(version) FROM catalogue_migration').pluck().get() as number;
  const newest = knownMigrations().at(-1)!.version;
  if (version > newest) warning(inEnglish('doctor.newer', { version, newest }));
  if (version < newest) warning(inEnglish('doctor.older', { version, newest }));

  for (const row of db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]) {
    error(inEnglish('doctor.dangling', { row: row.rowid, table: row.table, parent: row.parent }));
  }
  for (const name of db.prepare('SELECT table_name FROM gpkg_contents').pluck().all() as string[]) {
    if (!tables.has(name)) error(inEnglish('doctor.listed-only', { name }));
  }
  const features = db.prepare('SELECT table_name, column_name FROM gpkg_geometry_columns').all() as {
    table_name: string;
    column_name: string;
  }[];
  for (const { table_name: table, column_name: column } of features)
    if (tables.has(table)) examineIndex(db, tables, table, column, error);

  if (tables.has('outside_change')) {
    const noted = db.prepare('SELECT count(*) FROM outside_change').pluck().get() as number;
    if (noted > 0) warning(inEnglish('doctor.outside-changes', { noted }));
  }
  if (tables.has('journal')) {
    const check = verifyJournal(db);
    if (!check.ok) error(check.message);
  } else error(inEnglish('doctor.no-journal'));
  return findings;
}

/** The journal against what was remembered of it outside the catalogue: beside it, and at the second place. */
function examineHeads(db: Database.Database, directory: string): Finding[] {
  const tables = new Set(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all());
  if (!tables.has('journal') || !tables.has('setting')) return [];
  const findings: Finding[] = [];
  const head = readHead(directory);
  const events = tables.has('workspace_event') ? listEvents(makeReader(db, directory)).toReversed() : [];
  if (head && head.first === hashOfLine(db, 1) && hashOfLine(db, head.id) !== head.hash)
    findings.push({
      severity: 'error',
      message: inEnglish('doctor.head', { line: head.id, time: head.time, found: endOf(db).id }),
    });
  const place = secondPlaceOf(db);
  const anchors = place === null ? [] : anchorsAt(place, directory);
  if (anchors === null)
    findings.push({ severity: 'warning', message: inEnglish('doctor.second-place', { place: place! }) });
  // A restore that the journal tells of takes back what came before it.
  const unfit = (anchors ?? []).find(
    anchor =>
      anchor.id > 0 &&
      hashOfLine(db, anchor.id) !== anchor.hash &&
      !events.some(({ time, details }) => time > anchor.time && details.found.id < anchor.id),
  );
  if (unfit)
    findings.push({
      severity: 'error',
      message: inEnglish('doctor.anchor', { line: unfit.id, time: unfit.time, place: place! }),
    });
  for (const { kind, time, details } of events)
    if (kind === 'lines-lost')
      findings.push({
        severity: 'warning',
        message: inEnglish('doctor.lines-lost', {
          time,
          remembered: details.remembered?.id ?? 0,
          found: details.found.id,
        }),
      });
  return findings;
}

/** Signatures, rows and times, where the catalogue has come as far as the review. */
function examineReview(db: Database.Database, directory: string): Finding[] {
  const there = (name: string) =>
    db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
  if (!['journal', 'approval', 'outside_change'].every(there)) return [];
  return [
    ...examineSignatures(db, readHead(directory)?.workspaceKey ?? null),
    ...examineRows(db),
    ...examineClock(db),
  ];
}

/** Photos that are listed and gone, or not what they were when they came in. */
async function examinePhotos(db: Database.Database, directory: string): Promise<Finding[]> {
  const there = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'photo'").get();
  if (!there) return [];
  const findings: Finding[] = [];
  for (const { id, file, sha256 } of db.prepare('SELECT id, file, sha256 FROM photo').all() as {
    id: number;
    file: string;
    sha256: string;
  }[]) {
    const bytes = await readFile(join(directory, file)).catch(() => null);
    if (bytes === null)
      findings.push({ severity: 'error', message: inEnglish('doctor.photo-missing', { id, file }) });
    else if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      findings.push({
        severity: 'error',
        message: inEnglish('doctor.photo-changed', { id, file }),
      });
  }
  return findings;
}

function examineIndex(
  db: Database.Database,
  tables: Set<string>,
  table: string,
  column: string,
  error: (message: string) => void,
): void {
  const index = `rtree_${table}_${column}`;
  if (!tables.has(index)) return void error(inEnglish('doctor.no-index', { table }));
  const there = new Set(
    db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
      .pluck()
      .all(table) as string[],
  );
  // Another program may have built the index anew with the triggers of version 1.4.
  const lostOf = (names: readonly string[]) => names.filter(name => !there.has(`${index}_${name}`));
  const lost = lostOf(indexTriggersOf14).length === 0 ? [] : lostOf(indexTriggers);
  if (lost.length > 0) error(inEnglish('doctor.no-triggers', { table, lost: lost.join(', ') }));
  const state = db.prepare('SELECT rtreecheck(?)').pluck().get(index) as string;
  if (state !== 'ok') error(inEnglish('doctor.index-damaged', { table, state }));
  const [t, c, i] = [table, column, index].map(quoteName);
  const filled = `SELECT rowid FROM ${t} WHERE ${c} NOTNULL AND NOT ST_IsEmpty(${c})`;
  const count = (sql: string) => db.prepare(`SELECT count(*) FROM (${sql})`).pluck().get() as number;
  const unindexed = count(`${filled} EXCEPT SELECT id FROM ${i}`);
  const stale = count(`SELECT id FROM ${i} EXCEPT ${filled}`);
  if (unindexed > 0) error(inEnglish('doctor.not-in-index', { unindexed, table }));
  if (stale > 0) error(inEnglish('doctor.index-stale', { table, stale }));
}
