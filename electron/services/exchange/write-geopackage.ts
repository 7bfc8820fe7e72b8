import Database from 'better-sqlite3';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { rightHanded } from '#core/zones/rings.ts';
import { writeAtomically } from '#services/export/atomic-file.ts';
import { registerGeometryFunctions } from './geopackage-functions.ts';
import { encodePoint, encodePolygons } from './geopackage-geometry.ts';
import {
  applicationId,
  coreTables,
  metadataTables,
  quoteName,
  quoteText,
  registerFeatures,
  userVersion,
} from './geopackage-schema.ts';

type Value = string | number | boolean | null | undefined;

export interface ExportFeature {
  geometry: MultiPolygon | { point: [number, number] };
  properties: Record<string, Value>;
}

export interface ExportLayer {
  name: string;
  fields: { name: string; type: 'text' | 'real' | 'integer' }[];
  /** Longitude and latitude: CGCS2000 or WGS 84. */
  srs: 4490 | 4326;
  features: ExportFeature[];
}

/** A new GeoPackage with spatial indexes. `metadata` (the recipe) is kept as JSON in gpkg_metadata for the whole file. */
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
        if (metadata !== undefined) writeMetadata(db, metadata);
      })();
    } finally {
      db.close();
    }
  });
}

function writeLayer(db: Database.Database, layer: ExportLayer): void {
  const points = layer.features.filter(f => !Array.isArray(f.geometry)).length;
  const type = points === 0 ? 'MULTIPOLYGON' : points === layer.features.length ? 'POINT' : 'GEOMETRY';
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
    const blob = Array.isArray(geometry)
      ? encodePolygons(rightHanded(geometry), layer.srs)
      : encodePoint(...geometry.point, layer.srs);
    insert.run(blob, ...layer.fields.map(field => valueOf(properties[field.name], field.type)));
  }
  const index = quoteName(`rtree_${layer.name}_geom`);
  db.exec(
    `UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM ${index})
     WHERE table_name = ${quoteText(layer.name)};`,
  );
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
