-- Keys of people, certified by the workspace's own key, and what they signed.

-- The workspace's key: who it is towards other offices. Its private half is sealed by the PINs of administrators.
CREATE TABLE workspace_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  -- Ed25519, SPKI in base64.
  public_key TEXT NOT NULL,
  -- First 32 hex digits of the SHA-256 of the public key.
  fingerprint TEXT NOT NULL,
  created TEXT NOT NULL
);

CREATE TABLE person_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person(id),
  -- As the person was called then.
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL UNIQUE,
  -- Fingerprint of the key that signed the certificate: the workspace's. NULL: not certified yet.
  certified_by TEXT,
  certificate TEXT,
  created TEXT NOT NULL,
  -- From when it signs nothing any more; what it signed before stays valid.
  revoked TEXT,
  revoked_why TEXT
);
CREATE INDEX person_key_person ON person_key (person_id);

CREATE TABLE signature (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  assessment_id INTEGER NOT NULL REFERENCES assessment(id),
  -- submit, withdraw, return, approve, supersede
  step TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person(id),
  who TEXT NOT NULL,
  key TEXT NOT NULL,
  time TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  -- The last line of the journal before it: whoever writes the journal anew cannot sign it anew.
  head_id INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  why TEXT NOT NULL,
  -- Of an approval.
  number TEXT,
  signature TEXT NOT NULL
);
CREATE INDEX signature_assessment ON signature (assessment_id);

-- Offices whose packages were taken in, with the key that they first came with.
CREATE TABLE known_office (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  office TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  who TEXT NOT NULL
);

-- Private keys, sealed by the PIN; the proof is the person's own signature over this row.
ALTER TABLE person_secret ADD COLUMN sealed_key BLOB;
ALTER TABLE person_secret ADD COLUMN sealed_root BLOB;
ALTER TABLE person_secret ADD COLUMN proof TEXT;

CREATE TRIGGER signature_stays BEFORE DELETE ON signature WHEN EXISTS (SELECT 1 FROM approval WHERE assessment_id = OLD.assessment_id)
BEGIN
  SELECT RAISE(ABORT, 'a signature cannot be taken out');
END;
CREATE TRIGGER signature_is_signed BEFORE UPDATE ON signature BEGIN
  SELECT RAISE(ABORT, 'a signature cannot be changed');
END;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('workspace_key', 'attributes', 'workspace_key', 'Key of the workspace', NULL),
  ('person_key', 'attributes', 'person_key', 'Keys of people', NULL),
  ('signature', 'attributes', 'signature', 'Signatures of the review', NULL),
  ('known_office', 'attributes', 'known_office', 'Offices whose packages were taken in', NULL);

CREATE TRIGGER outside_workspace_key_insert AFTER INSERT ON "workspace_key" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'workspace_key', NEW."id", 'public_key,fingerprint,created',
    NULL,
    quote(NEW."public_key") || ',' || quote(NEW."fingerprint") || ',' || quote(NEW."created"));
END;
CREATE TRIGGER outside_workspace_key_update AFTER UPDATE ON "workspace_key" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'workspace_key', NEW."id", 'public_key,fingerprint,created',
    quote(OLD."public_key") || ',' || quote(OLD."fingerprint") || ',' || quote(OLD."created"),
    quote(NEW."public_key") || ',' || quote(NEW."fingerprint") || ',' || quote(NEW."created"));
END;
CREATE TRIGGER outside_workspace_key_delete AFTER DELETE ON "workspace_key" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'workspace_key', OLD."id", 'public_key,fingerprint,created',
    quote(OLD."public_key") || ',' || quote(OLD."fingerprint") || ',' || quote(OLD."created"),
    NULL);
END;
CREATE TRIGGER outside_person_key_insert AFTER INSERT ON "person_key" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'person_key', NEW."id", 'person_id,name,public_key,fingerprint,certified_by,certificate,created,revoked,revoked_why',
    NULL,
    quote(NEW."person_id") || ',' || quote(NEW."name") || ',' || quote(NEW."public_key") || ',' || quote(NEW."fingerprint") || ',' || quote(NEW."certified_by") || ',' || quote(NEW."certificate") || ',' || quote(NEW."created") || ',' || quote(NEW."revoked") || ',' || quote(NEW."revoked_why"));
END;
CREATE TRIGGER outside_person_key_update AFTER UPDATE ON "person_key" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'person_key', NEW."id", 'person_id,name,public_key,fingerprint,certified_by,certificate,created,revoked,revoked_why',
    quote(OLD."person_id") || ',' || quote(OLD."name") || ',' || quote(OLD."public_key") || ',' || quote(OLD."fingerprint") || ',' || quote(OLD."certified_by") || ',' || quote(OLD."certificate") || ',' || quote(OLD."created") || ',' || quote(OLD."revoked") || ',' || quote(OLD."revoked_why"),
    quote(NEW."person_id") || ',' || quote(NEW."name") || ',' || quote(NEW."public_key") || ',' || quote(NEW."fingerprint") || ',' || quote(NEW."certified_by") || ',' || quote(NEW."certificate") || ',' || quote(NEW."created") || ',' || quote(NEW."revoked") || ',' || quote(NEW."revoked_why"));
