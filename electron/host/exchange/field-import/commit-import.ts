import { basename } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { ImportPlan } from '#core/plots/plan-import.ts';
import { putBack, siteSays, withUpdates, type SiteUpdate } from '#core/plots/site-updates.ts';
import type { ImportEntry, ImportReport } from '#core/plots/import-report.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { ensureParameter } from '#host/catalogue/observations.ts';
import { addPhoto, storePhotoBytes, type StoredPhoto } from '#host/catalogue/photos.ts';
import { addRow, addTrack, setOutline } from '#host/catalogue/plot-parts.ts';
import { getSite, insertSite, updateSite } from '#host/catalogue/sites.ts';
import type { ReadImport } from './read-import.ts';

export interface CommitOptions {
  who: string;
  onProgress?: (done: number, total: number) => void;
  /** Asked every thousand rows; true leaves the catalogue as it was. */
  isCancelled?: () => boolean;
}

/** Writes what was read: all of it in one transaction, or nothing. Photos are stored first; unused ones do no harm. */
export async function commitImport(
  catalogue: Catalogue,
  read: ReadImport,
  options: CommitOptions,
): Promise<ImportReport> {
  const asked = read.report.notes.find(note => note.code === 'dates-ambiguous');
  if (asked) {
    const { column = '', value: text = '' } = asked;
    throw new BloomlineError('bad-input', read.report.file, say('field.dates-ambiguous', { column, text }));
  }
  const stored = new Map<string, StoredPhoto>();
  for (const { name } of read.plan.photos) {
    const bytes = read.file.media.get(basename(name));
    if (bytes && !stored.has(name))
      stored.set(name, await storePhotoBytes(catalogue.directory, basename(name), bytes));
  }
  const importId = catalogue.write(options.who, tx => write(tx, catalogue, read, stored, options));
  return { ...read.report, importId };
}

function write(
  tx: CatalogueWriter,
  { parameters }: Catalogue,
  { plan, report, sha256 }: ReadImport,
  stored: ReadonlyMap<string, StoredPhoto>,
  { who, onProgress, isCancelled }: CommitOptions,
): number {
  const total = plan.sites.length + plan.observations.length + plan.listRows.length;
  let done = 0;
  const step = () => {
    if (++done % 1000 !== 0) return;
    if (isCancelled?.()) throw new BloomlineError('cancelled', report.file, say('field.cancelled'));
    onProgress?.(done, total);
  };
  const taken = plan.updates.filter(update => update.taken);
  const importId = tx.insert('import', {
    time: new Date().toISOString(),
    who,
    file: report.file,
    sha256,
    mapping: canonicalJson({ ...report.mapping, updates: taken.length > 0 ? taken : 'none' }),
    sites: report.sites,
    observations: report.observations,
    photos: report.photos,
    rejected: report.rejected.length,
  });
  for (const id of new Set(plan.observations.map(o => o.parameter)))
    ensureParameter(
      tx,
      parameters.find(p => p.id === id)!,
    );
  const sites = plan.sites.map(site => {
    step();
    if (site.existing !== null) {
      const updates = taken.filter(({ siteId }) => siteId === site.existing);
      if (updates.length > 0)
        updateSite(tx, site.existing, withUpdates(getSite(tx, site.existing), site, updates));
      return site.existing;
    }
    const id = insertSite(tx, { ...site, importId });
    if (site.outline) setOutline(tx, id, site.outline);
    if (site.tracks.length > 0)
      addTrack(tx, id, { name: site.name, started: null, ended: null, lines: site.tracks }, importId);
    return id;
  });
  const file = basename(report.file);
  const values = observationRows(plan, sites, file, importId);
  tx.insertMany('observation', observationColumns, counted(step, values), plan.observations.length);
  const reasons = noValueRows(plan, sites, file, importId);
  tx.insertMany('no_value', noValueColumns, counted(step, reasons), plan.noValues.length);
  addCruiseTracks(tx, cruisesOf(plan, sites), importId);
  for (const { site, list, fields } of plan.listRows) {
    step();
    addRow(tx, sites[site], { list, fields, importId });
  }
  for (const { site, name } of plan.photos) {
    const photo = stored.get(name);
    if (photo) addPhoto(tx, sites[site], photo, { importId });
  }
  return importId;
}

const observationColumns = [
  'site_id',
  'time',
  'parameter',
  'value',
  'unit',
  'method',
  'observer',
  'flag',
  'flag_reason',
  'depth_m',
  'censored',
  'detection_limit',
  'vertical',
  'layer',
  'lon',
  'lat',
  'source',
  'import_id',
];

function* observationRows(
  { observations }: ImportPlan,
  sites: readonly number[],
  file: string,
  importId: number,
) {
  for (const o of observations)
    yield [
      sites[o.site],
      o.time,
      o.parameter,
      o.value,
      o.unit,
      o.method,
      o.observer,
      o.flag,
      o.flagReason,
      o.depthM,
      o.censored,
      o.detectionLimit,
      o.vertical,
      o.layer,
      o.lon,
      o.lat,
      `${file} #${o.row}`,
      importId,
    ];
}

