-- What happened to the workspace itself, and numbers of approvals that must not come twice.

CREATE TABLE workspace_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  -- restored: a backup took the catalogue's place. lines-lost: the catalogue ended earlier than was remembered outside.
  kind TEXT NOT NULL,
  -- Canonical JSON.
  details TEXT NOT NULL
);
-- Highest number known from outside the catalogue, by year: a restored catalogue goes on after it.
CREATE TABLE approval_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  year INTEGER NOT NULL UNIQUE,
  last INTEGER NOT NULL
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('workspace_event', 'attributes', 'workspace_event', 'What happened to the workspace', NULL),
  ('approval_mark', 'attributes', 'approval_mark', 'Highest numbers of approvals', NULL);

CREATE TRIGGER outside_workspace_event_insert AFTER INSERT ON "workspace_event" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'workspace_event', NEW."id", 'time,who,kind,details',
    NULL,
    quote(NEW."time") || ',' || quote(NEW."who") || ',' || quote(NEW."kind") || ',' || quote(NEW."details"));
END;
CREATE TRIGGER outside_workspace_event_update AFTER UPDATE ON "workspace_event" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'workspace_event', NEW."id", 'time,who,kind,details',
    quote(OLD."time") || ',' || quote(OLD."who") || ',' || quote(OLD."kind") || ',' || quote(OLD."details"),
    quote(NEW."time") || ',' || quote(NEW."who") || ',' || quote(NEW."kind") || ',' || quote(NEW."details"));
END;
CREATE TRIGGER outside_workspace_event_delete AFTER DELETE ON "workspace_event" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'workspace_event', OLD."id", 'time,who,kind,details',
    quote(OLD."time") || ',' || quote(OLD."who") || ',' || quote(OLD."kind") || ',' || quote(OLD."details"),
    NULL);
END;
CREATE TRIGGER outside_approval_mark_insert AFTER INSERT ON "approval_mark" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'approval_mark', NEW."id", 'year,last',
    NULL,
    quote(NEW."year") || ',' || quote(NEW."last"));
END;
CREATE TRIGGER outside_approval_mark_update AFTER UPDATE ON "approval_mark" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'approval_mark', NEW."id", 'year,last',
    quote(OLD."year") || ',' || quote(OLD."last"),
    quote(NEW."year") || ',' || quote(NEW."last"));
END;
CREATE TRIGGER outside_approval_mark_delete AFTER DELETE ON "approval_mark" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'approval_mark', OLD."id", 'year,last',
    quote(OLD."year") || ',' || quote(OLD."last"),
    NULL);
END;
