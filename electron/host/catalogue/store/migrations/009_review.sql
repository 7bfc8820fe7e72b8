-- People of a shared workstation, the way of assessments through the review, comments, and what approved ones are signed with.

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  active BOOLEAN NOT NULL DEFAULT 1,
  created TEXT NOT NULL,
  pin_changed TEXT NOT NULL
);

-- The one table that the journal does not copy, and that is no content of the GeoPackage.
CREATE TABLE person_secret (
  person_id INTEGER PRIMARY KEY NOT NULL REFERENCES person(id),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  -- Wrong PINs in a row, and the time of the last one.
  wrong INTEGER NOT NULL DEFAULT 0,
  last_wrong TEXT
);

CREATE TABLE sign_in (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person(id),
  -- in, out, wrong
  action TEXT NOT NULL,
  time TEXT NOT NULL
);

CREATE TABLE review_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  assessment_id INTEGER NOT NULL REFERENCES assessment(id),
  action TEXT NOT NULL,
  who TEXT NOT NULL,
  time TEXT NOT NULL,
  why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX review_step_assessment ON review_step (assessment_id);

-- Pinned to a place (longitude, latitude), to a field, or to the whole; an answer names the comment that it is for.
CREATE TABLE review_comment (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  assessment_id INTEGER NOT NULL REFERENCES assessment(id),
  reply_to INTEGER REFERENCES review_comment(id),
  field TEXT,
  lon REAL,
  lat REAL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  time TEXT NOT NULL,
  resolved_by TEXT,
  resolved TEXT
);
CREATE INDEX review_comment_assessment ON review_comment (assessment_id);

CREATE TABLE approval (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  assessment_id INTEGER NOT NULL UNIQUE REFERENCES assessment(id),
  number TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  date TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  reviewed_by TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  superseded_by INTEGER REFERENCES assessment(id),
  superseded_why TEXT
);
CREATE UNIQUE INDEX approval_year ON approval (year, sequence);

-- What was approved stays, whoever writes to the file.
CREATE TRIGGER approval_stays BEFORE DELETE ON approval BEGIN
  SELECT RAISE(ABORT, 'an approval cannot be taken out');
END;
CREATE TRIGGER approval_is_signed BEFORE UPDATE OF assessment_id, number, year, sequence, date, prepared_by, reviewed_by, issued_by, content_sha256 ON approval BEGIN
  SELECT RAISE(ABORT, 'an approval cannot be changed');
END;
CREATE TRIGGER approved_assessment_stays BEFORE DELETE ON assessment WHEN OLD.state IN ('approved', 'superseded') BEGIN
  SELECT RAISE(ABORT, 'an approved assessment cannot be removed');
END;
CREATE TRIGGER approved_assessment_is_signed BEFORE UPDATE ON assessment WHEN OLD.state IN ('approved', 'superseded')
  AND (NEW.state NOT IN ('approved', 'superseded') OR (OLD.state = 'superseded' AND NEW.state <> 'superseded') OR NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.kind <> OLD.kind
    OR NEW.created <> OLD.created OR NEW.author <> OLD.author OR NEW.scene_ids <> OLD.scene_ids OR NEW.zone_ids <> OLD.zone_ids
    OR NEW.zones <> OLD.zones OR NEW.total <> OLD.total OR NEW.result <> OLD.result) BEGIN
  SELECT RAISE(ABORT, 'an approved assessment cannot be changed');
END;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('person', 'attributes', 'person', 'People of the workspace', NULL),
  ('sign_in', 'attributes', 'sign_in', 'Who signed in and out', NULL),
  ('review_step', 'attributes', 'review_step', 'Steps of the review', NULL),
  ('review_comment', 'attributes', 'review_comment', 'Comments of the review', NULL),
  ('approval', 'attributes', 'approval', 'Approved assessments', NULL);

