-- Field work: outlines and quadrats of plots, tracks, rows of trees and species, photos, imports; what other programs change.
-- Times are ISO 8601 text, JSON columns hold canonical JSON, lengths are metres, angles degrees.

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL,
  sites INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  photos INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  reverted TEXT
);

ALTER TABLE site ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN side_m REAL;
ALTER TABLE site ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';
ALTER TABLE site ADD COLUMN import_id INTEGER REFERENCES import(id);
CREATE INDEX site_kind ON site (kind);
CREATE INDEX site_code ON site (code);
CREATE INDEX site_name ON site (name);

CREATE TABLE outline (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  site_id INTEGER NOT NULL REFERENCES site(id)
);
CREATE INDEX outline_site ON outline (site_id);

CREATE TABLE quadrat (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  site_id INTEGER NOT NULL REFERENCES site(id),
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  side_m REAL NOT NULL,
  fields TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX quadrat_site ON quadrat (site_id);

CREATE TABLE track (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTILINESTRING,
  site_id INTEGER NOT NULL REFERENCES site(id),
  name TEXT NOT NULL DEFAULT '',
  started TEXT,
  ended TEXT,
  import_id INTEGER REFERENCES import(id)
);
CREATE INDEX track_site ON track (site_id);

-- Rows of a form's lists: trees, species, ring throws.
CREATE TABLE plot_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  site_id INTEGER NOT NULL REFERENCES site(id),
  quadrat_id INTEGER REFERENCES quadrat(id),
  list TEXT NOT NULL,
  time TEXT NOT NULL DEFAULT '',
  fields TEXT NOT NULL DEFAULT '{}',
  import_id INTEGER REFERENCES import(id)
);
CREATE INDEX plot_row_site ON plot_row (site_id, list);

-- The file lies under photos/ by its SHA-256; the place and the time are those of the camera.
CREATE TABLE photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom POINT,
  site_id INTEGER NOT NULL REFERENCES site(id),
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  name TEXT NOT NULL,
  taken TEXT,
  heading REAL,
  note TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import(id)
);
CREATE INDEX photo_site ON photo (site_id);
CREATE INDEX photo_sha256 ON photo (sha256);

