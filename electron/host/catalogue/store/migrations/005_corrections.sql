-- What people decided about pixels of a scene: bloom, no bloom, left out for a reason, valid again. Later rows go over earlier
-- ones. A scene that leaves the catalogue leaves its corrections behind (scene_id NULL); they are its own again when the same
-- files are opened anew (scene_files).

CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  scene_id INTEGER REFERENCES scene(id),
  scene_files TEXT NOT NULL DEFAULT '',
  scene_name TEXT NOT NULL DEFAULT '',
  action TEXT NOT NULL DEFAULT '',
  reason TEXT,
  note TEXT NOT NULL DEFAULT '',
  tool TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  time TEXT NOT NULL DEFAULT ''
);
CREATE INDEX correction_scene ON correction (scene_id);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('correction', 'features', 'correction', 'Hand corrections of bloom', 4490);
INSERT INTO gpkg_geometry_columns VALUES
  ('correction', 'geom', 'MULTIPOLYGON', 4490, 0, 0);

CREATE VIRTUAL TABLE "rtree_correction_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('correction', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_correction_geom_insert" AFTER INSERT ON "correction" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_correction_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_correction_geom_update1" AFTER UPDATE OF "geom" ON "correction" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_correction_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_correction_geom_update2" AFTER UPDATE OF "geom" ON "correction" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_correction_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_correction_geom_update3" AFTER UPDATE ON "correction" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_correction_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_correction_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_correction_geom_update4" AFTER UPDATE ON "correction" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_correction_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_correction_geom_delete" AFTER DELETE ON "correction" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_correction_geom" WHERE id = OLD."id";
END;

CREATE TRIGGER outside_correction_insert AFTER INSERT ON "correction" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'correction', NEW."id", 'geom,scene_id,scene_files,scene_name,action,reason,note,tool,author,time',
    NULL,
    quote(NEW."geom") || ',' || quote(NEW."scene_id") || ',' || quote(NEW."scene_files") || ',' || quote(NEW."scene_name") || ',' || quote(NEW."action") || ',' || quote(NEW."reason") || ',' || quote(NEW."note") || ',' || quote(NEW."tool") || ',' || quote(NEW."author") || ',' || quote(NEW."time"));
END;
CREATE TRIGGER outside_correction_update AFTER UPDATE ON "correction" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'correction', NEW."id", 'geom,scene_id,scene_files,scene_name,action,reason,note,tool,author,time',
    quote(OLD."geom") || ',' || quote(OLD."scene_id") || ',' || quote(OLD."scene_files") || ',' || quote(OLD."scene_name") || ',' || quote(OLD."action") || ',' || quote(OLD."reason") || ',' || quote(OLD."note") || ',' || quote(OLD."tool") || ',' || quote(OLD."author") || ',' || quote(OLD."time"),
    quote(NEW."geom") || ',' || quote(NEW."scene_id") || ',' || quote(NEW."scene_files") || ',' || quote(NEW."scene_name") || ',' || quote(NEW."action") || ',' || quote(NEW."reason") || ',' || quote(NEW."note") || ',' || quote(NEW."tool") || ',' || quote(NEW."author") || ',' || quote(NEW."time"));
END;
CREATE TRIGGER outside_correction_delete AFTER DELETE ON "correction" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'correction', OLD."id", 'geom,scene_id,scene_files,scene_name,action,reason,note,tool,author,time',
    quote(OLD."geom") || ',' || quote(OLD."scene_id") || ',' || quote(OLD."scene_files") || ',' || quote(OLD."scene_name") || ',' || quote(OLD."action") || ',' || quote(OLD."reason") || ',' || quote(OLD."note") || ',' || quote(OLD."tool") || ',' || quote(OLD."author") || ',' || quote(OLD."time"),
    NULL);
END;
