import { BloomlineError } from '#core/foundation/errors.ts';
import { siteKinds, type FieldValues, type Site, type SiteCard } from '#core/plots/site.ts';
import { say } from '#core/words/said.ts';
import { fieldsOfColumn, pointColumn, pointOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter, Row, SqlValue } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { journalOfSite } from '#host/catalogue/store/journal.ts';
import { listObservations } from './observations.ts';
import { sitePartTables } from '#host/catalogue/store/site-parts.ts';
import { listPhotos } from './photos.ts';
import { listQuadrats, listRows, listTracks, outlineOf } from './plot-parts.ts';

export interface SiteRow {
  id: number;
  geom: Uint8Array;
  name: string | null;
  code: string | null;
  kind: string | null;
  note: string | null;
  side_m: number | null;
  fields: string | null;
  simulated: number | null;
  observations: number;
  latest: string | null;
}

export interface NewSite {
  name: string;
  kind: string;
  code?: string;
  /** CGCS2000, degrees. */
  lon: number;
  lat: number;
  note?: string;
  /** Side of a square plot, metres. */
  sideM?: number | null;
  fields?: FieldValues;
  simulated?: boolean;
  importId?: number;
}

/** The columns of a site; `observations` and `latest` count what was not superseded. */
export const siteColumns = `id, geom, name, code, kind, note, side_m, fields, simulated,
  (SELECT count(*) FROM observation o WHERE o.site_id = site.id AND o.superseded_by IS NULL) AS observations,
  (SELECT substr(max(o.time), 1, 10) FROM observation o WHERE o.site_id = site.id AND o.superseded_by IS NULL) AS latest`;

export function listSites(reader: CatalogueReader, where = 'geom NOTNULL', ...values: SqlValue[]): Site[] {
  return reader
    .all<SiteRow>(`SELECT ${siteColumns} FROM site WHERE ${where} ORDER BY id`, ...values)
    .flatMap(row => toSite(row) ?? []);
}

export function getSite(reader: CatalogueReader, id: number): Site {
  const row = reader.get<SiteRow>(`SELECT ${siteColumns} FROM site WHERE id = ?`, id);
  const site = row && toSite(row);
  if (!site) throw new BloomlineError('not-found', `site ${id}`, say('catalogue.no-such-site', { id }));
  return site;
}

export function siteCard(reader: CatalogueReader, id: number, directory: string): SiteCard {
  return {
    site: getSite(reader, id),
    observations: listObservations(reader, id),
    outline: outlineOf(reader, id),
    quadrats: listQuadrats(reader, id),
    rows: listRows(reader, id),
    tracks: listTracks(reader, id),
    photos: listPhotos(reader, id, directory),
    journal: journalOfSite(reader, id),
  };
}

export function addSite(tx: CatalogueWriter, site: NewSite): Site {
  checkKind(site.kind);
  return getSite(tx, insertSite(tx, site));
}

/** As `addSite`, answering the number only: for many. */
export function insertSite(tx: CatalogueWriter, site: NewSite): number {
  const { name, kind, lon, lat, code = '', note = '', sideM = null, fields = {}, simulated = false } = site;
  return tx.insert('site', {
    geom: pointColumn(lon, lat),
    name,
    kind,
    note,
    simulated: simulated ? 1 : 0,
    code,
    side_m: sideM,
    fields: canonicalJson(fields),
    ...(site.importId !== undefined && { import_id: site.importId }),
  });
}

export function updateSite(
  tx: CatalogueWriter,
  id: number,
  changes: Partial<Omit<NewSite, 'simulated' | 'importId'>>,
): Site {
  const site = getSite(tx, id);
  const { name, kind, code, note, sideM, fields, lon = site.lon, lat = site.lat } = changes;
  if (kind !== undefined && kind !== site.kind) checkKind(kind);
  const row: Row = {};
  if (name !== undefined) row.name = name;
  if (kind !== undefined) row.kind = kind;
  if (code !== undefined) row.code = code;
  if (note !== undefined) row.note = note;
  if (sideM !== undefined) row.side_m = sideM;
  if (fields !== undefined) row.fields = canonicalJson(fields);
  if (lon !== site.lon || lat !== site.lat) row.geom = pointColumn(lon, lat);
  tx.update('site', id, row);
  return getSite(tx, id);
}

/** With everything that belongs to it; all of it stays in the journal. */
export function removeSite(tx: CatalogueWriter, id: number): void {
  for (const table of sitePartTables) {
    // A correction goes before what it corrects, for the older one refers to it.
    const parts = tx.all<{ id: number }>(`SELECT id FROM ${table} WHERE site_id = ? ORDER BY id`, id);
    if (table === 'observation')
      for (const part of parts) tx.update('observation', part.id, { superseded_by: null });
    for (const part of parts) tx.remove(table, part.id);
  }
  tx.remove('site', id);
}

export function checkKind(kind: string): void {
  if (!Object.hasOwn(siteKinds, kind)) {
    throw new BloomlineError(
      'bad-input',
      kind,
      say('catalogue.no-such-site-kind', { kinds: Object.keys(siteKinds).join(', ') }),
    );
  }
}

export function toSite(row: SiteRow): Site | null {
  const point = pointOfColumn(row.geom);
  if (!point) return null;
  return {
    id: row.id,
    name: row.name ?? '',
    code: row.code ?? '',
    kind: row.kind ?? '',
    lon: point[0],
    lat: point[1],
    note: row.note ?? '',
    sideM: row.side_m,
    fields: fieldsOfColumn(row.fields),
    observations: row.observations,
    latest: row.latest,
    simulated: row.simulated === 1,
  };
}