ALTER TABLE observation ADD COLUMN quadrat_id INTEGER REFERENCES quadrat(id);
ALTER TABLE observation ADD COLUMN depth_m REAL;
ALTER TABLE observation ADD COLUMN lon REAL;
ALTER TABLE observation ADD COLUMN lat REAL;
ALTER TABLE observation ADD COLUMN flag_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE observation ADD COLUMN flag_by TEXT NOT NULL DEFAULT '';
ALTER TABLE observation ADD COLUMN override_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE observation ADD COLUMN superseded_by INTEGER REFERENCES observation(id);
ALTER TABLE observation ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE observation ADD COLUMN import_id INTEGER REFERENCES import(id);
CREATE INDEX observation_parameter ON observation (parameter, value);
CREATE INDEX observation_time ON observation (time);
CREATE INDEX observation_superseded ON observation (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX observation_quadrat ON observation (quadrat_id) WHERE quadrat_id IS NOT NULL;
CREATE INDEX observation_import ON observation (import_id) WHERE import_id IS NOT NULL;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('outline', 'features', 'outline', 'Outlines of plots', 4490),
  ('quadrat', 'features', 'quadrat', 'Quadrats', 4490),
  ('track', 'features', 'track', 'Tracks', 4490),
  ('photo', 'features', 'photo', 'Photos', 4490),
  ('plot_row', 'attributes', 'plot_row', 'Trees, species and other rows of plot forms', NULL),
  ('import', 'attributes', 'import', 'Imports', NULL);
INSERT INTO gpkg_geometry_columns VALUES
  ('outline', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
  ('quadrat', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
  ('track', 'geom', 'MULTILINESTRING', 4490, 0, 0),
  ('photo', 'geom', 'POINT', 4490, 0, 0);

CREATE VIRTUAL TABLE "rtree_outline_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('outline', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_outline_geom_insert" AFTER INSERT ON "outline" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_outline_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_outline_geom_update1" AFTER UPDATE OF "geom" ON "outline" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_outline_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_outline_geom_update2" AFTER UPDATE OF "geom" ON "outline" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_outline_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_outline_geom_update3" AFTER UPDATE ON "outline" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_outline_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_outline_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_outline_geom_update4" AFTER UPDATE ON "outline" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_outline_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_outline_geom_delete" AFTER DELETE ON "outline" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_outline_geom" WHERE id = OLD."id";
END;

CREATE VIRTUAL TABLE "rtree_quadrat_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('quadrat', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_quadrat_geom_insert" AFTER INSERT ON "quadrat" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_quadrat_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_quadrat_geom_update1" AFTER UPDATE OF "geom" ON "quadrat" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_quadrat_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_quadrat_geom_update2" AFTER UPDATE OF "geom" ON "quadrat" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_quadrat_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_quadrat_geom_update3" AFTER UPDATE ON "quadrat" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_quadrat_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_quadrat_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_quadrat_geom_update4" AFTER UPDATE ON "quadrat" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_quadrat_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_quadrat_geom_delete" AFTER DELETE ON "quadrat" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_quadrat_geom" WHERE id = OLD."id";
END;

CREATE VIRTUAL TABLE "rtree_track_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('track', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_track_geom_insert" AFTER INSERT ON "track" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_track_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_track_geom_update1" AFTER UPDATE OF "geom" ON "track" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_track_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_track_geom_update2" AFTER UPDATE OF "geom" ON "track" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_track_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_track_geom_update3" AFTER UPDATE ON "track" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_track_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_track_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_track_geom_update4" AFTER UPDATE ON "track" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_track_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_track_geom_delete" AFTER DELETE ON "track" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_track_geom" WHERE id = OLD."id";
END;

CREATE VIRTUAL TABLE "rtree_photo_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('photo', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_photo_geom_insert" AFTER INSERT ON "photo" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_photo_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_photo_geom_update1" AFTER UPDATE OF "geom" ON "photo" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_photo_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_photo_geom_update2" AFTER UPDATE OF "geom" ON "photo" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_photo_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_photo_geom_update3" AFTER UPDATE ON "photo" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_photo_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_photo_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_photo_geom_update4" AFTER UPDATE ON "photo" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_photo_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_photo_geom_delete" AFTER DELETE ON "photo" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_photo_geom" WHERE id = OLD."id";
END;

-- What another program changes is noted here and enters the journal when this program opens or notices it. Our own
-- transactions open the gate, so that the triggers stay silent. Rows are written as SQL literals in the table's column order.
CREATE TABLE own_write (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  open INTEGER NOT NULL
);
INSERT INTO own_write VALUES (1, 0);
CREATE TABLE outside_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  time TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  action TEXT NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  columns TEXT NOT NULL,
  before TEXT,
  after TEXT
);

CREATE TRIGGER outside_site_insert AFTER INSERT ON "site" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'site', NEW."id", 'geom,name,kind,note,simulated,code,side_m,fields,import_id',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."name") || ',' || quote(NEW."kind") || ',' || quote(NEW."note") || ',' || quote(NEW."simulated") || ',' || quote(NEW."code") || ',' || quote(NEW."side_m") || ',' || quote(NEW."fields") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_site_update AFTER UPDATE ON "site" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'site', NEW."id", 'geom,name,kind,note,simulated,code,side_m,fields,import_id',
    quote(OLD."geom") || ',' || quote(OLD."name") || ',' || quote(OLD."kind") || ',' || quote(OLD."note") || ',' || quote(OLD."simulated") || ',' || quote(OLD."code") || ',' || quote(OLD."side_m") || ',' || quote(OLD."fields") || ',' || quote(OLD."import_id"),
    quote(NEW."geom") || ',' || quote(NEW."name") || ',' || quote(NEW."kind") || ',' || quote(NEW."note") || ',' || quote(NEW."simulated") || ',' || quote(NEW."code") || ',' || quote(NEW."side_m") || ',' || quote(NEW."fields") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_site_delete AFTER DELETE ON "site" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'site', OLD."id", 'geom,name,kind,note,simulated,code,side_m,fields,import_id',
    quote(OLD."geom") || ',' || quote(OLD."name") || ',' || quote(OLD."kind") || ',' || quote(OLD."note") || ',' || quote(OLD."simulated") || ',' || quote(OLD."code") || ',' || quote(OLD."side_m") || ',' || quote(OLD."fields") || ',' || quote(OLD."import_id"),
    NULL);
