-- The ledger of suspected patches (台账), after the attribute set of STANDARDS 2.2, and its photos. A patch keeps its number over
-- all periods. JSON columns hold canonical JSON.

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  number TEXT NOT NULL UNIQUE,
  region_code TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL DEFAULT '',
  zone_code TEXT NOT NULL DEFAULT '',
  activity TEXT,
  -- Since the period before: new, grown, shrunk, same, gone.
  trend TEXT NOT NULL DEFAULT 'new',
  direction TEXT NOT NULL DEFAULT 'loss',
  class_before TEXT,
  class_after TEXT,
  area_m2 REAL NOT NULL DEFAULT 0,
  overlap_m2 REAL NOT NULL DEFAULT 0,
  mean_change REAL,
  lon REAL NOT NULL DEFAULT 0,
  lat REAL NOT NULL DEFAULT 0,
  before_scene TEXT NOT NULL DEFAULT '',
  before_date TEXT,
  after_scene TEXT NOT NULL DEFAULT '',
  after_date TEXT,
  resolution_m REAL,
  interpreter TEXT NOT NULL DEFAULT '',
  checker TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'suspected',
  check_date TEXT,
  note TEXT NOT NULL DEFAULT '',
  -- The assessment and its patch that saw it last.
  assessment_id INTEGER NOT NULL DEFAULT 0,
  patch_number INTEGER NOT NULL DEFAULT 0,
  -- Who took it to which state, when and why.
  history TEXT NOT NULL DEFAULT '[]',
  simulated BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX ledger_zone ON ledger (zone);
CREATE INDEX ledger_state ON ledger (state);

CREATE TABLE ledger_photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  ledger_id INTEGER NOT NULL REFERENCES ledger(id),
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  name TEXT NOT NULL,
  taken TEXT,
  heading REAL,
  lon REAL,
  lat REAL,
  note TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX ledger_photo_once ON ledger_photo (ledger_id, sha256);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('ledger', 'features', 'ledger', 'Ledger of suspected patches', 4490),
  ('ledger_photo', 'attributes', 'ledger_photo', 'Photos of the ledger', NULL);
INSERT INTO gpkg_geometry_columns VALUES
  ('ledger', 'geom', 'MULTIPOLYGON', 4490, 0, 0);

CREATE VIRTUAL TABLE "rtree_ledger_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('ledger', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_ledger_geom_insert" AFTER INSERT ON "ledger" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_ledger_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_ledger_geom_update1" AFTER UPDATE OF "geom" ON "ledger" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_ledger_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_ledger_geom_update2" AFTER UPDATE OF "geom" ON "ledger" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_ledger_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_ledger_geom_update3" AFTER UPDATE ON "ledger" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_ledger_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_ledger_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_ledger_geom_update4" AFTER UPDATE ON "ledger" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_ledger_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_ledger_geom_delete" AFTER DELETE ON "ledger" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_ledger_geom" WHERE id = OLD."id";
END;

CREATE TRIGGER outside_ledger_insert AFTER INSERT ON "ledger" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'ledger', NEW."id", 'geom,number,region_code,zone,zone_code,activity,trend,direction,class_before,class_after,area_m2,overlap_m2,mean_change,lon,lat,before_scene,before_date,after_scene,after_date,resolution_m,interpreter,checker,state,check_date,note,assessment_id,patch_number,history,simulated',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."number") || ',' || quote(NEW."region_code") || ',' || quote(NEW."zone") || ',' || quote(NEW."zone_code") || ',' || quote(NEW."activity") || ',' || quote(NEW."trend") || ',' || quote(NEW."direction") || ',' || quote(NEW."class_before") || ',' || quote(NEW."class_after") || ',' || quote(NEW."area_m2") || ',' || quote(NEW."overlap_m2") || ',' || quote(NEW."mean_change") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."before_scene") || ',' || quote(NEW."before_date") || ',' || quote(NEW."after_scene") || ',' || quote(NEW."after_date") || ',' || quote(NEW."resolution_m") || ',' || quote(NEW."interpreter") || ',' || quote(NEW."checker") || ',' || quote(NEW."state") || ',' || quote(NEW."check_date") || ',' || quote(NEW."note") || ',' || quote(NEW."assessment_id") || ',' || quote(NEW."patch_number") || ',' || quote(NEW."history") || ',' || quote(NEW."simulated"));
END;
CREATE TRIGGER outside_ledger_update AFTER UPDATE ON "ledger" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'ledger', NEW."id", 'geom,number,region_code,zone,zone_code,activity,trend,direction,class_before,class_after,area_m2,overlap_m2,mean_change,lon,lat,before_scene,before_date,after_scene,after_date,resolution_m,interpreter,checker,state,check_date,note,assessment_id,patch_number,history,simulated',
    quote(OLD."geom") || ',' || quote(OLD."number") || ',' || quote(OLD."region_code") || ',' || quote(OLD."zone") || ',' || quote(OLD."zone_code") || ',' || quote(OLD."activity") || ',' || quote(OLD."trend") || ',' || quote(OLD."direction") || ',' || quote(OLD."class_before") || ',' || quote(OLD."class_after") || ',' || quote(OLD."area_m2") || ',' || quote(OLD."overlap_m2") || ',' || quote(OLD."mean_change") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."before_scene") || ',' || quote(OLD."before_date") || ',' || quote(OLD."after_scene") || ',' || quote(OLD."after_date") || ',' || quote(OLD."resolution_m") || ',' || quote(OLD."interpreter") || ',' || quote(OLD."checker") || ',' || quote(OLD."state") || ',' || quote(OLD."check_date") || ',' || quote(OLD."note") || ',' || quote(OLD."assessment_id") || ',' || quote(OLD."patch_number") || ',' || quote(OLD."history") || ',' || quote(OLD."simulated"),
    quote(NEW."geom") || ',' || quote(NEW."number") || ',' || quote(NEW."region_code") || ',' || quote(NEW."zone") || ',' || quote(NEW."zone_code") || ',' || quote(NEW."activity") || ',' || quote(NEW."trend") || ',' || quote(NEW."direction") || ',' || quote(NEW."class_before") || ',' || quote(NEW."class_after") || ',' || quote(NEW."area_m2") || ',' || quote(NEW."overlap_m2") || ',' || quote(NEW."mean_change") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."before_scene") || ',' || quote(NEW."before_date") || ',' || quote(NEW."after_scene") || ',' || quote(NEW."after_date") || ',' || quote(NEW."resolution_m") || ',' || quote(NEW."interpreter") || ',' || quote(NEW."checker") || ',' || quote(NEW."state") || ',' || quote(NEW."check_date") || ',' || quote(NEW."note") || ',' || quote(NEW."assessment_id") || ',' || quote(NEW."patch_number") || ',' || quote(NEW."history") || ',' || quote(NEW."simulated"));
