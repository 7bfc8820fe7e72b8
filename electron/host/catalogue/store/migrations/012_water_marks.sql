-- What laboratories write beside a number: below detection (the mark and the limit), vertical and layer; and why there is none.

-- '' measured; '<' below the limit, the value is what counts in statistics; '>' above the range.
ALTER TABLE observation ADD COLUMN censored TEXT NOT NULL DEFAULT '';
-- In the unit of the value; NULL where the laboratory told none.
ALTER TABLE observation ADD COLUMN detection_limit REAL;
-- left, middle, right: where across the section.
ALTER TABLE observation ADD COLUMN vertical TEXT NOT NULL DEFAULT '';
-- surface, middle, bottom: how deep, where it is told in words.
ALTER TABLE observation ADD COLUMN layer TEXT NOT NULL DEFAULT '';

-- A visit or a parameter without a value, and why: 断流, 封冻, 未采.
CREATE TABLE no_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  site_id INTEGER NOT NULL REFERENCES site(id),
  time TEXT NOT NULL,
  -- NULL: nothing was measured at all.
  parameter TEXT,
  reason TEXT NOT NULL,
  vertical TEXT NOT NULL DEFAULT '',
  layer TEXT NOT NULL DEFAULT '',
  observer TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import(id)
);
CREATE INDEX no_value_site_time ON no_value (site_id, time);
CREATE INDEX no_value_import ON no_value (import_id) WHERE import_id IS NOT NULL;
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('no_value', 'attributes', 'no_value', 'Reasons for no value', NULL);

-- Other programs' changes are noted with the new columns too.
DROP TRIGGER outside_observation_insert;
DROP TRIGGER outside_observation_update;
DROP TRIGGER outside_observation_delete;
CREATE TRIGGER outside_observation_insert AFTER INSERT ON "observation" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'observation', NEW."id", 'site_id,time,parameter,value,unit,method,observer,flag,quadrat_id,depth_m,lon,lat,flag_reason,flag_by,override_reason,superseded_by,source,import_id,censored,detection_limit,vertical,layer',
    NULL,
    quote(NEW."site_id") || ',' || quote(NEW."time") || ',' || quote(NEW."parameter") || ',' || quote(NEW."value") || ',' || quote(NEW."unit") || ',' || quote(NEW."method") || ',' || quote(NEW."observer") || ',' || quote(NEW."flag") || ',' || quote(NEW."quadrat_id") || ',' || quote(NEW."depth_m") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."flag_reason") || ',' || quote(NEW."flag_by") || ',' || quote(NEW."override_reason") || ',' || quote(NEW."superseded_by") || ',' || quote(NEW."source") || ',' || quote(NEW."import_id") || ',' || quote(NEW."censored") || ',' || quote(NEW."detection_limit") || ',' || quote(NEW."vertical") || ',' || quote(NEW."layer"));
END;
CREATE TRIGGER outside_observation_update AFTER UPDATE ON "observation" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'observation', NEW."id", 'site_id,time,parameter,value,unit,method,observer,flag,quadrat_id,depth_m,lon,lat,flag_reason,flag_by,override_reason,superseded_by,source,import_id,censored,detection_limit,vertical,layer',
    quote(OLD."site_id") || ',' || quote(OLD."time") || ',' || quote(OLD."parameter") || ',' || quote(OLD."value") || ',' || quote(OLD."unit") || ',' || quote(OLD."method") || ',' || quote(OLD."observer") || ',' || quote(OLD."flag") || ',' || quote(OLD."quadrat_id") || ',' || quote(OLD."depth_m") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."flag_reason") || ',' || quote(OLD."flag_by") || ',' || quote(OLD."override_reason") || ',' || quote(OLD."superseded_by") || ',' || quote(OLD."source") || ',' || quote(OLD."import_id") || ',' || quote(OLD."censored") || ',' || quote(OLD."detection_limit") || ',' || quote(OLD."vertical") || ',' || quote(OLD."layer"),
    quote(NEW."site_id") || ',' || quote(NEW."time") || ',' || quote(NEW."parameter") || ',' || quote(NEW."value") || ',' || quote(NEW."unit") || ',' || quote(NEW."method") || ',' || quote(NEW."observer") || ',' || quote(NEW."flag") || ',' || quote(NEW."quadrat_id") || ',' || quote(NEW."depth_m") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."flag_reason") || ',' || quote(NEW."flag_by") || ',' || quote(NEW."override_reason") || ',' || quote(NEW."superseded_by") || ',' || quote(NEW."source") || ',' || quote(NEW."import_id") || ',' || quote(NEW."censored") || ',' || quote(NEW."detection_limit") || ',' || quote(NEW."vertical") || ',' || quote(NEW."layer"));