END;

CREATE TRIGGER outside_outline_insert AFTER INSERT ON "outline" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'outline', NEW."id", 'geom,site_id',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."site_id"));
END;
CREATE TRIGGER outside_outline_update AFTER UPDATE ON "outline" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'outline', NEW."id", 'geom,site_id',
    quote(OLD."geom") || ',' || quote(OLD."site_id"),
    quote(NEW."geom") || ',' || quote(NEW."site_id"));
END;
CREATE TRIGGER outside_outline_delete AFTER DELETE ON "outline" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'outline', OLD."id", 'geom,site_id',
    quote(OLD."geom") || ',' || quote(OLD."site_id"),
    NULL);
END;

CREATE TRIGGER outside_quadrat_insert AFTER INSERT ON "quadrat" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'quadrat', NEW."id", 'geom,site_id,name,kind,side_m,fields',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."site_id") || ',' || quote(NEW."name") || ',' || quote(NEW."kind") || ',' || quote(NEW."side_m") || ',' || quote(NEW."fields"));
END;
CREATE TRIGGER outside_quadrat_update AFTER UPDATE ON "quadrat" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'quadrat', NEW."id", 'geom,site_id,name,kind,side_m,fields',
    quote(OLD."geom") || ',' || quote(OLD."site_id") || ',' || quote(OLD."name") || ',' || quote(OLD."kind") || ',' || quote(OLD."side_m") || ',' || quote(OLD."fields"),
    quote(NEW."geom") || ',' || quote(NEW."site_id") || ',' || quote(NEW."name") || ',' || quote(NEW."kind") || ',' || quote(NEW."side_m") || ',' || quote(NEW."fields"));
END;
CREATE TRIGGER outside_quadrat_delete AFTER DELETE ON "quadrat" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'quadrat', OLD."id", 'geom,site_id,name,kind,side_m,fields',
    quote(OLD."geom") || ',' || quote(OLD."site_id") || ',' || quote(OLD."name") || ',' || quote(OLD."kind") || ',' || quote(OLD."side_m") || ',' || quote(OLD."fields"),
    NULL);
END;

CREATE TRIGGER outside_track_insert AFTER INSERT ON "track" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'track', NEW."id", 'geom,site_id,name,started,ended,import_id',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."site_id") || ',' || quote(NEW."name") || ',' || quote(NEW."started") || ',' || quote(NEW."ended") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_track_update AFTER UPDATE ON "track" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'track', NEW."id", 'geom,site_id,name,started,ended,import_id',
    quote(OLD."geom") || ',' || quote(OLD."site_id") || ',' || quote(OLD."name") || ',' || quote(OLD."started") || ',' || quote(OLD."ended") || ',' || quote(OLD."import_id"),
    quote(NEW."geom") || ',' || quote(NEW."site_id") || ',' || quote(NEW."name") || ',' || quote(NEW."started") || ',' || quote(NEW."ended") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_track_delete AFTER DELETE ON "track" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'track', OLD."id", 'geom,site_id,name,started,ended,import_id',
    quote(OLD."geom") || ',' || quote(OLD."site_id") || ',' || quote(OLD."name") || ',' || quote(OLD."started") || ',' || quote(OLD."ended") || ',' || quote(OLD."import_id"),
    NULL);