CREATE TRIGGER outside_person_insert AFTER INSERT ON "person" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'person', NEW."id", 'name,role,active,created,pin_changed',
    NULL,
    quote(NEW."name") || ',' || quote(NEW."role") || ',' || quote(NEW."active") || ',' || quote(NEW."created") || ',' || quote(NEW."pin_changed"));
END;
CREATE TRIGGER outside_person_update AFTER UPDATE ON "person" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'person', NEW."id", 'name,role,active,created,pin_changed',
    quote(OLD."name") || ',' || quote(OLD."role") || ',' || quote(OLD."active") || ',' || quote(OLD."created") || ',' || quote(OLD."pin_changed"),
    quote(NEW."name") || ',' || quote(NEW."role") || ',' || quote(NEW."active") || ',' || quote(NEW."created") || ',' || quote(NEW."pin_changed"));
END;
CREATE TRIGGER outside_person_delete AFTER DELETE ON "person" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'person', OLD."id", 'name,role,active,created,pin_changed',
    quote(OLD."name") || ',' || quote(OLD."role") || ',' || quote(OLD."active") || ',' || quote(OLD."created") || ',' || quote(OLD."pin_changed"),
    NULL);
END;
CREATE TRIGGER outside_sign_in_insert AFTER INSERT ON "sign_in" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'sign_in', NEW."id", 'person_id,action,time',
    NULL,
    quote(NEW."person_id") || ',' || quote(NEW."action") || ',' || quote(NEW."time"));
END;
CREATE TRIGGER outside_sign_in_update AFTER UPDATE ON "sign_in" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'sign_in', NEW."id", 'person_id,action,time',
    quote(OLD."person_id") || ',' || quote(OLD."action") || ',' || quote(OLD."time"),
    quote(NEW."person_id") || ',' || quote(NEW."action") || ',' || quote(NEW."time"));
END;
CREATE TRIGGER outside_sign_in_delete AFTER DELETE ON "sign_in" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'sign_in', OLD."id", 'person_id,action,time',
    quote(OLD."person_id") || ',' || quote(OLD."action") || ',' || quote(OLD."time"),
    NULL);
END;
CREATE TRIGGER outside_review_step_insert AFTER INSERT ON "review_step" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'review_step', NEW."id", 'assessment_id,action,who,time,why',
    NULL,
    quote(NEW."assessment_id") || ',' || quote(NEW."action") || ',' || quote(NEW."who") || ',' || quote(NEW."time") || ',' || quote(NEW."why"));
END;
CREATE TRIGGER outside_review_step_update AFTER UPDATE ON "review_step" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'review_step', NEW."id", 'assessment_id,action,who,time,why',
    quote(OLD."assessment_id") || ',' || quote(OLD."action") || ',' || quote(OLD."who") || ',' || quote(OLD."time") || ',' || quote(OLD."why"),
    quote(NEW."assessment_id") || ',' || quote(NEW."action") || ',' || quote(NEW."who") || ',' || quote(NEW."time") || ',' || quote(NEW."why"));
END;
CREATE TRIGGER outside_review_step_delete AFTER DELETE ON "review_step" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'review_step', OLD."id", 'assessment_id,action,who,time,why',
    quote(OLD."assessment_id") || ',' || quote(OLD."action") || ',' || quote(OLD."who") || ',' || quote(OLD."time") || ',' || quote(OLD."why"),
    NULL);
END;
CREATE TRIGGER outside_review_comment_insert AFTER INSERT ON "review_comment" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'review_comment', NEW."id", 'assessment_id,reply_to,field,lon,lat,text,author,time,resolved_by,resolved',
    NULL,
    quote(NEW."assessment_id") || ',' || quote(NEW."reply_to") || ',' || quote(NEW."field") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."text") || ',' || quote(NEW."author") || ',' || quote(NEW."time") || ',' || quote(NEW."resolved_by") || ',' || quote(NEW."resolved"));