END;
CREATE TRIGGER outside_observation_delete AFTER DELETE ON "observation" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'observation', OLD."id", 'site_id,time,parameter,value,unit,method,observer,flag,quadrat_id,depth_m,lon,lat,flag_reason,flag_by,override_reason,superseded_by,source,import_id,censored,detection_limit,vertical,layer',
    quote(OLD."site_id") || ',' || quote(OLD."time") || ',' || quote(OLD."parameter") || ',' || quote(OLD."value") || ',' || quote(OLD."unit") || ',' || quote(OLD."method") || ',' || quote(OLD."observer") || ',' || quote(OLD."flag") || ',' || quote(OLD."quadrat_id") || ',' || quote(OLD."depth_m") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."flag_reason") || ',' || quote(OLD."flag_by") || ',' || quote(OLD."override_reason") || ',' || quote(OLD."superseded_by") || ',' || quote(OLD."source") || ',' || quote(OLD."import_id") || ',' || quote(OLD."censored") || ',' || quote(OLD."detection_limit") || ',' || quote(OLD."vertical") || ',' || quote(OLD."layer"),
    NULL);
END;
CREATE TRIGGER outside_no_value_insert AFTER INSERT ON "no_value" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'no_value', NEW."id", 'site_id,time,parameter,reason,vertical,layer,observer,source,import_id',
    NULL,
    quote(NEW."site_id") || ',' || quote(NEW."time") || ',' || quote(NEW."parameter") || ',' || quote(NEW."reason") || ',' || quote(NEW."vertical") || ',' || quote(NEW."layer") || ',' || quote(NEW."observer") || ',' || quote(NEW."source") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_no_value_update AFTER UPDATE ON "no_value" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'no_value', NEW."id", 'site_id,time,parameter,reason,vertical,layer,observer,source,import_id',
    quote(OLD."site_id") || ',' || quote(OLD."time") || ',' || quote(OLD."parameter") || ',' || quote(OLD."reason") || ',' || quote(OLD."vertical") || ',' || quote(OLD."layer") || ',' || quote(OLD."observer") || ',' || quote(OLD."source") || ',' || quote(OLD."import_id"),
    quote(NEW."site_id") || ',' || quote(NEW."time") || ',' || quote(NEW."parameter") || ',' || quote(NEW."reason") || ',' || quote(NEW."vertical") || ',' || quote(NEW."layer") || ',' || quote(NEW."observer") || ',' || quote(NEW."source") || ',' || quote(NEW."import_id"));
END;
CREATE TRIGGER outside_no_value_delete AFTER DELETE ON "no_value" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'no_value', OLD."id", 'site_id,time,parameter,reason,vertical,layer,observer,source,import_id',
    quote(OLD."site_id") || ',' || quote(OLD."time") || ',' || quote(OLD."parameter") || ',' || quote(OLD."reason") || ',' || quote(OLD."vertical") || ',' || quote(OLD."layer") || ',' || quote(OLD."observer") || ',' || quote(OLD."source") || ',' || quote(OLD."import_id"),
    NULL);
END;
