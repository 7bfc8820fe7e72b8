-- Sealed packages: those that were made of an approved assessment, and those that came from another office and can only be read.

CREATE TABLE package (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  -- sent, received
  direction TEXT NOT NULL,
  -- Of one that was sent.
  assessment_id INTEGER REFERENCES assessment(id),
  -- SHA-256 over the manifest.
  seal TEXT NOT NULL,
  number TEXT NOT NULL,
  office TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  packed TEXT NOT NULL,
  -- Of one that was received: path in the workspace folder, with forward slashes. Of one that was sent: its name.
  file TEXT NOT NULL,
  who TEXT NOT NULL,
  time TEXT NOT NULL,
  -- What the package says of itself, JSON.
  about TEXT NOT NULL
);
CREATE UNIQUE INDEX package_received ON package (seal) WHERE direction = 'received';

-- Where a package went, or came from, stays.
CREATE TRIGGER package_stays BEFORE UPDATE ON package BEGIN
  SELECT RAISE(ABORT, 'a package cannot be changed');
END;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('package', 'attributes', 'package', 'Sealed packages, sent and received', NULL);

CREATE TRIGGER outside_package_insert AFTER INSERT ON "package" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'package', NEW."id", 'direction,assessment_id,seal,number,office,name,kind,packed,file,who,time,about',
    NULL,
    quote(NEW."direction") || ',' || quote(NEW."assessment_id") || ',' || quote(NEW."seal") || ',' || quote(NEW."number") || ',' || quote(NEW."office") || ',' || quote(NEW."name") || ',' || quote(NEW."kind") || ',' || quote(NEW."packed") || ',' || quote(NEW."file") || ',' || quote(NEW."who") || ',' || quote(NEW."time") || ',' || quote(NEW."about"));
END;
CREATE TRIGGER outside_package_update AFTER UPDATE ON "package" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'package', NEW."id", 'direction,assessment_id,seal,number,office,name,kind,packed,file,who,time,about',
    quote(OLD."direction") || ',' || quote(OLD."assessment_id") || ',' || quote(OLD."seal") || ',' || quote(OLD."number") || ',' || quote(OLD."office") || ',' || quote(OLD."name") || ',' || quote(OLD."kind") || ',' || quote(OLD."packed") || ',' || quote(OLD."file") || ',' || quote(OLD."who") || ',' || quote(OLD."time") || ',' || quote(OLD."about"),
    quote(NEW."direction") || ',' || quote(NEW."assessment_id") || ',' || quote(NEW."seal") || ',' || quote(NEW."number") || ',' || quote(NEW."office") || ',' || quote(NEW."name") || ',' || quote(NEW."kind") || ',' || quote(NEW."packed") || ',' || quote(NEW."file") || ',' || quote(NEW."who") || ',' || quote(NEW."time") || ',' || quote(NEW."about"));
END;
CREATE TRIGGER outside_package_delete AFTER DELETE ON "package" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'package', OLD."id", 'direction,assessment_id,seal,number,office,name,kind,packed,file,who,time,about',
    quote(OLD."direction") || ',' || quote(OLD."assessment_id") || ',' || quote(OLD."seal") || ',' || quote(OLD."number") || ',' || quote(OLD."office") || ',' || quote(OLD."name") || ',' || quote(OLD."kind") || ',' || quote(OLD."packed") || ',' || quote(OLD."file") || ',' || quote(OLD."who") || ',' || quote(OLD."time") || ',' || quote(OLD."about"),
    NULL);
END;
