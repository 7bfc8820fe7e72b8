import Database from 'better-sqlite3';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { rightHanded } from '#core/zones/rings.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { registerGeometryFunctions } from './geopackage-functions.ts';
import { encodeLines, encodePoint, encodePolygons } from './geopackage-geometry.ts';
import {
  applicationId,
  coreTables,
  metadataTables,
  quoteName,
  quoteText,
  registerFeatures,
  styleTable,
  userVersion,
} from './geopackage-schema.ts';

type Value = string | number | boolean | null | undefined;

export interface ExportFeature {
  /** Null in a layer without geometry. */
  geometry: MultiPolygon | { point: [number, number] } | { lines: number[][][] } | null;
  properties: Record<string, Value>;
}

export interface ExportLayer {
  name: string;
  /** `label` is the name for people. */
  fields: { name: string; type: 'text' | 'real' | 'integer'; label?: string }[];
  /** Longitude and latitude: CGCS2000 or WGS 84; null for a table without geometry. */
  srs: 4490 | 4326 | null;
  /** Of an empty layer, which does not tell by its features. */
  type?: 'POINT' | 'MULTIPOLYGON' | 'MULTILINESTRING';
  features: ExportFeature[];
  /** As QGIS keeps it (QML); the layer opens with it by default. */
  style?: { name: string; qml: string };
}

/**
 * A new GeoPackage with spatial indexes. `metadata` (the recipe) is kept as JSON in gpkg_metadata for the whole file.
 */
export async function writeGeoPackage(
  path: string,
  layers: ExportLayer[],
  metadata?: unknown,
): Promise<void> {
  await writeAtomically(path, part => {
    const db = new Database(part);
    try {
      db.pragma('journal_mode = MEMORY');
      db.pragma('synchronous = OFF'); // the finished file is made durable as a whole
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${userVersion}`);
      registerGeometryFunctions(db);
      db.transaction(() => {
        db.exec(coreTables);
        for (const layer of layers) writeLayer(db, layer);
        writeStyles(db, layers);
        if (metadata !== undefined) writeMetadata(db, metadata);
      })();
    } finally {
      db.close();
    }
  });
}

function writeLayer(db: Database.Database, layer: ExportLayer): void {
  if (layer.srs === null) return writeTable(db, layer);
  const kinds = new Set(layer.features.flatMap(f => (f.geometry ? [kindOf(f.geometry)] : [])));
  const [only] = kinds;
  const type = layer.type ?? (kinds.size === 1 ? only : kinds.size === 0 ? 'MULTIPOLYGON' : 'GEOMETRY');
  const columns = layer.fields
    .map(field => `, ${quoteName(field.name)} ${field.type.toUpperCase()}`)
    .join('');
  db.exec(
    `CREATE TABLE ${quoteName(layer.name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom ${type}${columns});`,
  );
  db.exec(registerFeatures(layer.name, 'fid', 'geom', type, layer.srs));

  const names = ['geom', ...layer.fields.map(f => f.name)].map(quoteName).join(', ');
  const places = ['?', ...layer.fields.map(() => '?')].join(', ');
  const insert = db.prepare(`INSERT INTO ${quoteName(layer.name)} (${names}) VALUES (${places})`);
  for (const { geometry, properties } of layer.features) {
    const blob = geometry && encoded(geometry, layer.srs);
    insert.run(blob, ...layer.fields.map(field => valueOf(properties[field.name], field.type)));
  }
  const index = quoteName(`rtree_${layer.name}_geom`);
  db.exec(
    `UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM ${index})
     WHERE table_name = ${quoteText(layer.name)};`,
  );
}

function writeStyles(db: Database.Database, layers: readonly ExportLayer[]): void {
  if (!layers.some(layer => layer.style)) return;
  db.exec(styleTable);
  const insert = db.prepare(
    `INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner)
     VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '')`,
  );
  for (const { name, style } of layers) if (style) insert.run(name, style.name, style.qml, style.name);
}

type Geometry = NonNullable<ExportFeature['geometry']>;

const kindOf = (geometry: Geometry) =>
  Array.isArray(geometry) ? 'MULTIPOLYGON' : 'point' in geometry ? 'POINT' : 'MULTILINESTRING';

function encoded(geometry: Geometry, srs: number): Buffer {
  if (Array.isArray(geometry)) return encodePolygons(rightHanded(geometry), srs);
  return 'point' in geometry ? encodePoint(...geometry.point, srs) : encodeLines(geometry.lines, srs);
}

/** A table without geometry, which other programs list among the layers. */
function writeTable(db: Database.Database, { name, fields, features }: ExportLayer): void {
  const columns = fields.map(field => `, ${quoteName(field.name)} ${field.type.toUpperCase()}`).join('');
  db.exec(`CREATE TABLE ${quoteName(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL${columns});
    INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (${quoteText(name)}, 'attributes', ${quoteText(name)});`);
  const insert = db.prepare(
    `INSERT INTO ${quoteName(name)} (${fields.map(f => quoteName(f.name)).join(', ')}) VALUES (${fields.map(() => '?').join(', ')})`,
  );
  for (const { properties } of features)
    insert.run(...fields.map(field => valueOf(properties[field.name], field.type)));
}

function valueOf(value: Value, type: 'text' | 'real' | 'integer'): string | number | null {
  if (value === null || value === undefined) return null;
  if (type === 'text') return String(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return null;
  return type === 'integer' ? Math.round(number) : number;
}

function writeMetadata(db: Database.Database, metadata: unknown): void {
  db.exec(metadataTables);
  db.prepare(
    "INSERT INTO gpkg_metadata (id, md_scope, md_standard_uri, mime_type, metadata) VALUES (1, 'dataset', 'https://www.rfc-editor.org/rfc/rfc8259', 'application/json', ?)",
  ).run(JSON.stringify(metadata));
  db.exec("INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) VALUES ('geopackage', 1);");
}
