-- Packages of watched folders and what became of them: each is taken once.

CREATE TABLE inbox_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  folder TEXT NOT NULL,
  -- Below the folder.
  name TEXT NOT NULL,
  -- Size and time of its files: what changed since is taken again.
  version TEXT NOT NULL,
  -- assessed, no-lake, twice, failed
  state TEXT NOT NULL,
  -- JSON lists.
  scene_ids TEXT NOT NULL,
  assessment_ids TEXT NOT NULL,
  messages TEXT NOT NULL,
  seconds REAL NOT NULL,
  time TEXT NOT NULL
);
CREATE UNIQUE INDEX inbox_item_name ON inbox_item (folder, name);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('inbox_item', 'attributes', 'inbox_item', 'Packages of watched folders', NULL);

CREATE TRIGGER outside_inbox_item_insert AFTER INSERT ON "inbox_item" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'inbox_item', NEW."id", 'folder,name,version,state,scene_ids,assessment_ids,messages,seconds,time',
    NULL,
    quote(NEW."folder") || ',' || quote(NEW."name") || ',' || quote(NEW."version") || ',' || quote(NEW."state") || ',' || quote(NEW."scene_ids") || ',' || quote(NEW."assessment_ids") || ',' || quote(NEW."messages") || ',' || quote(NEW."seconds") || ',' || quote(NEW."time"));
END;
CREATE TRIGGER outside_inbox_item_update AFTER UPDATE ON "inbox_item" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'inbox_item', NEW."id", 'folder,name,version,state,scene_ids,assessment_ids,messages,seconds,time',
    quote(OLD."folder") || ',' || quote(OLD."name") || ',' || quote(OLD."version") || ',' || quote(OLD."state") || ',' || quote(OLD."scene_ids") || ',' || quote(OLD."assessment_ids") || ',' || quote(OLD."messages") || ',' || quote(OLD."seconds") || ',' || quote(OLD."time"),
    quote(NEW."folder") || ',' || quote(NEW."name") || ',' || quote(NEW."version") || ',' || quote(NEW."state") || ',' || quote(NEW."scene_ids") || ',' || quote(NEW."assessment_ids") || ',' || quote(NEW."messages") || ',' || quote(NEW."seconds") || ',' || quote(NEW."time"));
END;
CREATE TRIGGER outside_inbox_item_delete AFTER DELETE ON "inbox_item" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'inbox_item', OLD."id", 'folder,name,version,state,scene_ids,assessment_ids,messages,seconds,time',
    quote(OLD."folder") || ',' || quote(OLD."name") || ',' || quote(OLD."version") || ',' || quote(OLD."state") || ',' || quote(OLD."scene_ids") || ',' || quote(OLD."assessment_ids") || ',' || quote(OLD."messages") || ',' || quote(OLD."seconds") || ',' || quote(OLD."time"),
    NULL);
END;