END;
CREATE TRIGGER outside_review_comment_update AFTER UPDATE ON "review_comment" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'review_comment', NEW."id", 'assessment_id,reply_to,field,lon,lat,text,author,time,resolved_by,resolved',
    quote(OLD."assessment_id") || ',' || quote(OLD."reply_to") || ',' || quote(OLD."field") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."text") || ',' || quote(OLD."author") || ',' || quote(OLD."time") || ',' || quote(OLD."resolved_by") || ',' || quote(OLD."resolved"),
    quote(NEW."assessment_id") || ',' || quote(NEW."reply_to") || ',' || quote(NEW."field") || ',' || quote(NEW."lon") || ',' || quote(NEW."lat") || ',' || quote(NEW."text") || ',' || quote(NEW."author") || ',' || quote(NEW."time") || ',' || quote(NEW."resolved_by") || ',' || quote(NEW."resolved"));
END;
CREATE TRIGGER outside_review_comment_delete AFTER DELETE ON "review_comment" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'review_comment', OLD."id", 'assessment_id,reply_to,field,lon,lat,text,author,time,resolved_by,resolved',
    quote(OLD."assessment_id") || ',' || quote(OLD."reply_to") || ',' || quote(OLD."field") || ',' || quote(OLD."lon") || ',' || quote(OLD."lat") || ',' || quote(OLD."text") || ',' || quote(OLD."author") || ',' || quote(OLD."time") || ',' || quote(OLD."resolved_by") || ',' || quote(OLD."resolved"),
    NULL);
END;
CREATE TRIGGER outside_approval_insert AFTER INSERT ON "approval" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'approval', NEW."id", 'assessment_id,number,year,sequence,date,prepared_by,reviewed_by,issued_by,content_sha256,superseded_by,superseded_why',
    NULL,
    quote(NEW."assessment_id") || ',' || quote(NEW."number") || ',' || quote(NEW."year") || ',' || quote(NEW."sequence") || ',' || quote(NEW."date") || ',' || quote(NEW."prepared_by") || ',' || quote(NEW."reviewed_by") || ',' || quote(NEW."issued_by") || ',' || quote(NEW."content_sha256") || ',' || quote(NEW."superseded_by") || ',' || quote(NEW."superseded_why"));
END;
CREATE TRIGGER outside_approval_update AFTER UPDATE ON "approval" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'approval', NEW."id", 'assessment_id,number,year,sequence,date,prepared_by,reviewed_by,issued_by,content_sha256,superseded_by,superseded_why',
    quote(OLD."assessment_id") || ',' || quote(OLD."number") || ',' || quote(OLD."year") || ',' || quote(OLD."sequence") || ',' || quote(OLD."date") || ',' || quote(OLD."prepared_by") || ',' || quote(OLD."reviewed_by") || ',' || quote(OLD."issued_by") || ',' || quote(OLD."content_sha256") || ',' || quote(OLD."superseded_by") || ',' || quote(OLD."superseded_why"),
    quote(NEW."assessment_id") || ',' || quote(NEW."number") || ',' || quote(NEW."year") || ',' || quote(NEW."sequence") || ',' || quote(NEW."date") || ',' || quote(NEW."prepared_by") || ',' || quote(NEW."reviewed_by") || ',' || quote(NEW."issued_by") || ',' || quote(NEW."content_sha256") || ',' || quote(NEW."superseded_by") || ',' || quote(NEW."superseded_why"));
END;
CREATE TRIGGER outside_approval_delete AFTER DELETE ON "approval" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'approval', OLD."id", 'assessment_id,number,year,sequence,date,prepared_by,reviewed_by,issued_by,content_sha256,superseded_by,superseded_why',
    quote(OLD."assessment_id") || ',' || quote(OLD."number") || ',' || quote(OLD."year") || ',' || quote(OLD."sequence") || ',' || quote(OLD."date") || ',' || quote(OLD."prepared_by") || ',' || quote(OLD."reviewed_by") || ',' || quote(OLD."issued_by") || ',' || quote(OLD."content_sha256") || ',' || quote(OLD."superseded_by") || ',' || quote(OLD."superseded_why"),
    NULL);
END;
