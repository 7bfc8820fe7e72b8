import type { FieldValues, PlotRow, Quadrat, Track } from '#core/plots/site.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import {
  fieldsOfColumn,
  linesColumn,
  linesOfColumn,
  polygonColumn,
  polygonsOfColumn,
} from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

/** What lies inside a plot: its outline, its quadrats with their rows, and the tracks of a cruise. */

/** The outline of a plot in CGCS2000; empty where it is a point. */
export function outlineOf(reader: CatalogueReader, siteId: number): MultiPolygon {
  return reader
    .all<{ geom: Uint8Array | null }>('SELECT geom FROM outline WHERE site_id = ? ORDER BY id', siteId)
    .flatMap(row => polygonsOfColumn(row.geom));
}

/** Gives a plot its outline, in place of the one it had; an empty one takes it away. */
export function setOutline(tx: CatalogueWriter, siteId: number, outline: MultiPolygon): void {
  const there = tx.all<{ id: number }>('SELECT id FROM outline WHERE site_id = ? ORDER BY id', siteId);
  if (outline.length > 0) {
    if (there.length > 0) tx.update('outline', there[0].id, { geom: polygonColumn(outline) });
    else tx.insert('outline', { geom: polygonColumn(outline), site_id: siteId });
  }
  for (const { id } of there.slice(outline.length > 0 ? 1 : 0)) tx.remove('outline', id);
}

interface QuadratRow {
  id: number;
  geom: Uint8Array | null;
  siteId: number;
  name: string;
  kind: string;
  sideM: number;
  fields: string;
}

export function listQuadrats(reader: CatalogueReader, siteId: number): Quadrat[] {
  return reader
    .all<QuadratRow>(
      'SELECT id, geom, site_id AS siteId, name, kind, side_m AS sideM, fields FROM quadrat WHERE site_id = ? ORDER BY id',
      siteId,
    )
    .map(({ geom, fields, ...row }) => ({
      ...row,
      geometry: polygonsOfColumn(geom),
      fields: fieldsOfColumn(fields),
    }));
}

export interface NewQuadrat {
  name: string;
  kind: string;
  sideM: number;
  geometry: MultiPolygon;
  fields?: FieldValues;
}

export function addQuadrat(tx: CatalogueWriter, siteId: number, quadrat: NewQuadrat): number {
  return tx.insert('quadrat', {
    geom: polygonColumn(quadrat.geometry),
    site_id: siteId,
    name: quadrat.name,
    kind: quadrat.kind,
    side_m: quadrat.sideM,
    fields: canonicalJson(quadrat.fields ?? {}),
  });
}

export function updateQuadrat(tx: CatalogueWriter, id: number, changes: Partial<NewQuadrat>): void {
  const { name, kind, sideM, geometry, fields } = changes;
  tx.update('quadrat', id, {
    ...(name !== undefined && { name }),
    ...(kind !== undefined && { kind }),
    ...(sideM !== undefined && { side_m: sideM }),
    ...(geometry !== undefined && { geom: polygonColumn(geometry) }),
    ...(fields !== undefined && { fields: canonicalJson(fields) }),
  });
}

/** With its rows; what was measured in it stays with the plot. */
export function removeQuadrat(tx: CatalogueWriter, id: number): void {
  for (const row of tx.all<{ id: number }>('SELECT id FROM plot_row WHERE quadrat_id = ? ORDER BY id', id))
    tx.remove('plot_row', row.id);
  for (const row of tx.all<{ id: number }>('SELECT id FROM observation WHERE quadrat_id = ? ORDER BY id', id))
    tx.update('observation', row.id, { quadrat_id: null });
  tx.remove('quadrat', id);
}

export function listRows(reader: CatalogueReader, siteId: number): PlotRow[] {
  return reader
    .all<Omit<PlotRow, 'fields'> & { fields: string }>(
      'SELECT id, quadrat_id AS quadratId, list, time, fields FROM plot_row WHERE site_id = ? ORDER BY list, quadrat_id, id',
      siteId,
    )
    .map(({ fields, ...row }) => ({ ...row, fields: fieldsOfColumn(fields) }));
}

export interface NewRow {
  quadratId?: number | null;
  list: string;
  time?: string;
  fields: FieldValues;
  importId?: number;
}

export function addRow(tx: CatalogueWriter, siteId: number, row: NewRow): number {
  return tx.insert('plot_row', {
    site_id: siteId,
    quadrat_id: row.quadratId ?? null,
    list: row.list,
    time: row.time ?? '',
    fields: canonicalJson(row.fields),
    ...(row.importId !== undefined && { import_id: row.importId }),
  });
}

/** Makes the rows of a list what is given: rows with a number are changed, others added, absent ones removed. */
export function setRows(
  tx: CatalogueWriter,
  siteId: number,
  list: string,
  quadratId: number | null,
  rows: readonly { id?: number; fields: FieldValues }[],
): void {
  const there = tx.all<{ id: number }>(
    'SELECT id FROM plot_row WHERE site_id = ? AND list = ? AND quadrat_id IS ? ORDER BY id',
    siteId,
    list,
    quadratId,
  );
  for (const { id } of there) if (!rows.some(row => row.id === id)) tx.remove('plot_row', id);
  for (const row of rows) {
    if (row.id !== undefined && there.some(t => t.id === row.id))
      tx.update('plot_row', row.id, { fields: canonicalJson(row.fields) });
    else addRow(tx, siteId, { list, quadratId, fields: row.fields });
  }
}

export function listTracks(reader: CatalogueReader, siteId: number): Track[] {
  return reader
    .all<Omit<Track, 'lines'> & { geom: Uint8Array | null }>(
      'SELECT id, geom, name, started, ended FROM track WHERE site_id = ? ORDER BY id',
      siteId,
    )
    .map(({ geom, ...row }) => ({ ...row, lines: linesOfColumn(geom) }));
}

export function addTrack(
  tx: CatalogueWriter,
  siteId: number,
  track: Omit<Track, 'id'>,
  importId?: number,
): number {
  return tx.insert('track', {
    geom: linesColumn(track.lines),
    site_id: siteId,
    name: track.name,
    started: track.started,
    ended: track.ended,
    ...(importId !== undefined && { import_id: importId }),
  });
}
