import { BloomlineError } from '#core/contract/errors.ts';
import { siteKinds, type Site, type SiteCard } from '#core/contract/plots.ts';
import { pointColumn, pointOfColumn } from './geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter, Handle, SqlValue } from './handles.ts';
import { journalOfSite } from './journal.ts';
import { listObservations } from './observations.ts';

interface SiteRow {
  id: number;
  geom: Uint8Array;
  name: string | null;
  kind: string | null;
  note: string | null;
  simulated: number | null;
  observations: number;
  latest: string | null;
}

export interface NewSite {
  name: string;
  kind: string;
  /** CGCS2000, degrees. */
  lon: number;
  lat: number;
  note?: string;
  simulated?: boolean;
}

export interface SiteFilter {
  kind?: string;
  /** ISO dates, both inclusive: sites with an observation between them. */
  from?: string;
  to?: string;
  /** [west, south, east, north] in degrees. */
  box?: readonly [number, number, number, number];
}

const select = `SELECT id, geom, name, kind, note, simulated,
  (SELECT count(*) FROM observation o WHERE o.site_id = site.id) AS observations,
  (SELECT substr(max(o.time), 1, 10) FROM observation o WHERE o.site_id = site.id) AS latest FROM site`;

export function listSites(reader: CatalogueReader, { kind, from, to, box }: SiteFilter = {}): Site[] {
  const conditions = ['geom NOTNULL'];
  const values: SqlValue[] = [];
  if (kind !== undefined) {
    conditions.push('kind = ?');
    values.push(kind);
  }
  if (from !== undefined || to !== undefined) {
    conditions.push(
      'EXISTS (SELECT 1 FROM observation o WHERE o.site_id = site.id AND substr(o.time, 1, 10) BETWEEN ? AND ?)',
    );
    values.push(from ?? '0000-00-00', to ?? '9999-99-99');
  }
  if (box) {
    conditions.push(
      'id IN (SELECT id FROM rtree_site_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)',
    );
    values.push(box[0], box[2], box[1], box[3]);
  }
  return reader
    .all<SiteRow>(`${select} WHERE ${conditions.join(' AND ')} ORDER BY id`, ...values)
    .flatMap(row => toSite(row) ?? []);
}

export function getSite(reader: CatalogueReader, id: number): Site {
  const row = reader.get<SiteRow>(`${select} WHERE id = ?`, id);
  const site = row && toSite(row);
  if (!site) throw new BloomlineError('not-found', `site ${id}`, `there is no site with number ${id}`);
  return site;
}

export function siteCard(reader: CatalogueReader, id: number): SiteCard {
  return {
    site: getSite(reader, id),
    observations: listObservations(reader, id),
    journal: journalOfSite(reader, id),
  };
}

export function addSite(
  tx: CatalogueWriter,
  { name, kind, lon, lat, note = '', simulated = false }: NewSite,
): Site {
  checkKind(kind);
  const id = tx.insert('site', {
    geom: pointColumn(lon, lat),
    name,
    kind,
    note,
    simulated: simulated ? 1 : 0,
  });
  return getSite(tx, id);
}

export function updateSite(
  tx: CatalogueWriter,
  id: number,
  changes: Partial<Omit<NewSite, 'simulated'>>,
): Site {
  const site = getSite(tx, id);
  const { name = site.name, kind = site.kind, note = site.note, lon = site.lon, lat = site.lat } = changes;
  if (kind !== site.kind) checkKind(kind);
  const moved = lon !== site.lon || lat !== site.lat;
  tx.update('site', id, { name, kind, note, ...(moved && { geom: pointColumn(lon, lat) }) });
  return getSite(tx, id);
}

/** With its observations; all of them stay in the journal. */
export function removeSite(tx: CatalogueWriter, id: number): void {
  for (const observation of tx.all<{ id: number }>(
    'SELECT id FROM observation WHERE site_id = ? ORDER BY id',
    id,
  )) {
    tx.remove('observation', observation.id);
  }
  tx.remove('site', id);
}

function checkKind(kind: string): void {
  if (!Object.hasOwn(siteKinds, kind)) {
    throw new BloomlineError(
      'bad-input',
      kind,
      `is no kind of site; kinds are ${Object.keys(siteKinds).join(', ')}`,
    );
  }
}

function toSite(row: SiteRow): Site | null {
  const point = pointOfColumn(row.geom);
  if (!point) return null;
  return {
    id: row.id,
    name: row.name ?? '',
    kind: row.kind ?? '',
    lon: point[0],
    lat: point[1],
    note: row.note ?? '',
    observations: row.observations,
    latest: row.latest,
    simulated: row.simulated === 1,
  };
}

export const sitesOf = ({ reader, write }: Handle) => ({
  list: (filter?: SiteFilter) => listSites(reader, filter),
  get: (id: number) => getSite(reader, id),
  card: (id: number) => siteCard(reader, id),
  add: (who: string, site: NewSite) => write(who, tx => addSite(tx, site)),
  update: (who: string, id: number, changes: Partial<Omit<NewSite, 'simulated'>>) =>
    write(who, tx => updateSite(tx, id, changes)),
  remove: (who: string, id: number) => write(who, tx => removeSite(tx, id)),
});
