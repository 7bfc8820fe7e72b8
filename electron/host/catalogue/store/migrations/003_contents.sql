-- Registers the tables with the GeoPackage and gives the feature tables their spatial indexes, each kept by six triggers.

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('zone', 'features', 'zone', 'Zones', 4490),
  ('site', 'features', 'site', 'Ground sites', 4490),
  ('patch', 'features', 'patch', 'Patches of vegetation loss', 4490),
  ('scene_footprint', 'features', 'scene_footprint', 'Scene footprints', 4490),
  ('parameter', 'attributes', 'parameter', 'Ground parameters', NULL),
  ('observation', 'attributes', 'observation', 'Ground observations', NULL),
  ('scene', 'attributes', 'scene', 'Scenes', NULL),
  ('assessment', 'attributes', 'assessment', 'Assessments', NULL),
  ('setting', 'attributes', 'setting', 'Settings', NULL),
  ('journal', 'attributes', 'journal', 'Journal', NULL);

INSERT INTO gpkg_geometry_columns VALUES
  ('zone', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
  ('site', 'geom', 'POINT', 4490, 0, 0),
  ('patch', 'geom', 'MULTIPOLYGON', 4490, 0, 0),
  ('scene_footprint', 'geom', 'MULTIPOLYGON', 4490, 0, 0);

CREATE VIRTUAL TABLE "rtree_zone_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('zone', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_zone_geom_insert" AFTER INSERT ON "zone" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_zone_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_zone_geom_update1" AFTER UPDATE OF "geom" ON "zone" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_zone_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_zone_geom_update2" AFTER UPDATE OF "geom" ON "zone" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_zone_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_zone_geom_update3" AFTER UPDATE ON "zone" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_zone_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_zone_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_zone_geom_update4" AFTER UPDATE ON "zone" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_zone_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_zone_geom_delete" AFTER DELETE ON "zone" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_zone_geom" WHERE id = OLD."id";
END;

CREATE VIRTUAL TABLE "rtree_site_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('site', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_site_geom_insert" AFTER INSERT ON "site" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_site_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_site_geom_update1" AFTER UPDATE OF "geom" ON "site" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_site_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_site_geom_update2" AFTER UPDATE OF "geom" ON "site" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_site_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_site_geom_update3" AFTER UPDATE ON "site" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_site_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_site_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_site_geom_update4" AFTER UPDATE ON "site" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_site_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_site_geom_delete" AFTER DELETE ON "site" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_site_geom" WHERE id = OLD."id";
END;

CREATE VIRTUAL TABLE "rtree_patch_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('patch', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_patch_geom_insert" AFTER INSERT ON "patch" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_patch_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_patch_geom_update1" AFTER UPDATE OF "geom" ON "patch" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_patch_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_patch_geom_update2" AFTER UPDATE OF "geom" ON "patch" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_patch_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_patch_geom_update3" AFTER UPDATE ON "patch" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_patch_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_patch_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_patch_geom_update4" AFTER UPDATE ON "patch" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_patch_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_patch_geom_delete" AFTER DELETE ON "patch" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_patch_geom" WHERE id = OLD."id";
END;

CREATE VIRTUAL TABLE "rtree_scene_footprint_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_extensions VALUES ('scene_footprint', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_scene_footprint_geom_insert" AFTER INSERT ON "scene_footprint" WHEN (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_scene_footprint_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_scene_footprint_geom_update1" AFTER UPDATE OF "geom" ON "scene_footprint" WHEN OLD."id" = NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_scene_footprint_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_scene_footprint_geom_update2" AFTER UPDATE OF "geom" ON "scene_footprint" WHEN OLD."id" = NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_scene_footprint_geom" WHERE id = OLD."id";
END;
CREATE TRIGGER "rtree_scene_footprint_geom_update3" AFTER UPDATE ON "scene_footprint" WHEN OLD."id" != NEW."id" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_scene_footprint_geom" WHERE id = OLD."id";
  INSERT OR REPLACE INTO "rtree_scene_footprint_geom" VALUES (NEW."id", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_scene_footprint_geom_update4" AFTER UPDATE ON "scene_footprint" WHEN OLD."id" != NEW."id" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_scene_footprint_geom" WHERE id IN (OLD."id", NEW."id");
END;
CREATE TRIGGER "rtree_scene_footprint_geom_delete" AFTER DELETE ON "scene_footprint" WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_scene_footprint_geom" WHERE id = OLD."id";
END;