END;
CREATE TRIGGER outside_ledger_delete AFTER DELETE ON "ledger" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'ledger', OLD."id", 'geom,number,region_code,zone,zone_code,activity,trend,direction,class_before,class_after,area_m2,overlap_m2,mean_change,lon,lat,before_scene,before_date,after_scene,after_date,resolution_m,interpreter,checker,state,check_date,note,assessment_id,patch_number,history,simulated',
    quote(OLD."geom") || ',' || quote(OLD."number") || ',' || quote(OLD."region_code") || ',' || quote(OLD."zone") || ',' || quote(OLD."zone_code") || ',' || quote(OLD."activity") || ',' || quote(OLD."trend") || ',' || quote(OLD."direction") || ',' || quote(OLD."class_before") || ',' || quote(OLD."class_after") || ',' || quote(OLD."area_m2") || ',' || quote(OLD."overlap_m2") || ',' || quote(OLD."mean_change") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."before_scene") || ',' || quote(OLD."before_date") || ',' || quote(OLD."after_scene") || ',' || quote(OLD."after_date") || ',' || quote(OLD."resolution_m") || ',' || quote(OLD."interpreter") || ',' || quote(OLD."checker") || ',' || quote(OLD."state") || ',' || quote(OLD."check_date") || ',' || quote(OLD."note") || ',' || quote(OLD."assessment_id") || ',' || quote(OLD."patch_number") || ',' || quote(OLD."history") || ',' || quote(OLD."simulated"),
    NULL);
END;
CREATE TRIGGER outside_ledger_photo_insert AFTER INSERT ON "ledger_photo" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'ledger_photo', NEW."id", 'ledger_id,file,sha256,bytes,name,taken,heading,lon,lat,note',
    NULL,
    quote(NEW."ledger_id") || ',' || quote(NEW."file") || ',' || quote(NEW."sha256") || ',' || quote(NEW."bytes") || ',' || quote(NEW."name") || ',' || quote(NEW."taken") || ',' || quote(NEW."heading") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."note"));
END;
CREATE TRIGGER outside_ledger_photo_update AFTER UPDATE ON "ledger_photo" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'ledger_photo', NEW."id", 'ledger_id,file,sha256,bytes,name,taken,heading,lon,lat,note',
    quote(OLD."ledger_id") || ',' || quote(OLD."file") || ',' || quote(OLD."sha256") || ',' || quote(OLD."bytes") || ',' || quote(OLD."name") || ',' || quote(OLD."taken") || ',' || quote(OLD."heading") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."note"),
    quote(NEW."ledger_id") || ',' || quote(NEW."file") || ',' || quote(NEW."sha256") || ',' || quote(NEW."bytes") || ',' || quote(NEW."name") || ',' || quote(NEW."taken") || ',' || quote(NEW."heading") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."note"));
END;
CREATE TRIGGER outside_ledger_photo_delete AFTER DELETE ON "ledger_photo" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'ledger_photo', OLD."id", 'ledger_id,file,sha256,bytes,name,taken,heading,lon,lat,note',
    quote(OLD."ledger_id") || ',' || quote(OLD."file") || ',' || quote(OLD."sha256") || ',' || quote(OLD."bytes") || ',' || quote(OLD."name") || ',' || quote(OLD."taken") || ',' || quote(OLD."heading") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."note"),
    NULL);
END;