END;

CREATE TRIGGER outside_plot_row_insert AFTER INSERT ON "plot_row" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'plot_row', NEW."id", 'site_id,quadrat_id,list,time,fields,import_id',
    NULL,
    quote(NEW."site_id") || ',' || quote(NEW."quadrat_id") || ',' || quote(NEW."list") || ',' || quote(NEW."time") || ',' || quote(NEW."fields") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_plot_row_update AFTER UPDATE ON "plot_row" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'plot_row', NEW."id", 'site_id,quadrat_id,list,time,fields,import_id',
    quote(OLD."site_id") || ',' || quote(OLD."quadrat_id") || ',' || quote(OLD."list") || ',' || quote(OLD."time") || ',' || quote(OLD."fields") || ',' || quote(OLD."import_id"),
    quote(NEW."site_id") || ',' || quote(NEW."quadrat_id") || ',' || quote(NEW."list") || ',' || quote(NEW."time") || ',' || quote(NEW."fields") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_plot_row_delete AFTER DELETE ON "plot_row" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'plot_row', OLD."id", 'site_id,quadrat_id,list,time,fields,import_id',
    quote(OLD."site_id") || ',' || quote(OLD."quadrat_id") || ',' || quote(OLD."list") || ',' || quote(OLD."time") || ',' || quote(OLD."fields") || ',' || quote(OLD."import_id"),
    NULL);
END;

CREATE TRIGGER outside_photo_insert AFTER INSERT ON "photo" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'photo', NEW."id", 'geom,site_id,file,sha256,bytes,name,taken,heading,note,import_id',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."site_id") || ',' || quote(NEW."file") || ',' || quote(NEW."sha256") || ',' || quote(NEW."bytes") || ',' || quote(NEW."name") || ',' || quote(NEW."taken") || ',' || quote(NEW."heading") || ',' || quote(NEW."note") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_photo_update AFTER UPDATE ON "photo" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'photo', NEW."id", 'geom,site_id,file,sha256,bytes,name,taken,heading,note,import_id',
    quote(OLD."geom") || ',' || quote(OLD."site_id") || ',' || quote(OLD."file") || ',' || quote(OLD."sha256") || ',' || quote(OLD."bytes") || ',' || quote(OLD."name") || ',' || quote(OLD."taken") || ',' || quote(OLD."heading") || ',' || quote(OLD."note") || ',' || quote(OLD."import_id"),
    quote(NEW."geom") || ',' || quote(NEW."site_id") || ',' || quote(NEW."file") || ',' || quote(NEW."sha256") || ',' || quote(NEW."bytes") || ',' || quote(NEW."name") || ',' || quote(NEW."taken") || ',' || quote(NEW."heading") || ',' || quote(NEW."note") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_photo_delete AFTER DELETE ON "photo" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'photo', OLD."id", 'geom,site_id,file,sha256,bytes,name,taken,heading,note,import_id',
    quote(OLD."geom") || ',' || quote(OLD."site_id") || ',' || quote(OLD."file") || ',' || quote(OLD."sha256") || ',' || quote(OLD."bytes") || ',' || quote(OLD."name") || ',' || quote(OLD."taken") || ',' || quote(OLD."heading") || ',' || quote(OLD."note") || ',' || quote(OLD."import_id"),
    NULL);
END;