const noValueColumns = [
  'site_id',
  'time',
  'parameter',
  'reason',
  'vertical',
  'layer',
  'observer',
  'source',
  'import_id',
];

function* noValueRows({ noValues }: ImportPlan, sites: readonly number[], file: string, importId: number) {
  for (const n of noValues)
    yield [
      sites[n.site],
      n.time,
      n.parameter,
      n.reason,
      n.vertical,
      n.layer,
      n.observer,
      `${file} #${n.row}`,
      importId,
    ];
}

function* counted<T>(step: () => void, rows: Iterable<T>): Generator<T> {
  for (const row of rows) {
    step();
    yield row;
  }
}

interface CruisePoints {
  siteId: number;
  name: string;
  points: { time: string; place: number[] }[];
}

function cruisesOf(plan: ReadImport['plan'], sites: readonly number[]): CruisePoints[] {
  const cruises = new Map<number, CruisePoints>();
  for (const { site, time, lon, lat } of plan.observations) {
    if (lon === null || lat === null) continue;
    const cruise = cruises.get(site) ?? { siteId: sites[site], name: plan.sites[site].name, points: [] };
    cruises.set(site, cruise);
    const last = cruise.points.at(-1);
    if (last?.place[0] !== lon || last.place[1] !== lat) cruise.points.push({ time, place: [lon, lat] });
  }
  return [...cruises.values()];
}

/** The way of a cruise, from the places of its measurements in the order of the file. */
function addCruiseTracks(tx: CatalogueWriter, cruises: readonly CruisePoints[], importId: number): void {
  for (const { siteId, name, points } of cruises) {
    if (points.length < 2) continue;
    const times = points.map(p => p.time).sort();
    const track = { name, started: times[0], ended: times.at(-1)!, lines: [points.map(p => p.place)] };
    addTrack(tx, siteId, track, importId);
  }
}

/** Committed imports, the newest first. */
export function listImports(reader: CatalogueReader): ImportEntry[] {
  return reader.all<ImportEntry>(
    'SELECT id, time, who, file, sites, observations, photos, rejected, reverted FROM import ORDER BY id DESC',
  );
}

/**
 * Takes an import back as one step: everything that came with it goes. Refused where somebody has added to its sites or
 * corrected its observations since, naming the site.
 */
export function revertImport(tx: CatalogueWriter, importId: number): void {
  const entry = tx.get<{ reverted: string | null; mapping: string }>(
    'SELECT reverted, mapping FROM import WHERE id = ?',
    importId,
  );
  if (!entry)
    throw new BloomlineError(
      'not-found',
      `import ${importId}`,
      say('catalogue.no-such-import', { id: importId }),
    );
  if (entry.reverted)
    throw new BloomlineError('bad-input', `import ${importId}`, say('field.taken-back-already'));
  refuseWhereUsed(tx, importId);
  const { updates } = JSON.parse(entry.mapping) as { updates?: string | SiteUpdate[] };
  for (const update of Array.isArray(updates) ? updates : []) undoUpdate(tx, update);
  const remove = (table: string, where: string) => {
    for (const { id } of tx.all<{ id: number }>(
      `SELECT id FROM ${table} WHERE ${where} ORDER BY id DESC`,
      importId,
    ))
      tx.remove(table, id);
  };
  for (const table of ['photo', 'plot_row', 'observation', 'no_value', 'track'])
    remove(table, 'import_id = ?');
  remove('outline', 'site_id IN (SELECT id FROM site WHERE import_id = ?)');
  remove('site', 'import_id = ?');
  tx.update('import', importId, { reverted: new Date().toISOString() });
}

/** Gives a field of a known site back what stood there before the import. */
function undoUpdate(tx: CatalogueWriter, update: SiteUpdate): void {
  if (!tx.get('SELECT id FROM site WHERE id = ?', update.siteId)) return;
  const site = getSite(tx, update.siteId);
  if (siteSays(site, update.field) !== update.new)
    throw new BloomlineError('bad-input', site.name, say('field.worked-on-since'));
  updateSite(tx, site.id, putBack(site, update));
}

function refuseWhereUsed(tx: CatalogueWriter, importId: number): void {
  for (const table of ['observation', 'plot_row', 'photo']) {
    const used = tx.get<{ name: string }>(
      `SELECT s.name AS name FROM ${table} t JOIN site s ON s.id = t.site_id
       WHERE s.import_id = ? AND t.import_id IS NOT ? LIMIT 1`,
      importId,
      importId,
    );
    if (used) throw new BloomlineError('bad-input', used.name, say('field.added-to-since'));
  }
  const used = tx.get<{ name: string }>(
    `SELECT s.name AS name FROM quadrat q JOIN site s ON s.id = q.site_id WHERE s.import_id = ? LIMIT 1`,
    importId,
  );
  const corrected = tx.get<{ name: string }>(
    `SELECT s.name AS name FROM observation o JOIN site s ON s.id = o.site_id
     WHERE o.import_id = ? AND o.superseded_by IS NOT NULL LIMIT 1`,
    importId,
  );
  if (used ?? corrected)
    throw new BloomlineError('bad-input', (used ?? corrected)!.name, say('field.worked-on-since'));
}