END;
CREATE TRIGGER outside_person_key_delete AFTER DELETE ON "person_key" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'person_key', OLD."id", 'person_id,name,public_key,fingerprint,certified_by,certificate,created,revoked,revoked_why',
    quote(OLD."person_id") || ',' || quote(OLD."name") || ',' || quote(OLD."public_key") || ',' || quote(OLD."fingerprint") || ',' || quote(OLD."certified_by") || ',' || quote(OLD."certificate") || ',' || quote(OLD."created") || ',' || quote(OLD."revoked") || ',' || quote(OLD."revoked_why"),
    NULL);
END;
CREATE TRIGGER outside_signature_insert AFTER INSERT ON "signature" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'signature', NEW."id", 'assessment_id,step,person_id,who,key,time,content_sha256,head_id,head_hash,why,number,signature',
    NULL,
    quote(NEW."assessment_id") || ',' || quote(NEW."step") || ',' || quote(NEW."person_id") || ',' || quote(NEW."who") || ',' || quote(NEW."key") || ',' || quote(NEW."time") || ',' || quote(NEW."content_sha256") || ',' || quote(NEW."head_id") || ',' || quote(NEW."head_hash") || ',' || quote(NEW."why") || ',' || quote(NEW."number") || ',' || quote(NEW."signature"));
END;
CREATE TRIGGER outside_signature_update AFTER UPDATE ON "signature" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'signature', NEW."id", 'assessment_id,step,person_id,who,key,time,content_sha256,head_id,head_hash,why,number,signature',
    quote(OLD."assessment_id") || ',' || quote(OLD."step") || ',' || quote(OLD."person_id") || ',' || quote(OLD."who") || ',' || quote(OLD."key") || ',' || quote(OLD."time") || ',' || quote(OLD."content_sha256") || ',' || quote(OLD."head_id") || ',' || quote(OLD."head_hash") || ',' || quote(OLD."why") || ',' || quote(OLD."number") || ',' || quote(OLD."signature"),
    quote(NEW."assessment_id") || ',' || quote(NEW."step") || ',' || quote(NEW."person_id") || ',' || quote(NEW."who") || ',' || quote(NEW."key") || ',' || quote(NEW."time") || ',' || quote(NEW."content_sha256") || ',' || quote(NEW."head_id") || ',' || quote(NEW."head_hash") || ',' || quote(NEW."why") || ',' || quote(NEW."number") || ',' || quote(NEW."signature"));
END;
CREATE TRIGGER outside_signature_delete AFTER DELETE ON "signature" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'signature', OLD."id", 'assessment_id,step,person_id,who,key,time,content_sha256,head_id,head_hash,why,number,signature',
    quote(OLD."assessment_id") || ',' || quote(OLD."step") || ',' || quote(OLD."person_id") || ',' || quote(OLD."who") || ',' || quote(OLD."key") || ',' || quote(OLD."time") || ',' || quote(OLD."content_sha256") || ',' || quote(OLD."head_id") || ',' || quote(OLD."head_hash") || ',' || quote(OLD."why") || ',' || quote(OLD."number") || ',' || quote(OLD."signature"),
    NULL);
END;
CREATE TRIGGER outside_known_office_insert AFTER INSERT ON "known_office" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('insert', 'known_office', NEW."id", 'office,fingerprint,first_seen,who',
    NULL,
    quote(NEW."office") || ',' || quote(NEW."fingerprint") || ',' || quote(NEW."first_seen") || ',' || quote(NEW."who"));
END;
CREATE TRIGGER outside_known_office_update AFTER UPDATE ON "known_office" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('update', 'known_office', NEW."id", 'office,fingerprint,first_seen,who',
    quote(OLD."office") || ',' || quote(OLD."fingerprint") || ',' || quote(OLD."first_seen") || ',' || quote(OLD."who"),
    quote(NEW."office") || ',' || quote(NEW."fingerprint") || ',' || quote(NEW."first_seen") || ',' || quote(NEW."who"));
END;
CREATE TRIGGER outside_known_office_delete AFTER DELETE ON "known_office" WHEN (SELECT open FROM own_write) = 0
BEGIN
  INSERT INTO outside_change (action, table_name, row_id, columns, before, after) VALUES ('delete', 'known_office', OLD."id", 'office,fingerprint,first_seen,who',
    quote(OLD."office") || ',' || quote(OLD."fingerprint") || ',' || quote(OLD."first_seen") || ',' || quote(OLD."who"),
    NULL);
END;