CREATE TRIGGER outside_observation_insert AFTER INSERT ON "observation" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'observation', NEW."id", 'site_id,time,parameter,value,unit,method,observer,flag,quadrat_id,depth_m,lon,lat,flag_reason,flag_by,override_reason,superseded_by,source,import_id',
    NULL,
    quote(NEW."site_id") || ',' || quote(NEW."time") || ',' || quote(NEW."parameter") || ',' || quote(NEW."value") || ',' || quote(NEW."unit") || ',' || quote(NEW."method") || ',' || quote(NEW."observer") || ',' || quote(NEW."flag") || ',' || quote(NEW."quadrat_id") || ',' || quote(NEW."depth_m") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."flag_reason") || ',' || quote(NEW."flag_by") || ',' || quote(NEW."override_reason") || ',' || quote(NEW."superseded_by") || ',' || quote(NEW."source") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_observation_update AFTER UPDATE ON "observation" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'observation', NEW."id", 'site_id,time,parameter,value,unit,method,observer,flag,quadrat_id,depth_m,lon,lat,flag_reason,flag_by,override_reason,superseded_by,source,import_id',
    quote(OLD."site_id") || ',' || quote(OLD."time") || ',' || quote(OLD."parameter") || ',' || quote(OLD."value") || ',' || quote(OLD."unit") || ',' || quote(OLD."method") || ',' || quote(OLD."observer") || ',' || quote(OLD."flag") || ',' || quote(OLD."quadrat_id") || ',' || quote(OLD."depth_m") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."flag_reason") || ',' || quote(OLD."flag_by") || ',' || quote(OLD."override_reason") || ',' || quote(OLD."superseded_by") || ',' || quote(OLD."source") || ',' || quote(OLD."import_id"),
    quote(NEW."site_id") || ',' || quote(NEW."time") || ',' || quote(NEW."parameter") || ',' || quote(NEW."value") || ',' || quote(NEW."unit") || ',' || quote(NEW."method") || ',' || quote(NEW."observer") || ',' || quote(NEW."flag") || ',' || quote(NEW."quadrat_id") || ',' || quote(NEW."depth_m") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."flag_reason") || ',' || quote(NEW."flag_by") || ',' || quote(NEW."override_reason") || ',' || quote(NEW."superseded_by") || ',' || quote(NEW."source") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_observation_delete AFTER DELETE ON "observation" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'observation', OLD."id", 'site_id,time,parameter,value,unit,method,observer,flag,quadrat_id,depth_m,lon,lat,flag_reason,flag_by,override_reason,superseded_by,source,import_id',
    quote(OLD."site_id") || ',' || quote(OLD."time") || ',' || quote(OLD."parameter") || ',' || quote(OLD."value") || ',' || quote(OLD."unit") || ',' || quote(OLD."method") || ',' || quote(OLD."observer") || ',' || quote(OLD."flag") || ',' || quote(OLD."quadrat_id") || ',' || quote(OLD."depth_m") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."flag_reason") || ',' || quote(OLD."flag_by") || ',' || quote(OLD."override_reason") || ',' || quote(OLD."superseded_by") || ',' || quote(OLD."source") || ',' || quote(OLD."import_id"),
    NULL);
END;

CREATE TRIGGER outside_zone_insert AFTER INSERT ON "zone" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'zone', NEW."id", 'geom,zone_set,kind,name,attributes,simulated',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."zone_set") || ',' || quote(NEW."kind") || ',' || quote(NEW."name") || ',' || quote(NEW."attributes") || ',' || quote(NEW."simulated"));
END;
CREATE TRIGGER outside_zone_update AFTER UPDATE ON "zone" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'zone', NEW."id", 'geom,zone_set,kind,name,attributes,simulated',
    quote(OLD."geom") || ',' || quote(OLD."zone_set") || ',' || quote(OLD."kind") || ',' || quote(OLD."name") || ',' || quote(OLD."attributes") || ',' || quote(OLD."simulated"),
    quote(NEW."geom") || ',' || quote(NEW."zone_set") || ',' || quote(NEW."kind") || ',' || quote(NEW."name") || ',' || quote(NEW."attributes") || ',' || quote(NEW."simulated"));
END;
CREATE TRIGGER outside_zone_delete AFTER DELETE ON "zone" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'zone', OLD."id", 'geom,zone_set,kind,name,attributes,simulated',
    quote(OLD."geom") || ',' || quote(OLD."zone_set") || ',' || quote(OLD."kind") || ',' || quote(OLD."name") || ',' || quote(OLD."attributes") || ',' || quote(OLD."simulated"),
    NULL);
END;
