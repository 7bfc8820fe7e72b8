import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AssessmentResult } from '#core/review/assessment.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { doctor } from '#host/catalogue/doctor.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { lineHash } from '#host/catalogue/store/journal.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';

export const pins = { admin: '739155-lake', analyst: 'reed-482017', reviewer: 'heron-905318' };

export const result = {
  kind: 'bloom',
  index: 'NDVI',
  threshold: 0.1,
  thresholdMethod: 'fixed',
  zones: [],
  recipe: { kind: 'bloom', software: { name: 'Bloomline', version: '1' }, created: '2026-08-01T00:00:00Z', inputs: [], parameters: {}, rules: [], coverageRule: '', areaRule: '', warnings: [], simulated: true },
} as unknown as AssessmentResult; // prettier-ignore

/** A workspace with three people and two assessments: the first submitted and approved, the second a draft. */
export async function signedWorkspace(folder: string): Promise<void> {
  const catalogue = await openCatalogue(folder, { create: true });
  const { people, reviews, assessments } = catalogue;
  const admin = await people.add('os', { name: '赵管', role: 'admin', pin: pins.admin });
  const analyst = await people.add('赵管', { name: '李析', role: 'analyst', pin: pins.analyst });
  const reviewer = await people.add('赵管', { name: '王审', role: 'reviewer', pin: pins.reviewer });
  people.seat(admin.id);
  for (const name of ['一期', '二期']) assessments.add('李析', { name, sceneIds: [], zoneIds: [], result });
  await people.signIn(analyst.id, pins.analyst);
  reviews.step('李析', 1, 'submit');
  await people.signIn(reviewer.id, pins.reviewer);
  reviews.approve('王审', 1, { issuedBy: '陈签' });
  catalogue.close();
}

/** Someone at the file with another program: no trigger holds, and nothing is noted as an outside change. */
export function behind(folder: string, work: (db: Database.Database) => void): void {
  const db = new Database(join(folder, 'catalogue.gpkg'));
  registerGeometryFunctions(db);
  for (const name of db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .pluck()
    .all() as string[])
    db.exec(`DROP TRIGGER "${name}"`);
  db.pragma('foreign_keys = OFF');
  work(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Every line of the journal hashed again from the first on, as a forger would. */
export function rebuildChain(db: Database.Database): void {
  let previous = '0'.repeat(64);
  const lines = db.prepare('SELECT * FROM journal ORDER BY id').all() as Record<string, string & number>[];
  for (const { id, time, who, action, table_name, row_id, before, after } of lines) {
    previous = lineHash(previous, { id, time, who, action, table: table_name, row: row_id, before, after });
    db.prepare('UPDATE journal SET hash = ? WHERE id = ?').run(previous, id);
  }
}

/** A column of the JSON that a line of the journal keeps. */
export function editLine(
  db: Database.Database,
  where: string,
  change: (after: Record<string, unknown>) => Record<string, unknown>,
): void {
  const { id, after } = db.prepare(`SELECT id, after FROM journal WHERE ${where} ORDER BY id DESC`).get() as {
    id: number;
    after: string;
  };
  db.prepare('UPDATE journal SET after = ? WHERE id = ?').run(canonicalJson(change(JSON.parse(after))), id);
}

export const errorsOf = async (folder: string): Promise<string[]> =>
  (await doctor(folder)).filter(f => f.severity === 'error').map(f => f.message);
export const warningsOf = async (folder: string): Promise<string[]> =>
  (await doctor(folder)).filter(f => f.severity === 'warning').map(f => f.message);
