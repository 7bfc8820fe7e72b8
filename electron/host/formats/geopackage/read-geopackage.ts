import type Database from 'better-sqlite3';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Zone } from '#core/zones/zone.ts';
import { closeRing } from '#core/zones/rings.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import { decodeGeometry } from './geopackage-geometry.ts';
import { quoteName } from './geopackage-schema.ts';
import { looksLikeSqlite, openReadOnly } from './open-sqlite.ts';
import { crsOfSrsRow } from '#host/formats/vector/vector-crs.ts';
import type {
  Feature,
  VectorLayer,
  VectorLayerInfo,
  VectorSource,
} from '#host/formats/vector/vector-source.ts';

interface LayerRow {
  name: string;
  column: string;
  srs: number;
}

/** The feature tables of a GeoPackage. All wanted rows are read at once; nothing stays open. */
export async function openGeoPackage(path: string): Promise<VectorSource> {
  const kind = looksLikeSqlite(path);
  if (kind !== 'database')
    throw wrong(path, kind === 'empty' ? say('vector.empty') : say('vector.not-a-database'));
  const layers = withDatabase(path, db => layerRows(path, db).map(row => describe(db, row)));
  return {
    layers,
    read: name =>
      withDatabase(path, db =>
        readLayer(
          db,
          layerRows(path, db).find(row => row.name === name)!,
        ),
      ),
  };
}

const wrong = (path: string, said: Said, cause?: unknown) =>
  new BloomlineError('zones-unreadable', path, said, { cause });

function withDatabase<T>(path: string, use: (db: Database.Database) => T): T {
  let opened: ReturnType<typeof openReadOnly> | null = null;
  try {
    opened = openReadOnly(path);
    return use(opened.db);
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    throw wrong(path, say('vector.geopackage-unreadable', { what: (error as Error).message }), error);
  } finally {
    opened?.close();
  }
}

function layerRows(path: string, db: Database.Database): LayerRow[] {
  const tables = db
    .prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('gpkg_contents', 'gpkg_geometry_columns')")
    .pluck()
    .get();
  if (tables !== 2) throw wrong(path, say('vector.geopackage-tables'));
  return db
    .prepare(
      `SELECT c.table_name AS name, g.column_name AS "column", g.srs_id AS srs FROM gpkg_contents c
       JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) WHERE c.data_type = 'features' ORDER BY c.rowid`,
    )
    .all() as LayerRow[];
}

function columnsOf(db: Database.Database, row: LayerRow): { name: string; type: string }[] {
  const columns = db.pragma(`table_info(${quoteName(row.name)})`) as {
    name: string;
    type: string;
    pk: number;
  }[];
  return columns.filter(c => c.pk === 0 && c.name.toLowerCase() !== row.column.toLowerCase());
}

function describe(db: Database.Database, row: LayerRow): VectorLayerInfo {
  return {
    name: row.name,
    features: db
      .prepare(`SELECT count(*) FROM ${quoteName(row.name)}`)
      .pluck()
      .get() as number,
    fields: columnsOf(db, row).map(c => c.name),
    encoding: 'UTF-8',
    crs: crsOf(db, row)?.name ?? null,
  };
}

function crsOf(db: Database.Database, row: LayerRow) {
  const srs = db.prepare(
    'SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
  );
  return crsOfSrsRow(srs.get(row.srs) as Parameters<typeof crsOfSrsRow>[0]);
}

function readLayer(db: Database.Database, row: LayerRow): VectorLayer {
  const columns = columnsOf(db, row);
  const names = [row.column, ...columns.map(c => c.name)].map(quoteName).join(', ');
  const items: Feature[] = [];
  for (const values of db
    .prepare(`SELECT ${names} FROM ${quoteName(row.name)}`)
    .raw()
    .iterate() as Iterable<unknown[]>) {
    const attributes: Zone['attributes'] = {};
    columns.forEach((column, i) => (attributes[column.name] = plain(values[i + 1], column.type)));
    items.push({ ...shapeOf(values[0]), attributes });
  }
  const definition = crsOf(db, row);
  return {
    ...describe(db, row),
    definition,
    textFields: columns.filter(c => /CHAR|TEXT|CLOB/i.test(c.type)).map(c => c.name),
    items,
    notes: definition ? [] : [inEnglish('vector.layer-crs')],
  };
}

function plain(value: unknown, type: string): string | number | boolean | null {
  if (/^BOOL/i.test(type) && typeof value === 'number') return value !== 0;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' ? value : null;
}

function shapeOf(blob: unknown): Pick<Feature, 'polygons' | 'other' | 'shape' | 'note'> {
  if (!(blob instanceof Uint8Array)) return { polygons: [], other: inEnglish('vector.no-geometry') };
  try {
    const { geometry } = decodeGeometry(blob);
    if (geometry.type === 'empty') return { polygons: [], other: inEnglish('vector.empty-geometry') };
    if (geometry.type === 'point') return { polygons: [], other: 'Point', shape: geometry };
    if (geometry.type === 'line') return { polygons: [], other: 'LineString', shape: geometry };
    if (geometry.type === 'other') return { polygons: [], other: geometry.name };
    const polygons = geometry.polygons
      .map(polygon => polygon.map(closeRing))
      .filter(polygon => polygon.length > 0);
    if (polygons.some(p => p.some(r => r.length < 4)))
      return { polygons: [], other: inEnglish('vector.short-ring') };
    const finite = polygons.every(p =>
      p.every(r => r.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))),
    );
    const note = geometry.note === undefined ? {} : { note: geometry.note };
    return finite
      ? { polygons, other: null, ...note }
      : { polygons: [], other: inEnglish('vector.no-numbers') };
  } catch (error) {
    return {
      polygons: [],
      other: inEnglish('vector.geometry-unreadable', { what: (error as Error).message }),
    };
  }
}
