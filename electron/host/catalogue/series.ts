import type { SceneRow } from '#core/bloom/series.ts';
import type { BloomOptions, SeriesHead } from '#core/contract/series.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

export interface NewSeries {
  name: string;
  folder: string;
  zoneIds: number[];
  options: BloomOptions;
}

/** A scene that was gone through: the row of numbers, or why it has none. */
export interface SeriesEntry {
  scene: string;
  fingerprint: string;
  row: SceneRow | null;
  problem: string | null;
}

interface HeadRow {
  id: number;
  name: string;
  folder: string;
  zone_ids: string;
  options: string;
  created: string;
  author: string;
  scenes: number;
  skipped: number;
  first: string | null;
  last: string | null;
}

const heads = `SELECT s.id, name, folder, zone_ids, options, created, author,
    count(e.result) AS scenes, count(e.problem) AS skipped, min(e.date) AS first, max(e.date) AS last
  FROM series s LEFT JOIN series_entry e ON e.series_id = s.id`;

export function addSeries(tx: CatalogueWriter, author: string, added: NewSeries): SeriesHead {
  const id = tx.insert('series', {
    name: added.name,
    folder: added.folder,
    zone_ids: JSON.stringify(added.zoneIds),
    options: canonicalJson(added.options),
    created: new Date().toISOString(),
    author,
  });
  return getSeries(tx, id);
}

/** Newest first. */
export function listSeries(reader: CatalogueReader): SeriesHead[] {
  return reader.all<HeadRow>(`${heads} GROUP BY s.id ORDER BY s.id DESC`).map(toHead);
}

export function getSeries(reader: CatalogueReader, id: number): SeriesHead {
  const row = reader.get<HeadRow>(`${heads} WHERE s.id = ? GROUP BY s.id`, id);
  if (!row) throw new BloomlineError('not-found', `series ${id}`, say('series.no-such-series', { id }));
  return toHead(row);
}

function toHead({ zone_ids, options, ...row }: HeadRow): SeriesHead {
  return {
    ...row,
    zoneIds: JSON.parse(zone_ids) as number[],
    options: JSON.parse(options) as BloomOptions,
  };
}

export function removeSeries(tx: CatalogueWriter, id: number): void {
  for (const table of ['series_entry', 'bloom_warning'])
    for (const row of tx.all<{ id: number }>(`SELECT id FROM ${table} WHERE series_id = ? ORDER BY id`, id))
      tx.remove(table, row.id);
  tx.remove('series', id);
}

/** The scenes that were gone through, by name. */
export function listEntries(reader: CatalogueReader, id: number): SeriesEntry[] {
  return reader
    .all<{
      scene: string;
      fingerprint: string;
      result: string | null;
      problem: string | null;
    }>(
      'SELECT scene, fingerprint, result, problem FROM series_entry WHERE series_id = ? ORDER BY date, scene',
      id,
    )
    .map(({ scene, fingerprint, result, problem }) => ({
      scene,
      fingerprint,
      problem,
      row: result === null ? null : (JSON.parse(result) as SceneRow),
    }));
}

/** Puts entries in the place of those of the same scene. */
export function putEntries(tx: CatalogueWriter, id: number, entries: readonly SeriesEntry[]): void {
  for (const { scene, fingerprint, row, problem } of entries) {
    const there = tx.get<{ id: number }>(
      'SELECT id FROM series_entry WHERE series_id = ? AND scene = ?',
      id,
      scene,
    );
    const content = {
      date: row?.date ?? null,
      fingerprint,
      result: row && canonicalJson(row),
      problem,
      made: new Date().toISOString(),
    };
    if (there) tx.update('series_entry', there.id, content);
    else tx.insert('series_entry', { series_id: id, scene, ...content });
  }
}

/** Forgets the entries of a series whose zones are others now. */
export function keepZones(tx: CatalogueWriter, id: number, zonesSha256: string): void {
  const { zones_sha256: last } = tx.get<{ zones_sha256: string }>(
    'SELECT zones_sha256 FROM series WHERE id = ?',
    id,
  )!;
  if (last === zonesSha256) return;
  for (const row of tx.all<{ id: number }>('SELECT id FROM series_entry WHERE series_id = ? ORDER BY id', id))
    tx.remove('series_entry', row.id);
  tx.update('series', id, { zones_sha256: zonesSha256 });
}

export const seriesOf = ({ reader, write }: Handle) => ({
  list: () => listSeries(reader),
  get: (id: number) => getSeries(reader, id),
  entries: (id: number) => listEntries(reader, id),
  add: (who: string, added: NewSeries) => write(who, tx => addSeries(tx, who, added)),
  put: (who: string, id: number, entries: readonly SeriesEntry[]) =>
    write(who, tx => putEntries(tx, id, entries)),
  keepZones: (who: string, id: number, zonesSha256: string) =>
    write(who, tx => keepZones(tx, id, zonesSha256)),
  remove: (who: string, id: number) => write(who, tx => removeSeries(tx, id)),
});
