/**
 * SQL of a GeoPackage 1.3, without the features of later versions, so that older programs open it without a warning.
 */

export const applicationId = 0x47504b47; // 'GPKG'
export const userVersion = 10300;

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]';
const cgcs2000 =
  'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]';

const rtreeDefinition = 'http://www.geopackage.org/spec120/#extension_rtree';
const metadataDefinition = 'http://www.geopackage.org/spec120/#extension_metadata';
const now = `strftime('%Y-%m-%dT%H:%M:%fZ','now')`;

/** Core tables and reference systems: undefined Cartesian, undefined geographic, WGS 84, CGCS2000. */
export const coreTables = `
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER PRIMARY KEY NOT NULL,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, '${wgs84}', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'),
  ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490, '${cgcs2000}', 'longitude/latitude coordinates in decimal degrees, CGCS2000');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (${now}),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
`;

export const metadataTables = `
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL,
  table_name TEXT,
  column_name TEXT,
  row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (${now}),
  md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', '${metadataDefinition}', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', '${metadataDefinition}', 'read-write');
`;

/** Where QGIS looks for the styles of a GeoPackage's layers. */
export const styleTable = `
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (${now})
);
INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');
`;

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Registers an existing table as a feature table with a spatial index. */
export function registerFeatures(
  table: string,
  id: string,
  column: string,
  geometryType: string,
  srsId: number,
): string {
  return `
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (${quoteText(table)}, 'features', ${quoteText(table)}, ${srsId});
INSERT INTO gpkg_geometry_columns VALUES (${quoteText(table)}, ${quoteText(column)}, '${geometryType}', ${srsId}, 0, 0);
${spatialIndex(table, id, column)}`;
}

/** The six triggers of versions 1.2 and 1.3; version 1.4 splits update1 and renames update3. */
export const indexTriggers = ['insert', 'update1', 'update2', 'update3', 'update4', 'delete'] as const;
export const indexTriggersOf14 = [
  'insert',
  'update2',
  'update4',
  'update5',
  'update6',
  'update7',
  'delete',
] as const;

/** The R-tree of a geometry column and the triggers that keep it (annex F.3). */
export function spatialIndex(table: string, id: string, column: string): string {
  const base = `rtree_${table}_${column}`;
  const [t, i, c, index] = [table, id, column, base].map(quoteName);
  const full = `(NEW.${c} NOTNULL AND NOT ST_IsEmpty(NEW.${c}))`;
  const none = `(NEW.${c} ISNULL OR ST_IsEmpty(NEW.${c}))`;
  const put = `INSERT OR REPLACE INTO ${index} VALUES (NEW.${i}, ST_MinX(NEW.${c}), ST_MaxX(NEW.${c}), ST_MinY(NEW.${c}), ST_MaxY(NEW.${c}));`;
  const drop = `DELETE FROM ${index} WHERE id = OLD.${i};`;
  const trigger = (name: (typeof indexTriggers)[number], when: string, body: string) =>
    `CREATE TRIGGER ${quoteName(`${base}_${name}`)} ${when}\nBEGIN\n  ${body}\nEND;\n`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING rtree(id, minx, maxx, miny, maxy);\n`,
    `INSERT INTO gpkg_extensions VALUES (${quoteText(table)}, ${quoteText(column)}, 'gpkg_rtree_index', '${rtreeDefinition}', 'write-only');\n`,
    trigger('insert', `AFTER INSERT ON ${t} WHEN ${full}`, put),
    trigger('update1', `AFTER UPDATE OF ${c} ON ${t} WHEN OLD.${i} = NEW.${i} AND ${full}`, put),
    trigger('update2', `AFTER UPDATE OF ${c} ON ${t} WHEN OLD.${i} = NEW.${i} AND ${none}`, drop),
    trigger('update3', `AFTER UPDATE ON ${t} WHEN OLD.${i} != NEW.${i} AND ${full}`, `${drop}\n  ${put}`),
    trigger(
      'update4',
      `AFTER UPDATE ON ${t} WHEN OLD.${i} != NEW.${i} AND ${none}`,
      `DELETE FROM ${index} WHERE id IN (OLD.${i}, NEW.${i});`,
    ),
    trigger('delete', `AFTER DELETE ON ${t} WHEN OLD.${c} NOT NULL`, drop),
  ].join('');
}
