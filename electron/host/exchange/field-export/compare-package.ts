import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldChange, FieldDifference } from '#core/plots/field-difference.ts';
import { type Said, say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { pointOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import { looksLikeSqlite, openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';
import { formCells, observationFields, siteFields, type FieldBaseline } from './field-package.ts';

type Row = Record<string, string | number | null>;

/** A returned package, opened and compared. */
export interface ComparedPackage {
  differences: FieldDifference[];
  /** Added and changed rows as they came back, by the key of their difference. */
  rows: Map<string, Row>;
}

/** Places nearer than this are the same; QField keeps all digits, other programs may not. */
const samePlaceDegrees = 1e-9;

/**
 * What was added, changed field by field, and deleted in a package that left this catalogue and came back. Three
 * ways: what it was when it left, what it is there, what it is here. Throws `bad-input` for a package that is none of
 * ours.
 */
export async function comparePackage(catalogue: Catalogue, path: string): Promise<ComparedPackage> {
  const wrong = (said: Said) => new BloomlineError('bad-input', path, said);
  if (!existsSync(path)) throw new BloomlineError('not-found', path, say('vector.not-found'));
  if (looksLikeSqlite(path) !== 'database') throw wrong(say('field.no-geopackage'));
  const { db, close } = openReadOnly(path);
  try {
    const baseline = baselineOf(db);
    if (!baseline) throw wrong(say('field.foreign-package'));
    const compared: ComparedPackage = { differences: [], rows: new Map() };
    compareSites(catalogue, db, baseline, compared);
    compareObservations(catalogue, db, baseline, compared);
    newPhotos(catalogue, db, dirname(path), compared);
    return compared;
  } finally {
    close();
  }
}

function baselineOf(db: Database.Database): FieldBaseline | null {
  try {
    const json = db.prepare('SELECT metadata FROM gpkg_metadata WHERE id = 1').pluck().get() as
      string | undefined;
    const value = JSON.parse(json ?? 'null') as FieldBaseline | null;
    return value?.format === 'bloomline-field-package' ? value : null;
  } catch {
    return null;
  }
}

function compareSites(
  catalogue: Catalogue,
  db: Database.Database,
  baseline: FieldBaseline,
  { differences, rows }: ComparedPackage,
): void {
  const present = new Map(
    catalogue.sites.list().map(s => [
      s.id,
      {
        name: s.name,
        code: s.code,
        kind: s.kind,
        note: s.note,
        lon: s.lon,
        lat: s.lat,
        ...formCells(s.fields),
      } as Row,
    ]),
  );
  const seen = new Set<number>();
  for (const raw of db.prepare('SELECT * FROM site').all() as (Row & { geom: Uint8Array | null })[]) {
    const { geom, ...cells } = raw;
    const point = pointOfColumn(geom as unknown as Uint8Array | null);
    const row: Row = { ...cells, lon: point?.[0] ?? null, lat: point?.[1] ?? null };
    const id = typeof row.id === 'number' && String(row.id) in baseline.site ? row.id : null;
    if (id === null || seen.has(id)) {
      const key = `site:added:${row.fid}`;
      rows.set(key, row);
      const columns = [...siteFields, 'lon', 'lat', ...Object.keys(row).filter(c => c.startsWith('field_'))];
      differences.push({
        key,
        layer: 'site',
        action: 'added',
        row: null,
        label: String(row.name ?? ''),
        changes: columns.filter(c => row[c] !== null && row[c] !== '').map(c => addedCell(c, row[c])),
        problem: null,
      });
      continue;
    }
    seen.add(id);
    const columns = [...siteFields, 'lon', 'lat', ...Object.keys(row).filter(c => c.startsWith('field_'))];
    const changes = changesOf(columns, baseline.site[id] as Row, row, present.get(id) ?? {});
    if (changes.length === 0) continue;
    const key = `site:changed:${id}`;
    rows.set(key, row);
    differences.push({
      key,
      layer: 'site',
      action: 'changed',
      row: id,
      label: String(baseline.site[id].name ?? id),
      changes,
      problem: present.has(id) ? null : 'row-gone',
    });
  }
  for (const [id, was] of Object.entries(baseline.site)) {
    if (seen.has(Number(id)) || !present.has(Number(id))) continue;
    differences.push({
      key: `site:deleted:${id}`,
      layer: 'site',
      action: 'deleted',
      row: Number(id),
      label: String(was.name ?? id),
      changes: [],
      problem: null,
    });
  }
}

function compareObservations(
  catalogue: Catalogue,
  db: Database.Database,
  baseline: FieldBaseline,
  { differences, rows }: ComparedPackage,
): void {
  const sites = new Map(catalogue.sites.list().map(s => [s.id, s.name]));
  const now = (id: number): Row | undefined =>
    catalogue.reader.get<Row>(
      'SELECT site_id, time, parameter, value, unit, method, observer, depth_m FROM observation WHERE id = ? AND superseded_by IS NULL',
      id,
    );
  const labelOf = (row: Row) => `${sites.get(Number(row.site_id)) ?? '?'} · ${row.time} · ${row.parameter}`;
  const problemOf = (row: Row): FieldDifference['problem'] => {
    if (!sites.has(Number(row.site_id))) return 'site-unknown';
    const parameter = catalogue.parameters.find(p => p.id === row.parameter);
    if (!parameter) return 'parameter-unknown';
    const value = Number(row.value);
    return value >= parameter.plausible.min && value <= parameter.plausible.max ? null : 'implausible';
  };
  const seen = new Set<number>();
  for (const row of db.prepare('SELECT * FROM observation').all() as Row[]) {
    const id = typeof row.id === 'number' && String(row.id) in baseline.observation ? row.id : null;
    if (id === null || seen.has(id)) {
      const key = `observation:added:${row.fid}`;
      rows.set(key, row);
      differences.push({
        key,
        layer: 'observation',
        action: 'added',
        row: Number(row.site_id) || null,
        label: labelOf(row),
        changes: observationFields
          .filter(c => row[c] !== null && row[c] !== '')
          .map(c => addedCell(c, row[c])),
        problem: problemOf(row),
      });
      continue;
    }
    seen.add(id);
    const present = now(id);
    const changes = changesOf(observationFields, baseline.observation[id] as Row, row, present ?? {});
    if (changes.length === 0) continue;
    const key = `observation:changed:${id}`;
    rows.set(key, row);
    differences.push({
      key,
      layer: 'observation',
      action: 'changed',
      row: id,
      label: labelOf(row),
      changes,
      problem: present ? problemOf(row) : 'row-gone',
    });
  }
  for (const [id, was] of Object.entries(baseline.observation)) {
    if (seen.has(Number(id)) || !now(Number(id))) continue;
    differences.push({
      key: `observation:deleted:${id}`,
      layer: 'observation',
      action: 'deleted',
      row: Number(id),
      label: labelOf(was as Row),
      changes: [],
      problem: null,
    });
  }
}

/** Photos that were taken outside; those that left with the package are known by their number. */
function newPhotos(
  catalogue: Catalogue,
  db: Database.Database,
  folder: string,
  { differences, rows }: ComparedPackage,
): void {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'photo'").get();
  if (!has) return;
  const sites = new Map(catalogue.sites.list().map(s => [s.id, s.name]));
  for (const row of db.prepare('SELECT * FROM photo WHERE id IS NULL').all() as Row[]) {
    const key = `photo:added:${row.fid}`;
    rows.set(key, row);
    const site = sites.get(Number(row.site_id));
    differences.push({
      key,
      layer: 'photo',
      action: 'added',
      row: Number(row.site_id) || null,
      label: `${site ?? '?'} · ${row.path}`,
      changes: [addedCell('path', row.path), addedCell('note', row.note)].filter(c => c.theirs !== null),
      problem: !site ? 'site-unknown' : existsSync(join(folder, String(row.path))) ? null : 'photo-missing',
    });
  }
}

const addedCell = (column: string, theirs: string | number | null | undefined): FieldChange => ({
  column,
  before: null,
  theirs: theirs ?? null,
  ours: null,
  conflict: false,
});

/** Columns that came back otherwise than they left, unless the catalogue says the same by now. */
function changesOf(columns: readonly string[], before: Row, theirs: Row, ours: Row): FieldChange[] {
  return columns.flatMap(column => {
    if (!(column in theirs)) return []; // the column was dropped outside; nothing is said of it
    const [was, came, is] = [before[column], theirs[column], ours[column]].map(v => plain(v));
    if (sameValue(column, was, came) || sameValue(column, is, came)) return [];
    return [{ column, before: was, theirs: came, ours: is, conflict: !sameValue(column, was, is) }];
  });
}

const plain = (value: unknown): string | number | null =>
  value === undefined || value === null || value === ''
    ? null
    : typeof value === 'boolean'
      ? String(value)
      : (value as string | number);

function sameValue(column: string, a: string | number | null, b: string | number | null): boolean {
  if (column === 'lon' || column === 'lat') return Math.abs(Number(a) - Number(b)) < samePlaceDegrees;
  return a === b || (a !== null && b !== null && String(a) === String(b));
}
