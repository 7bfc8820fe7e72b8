-- Feature tables: longitude and latitude in CGCS2000 (EPSG:4490). Times are ISO 8601 text. JSON columns hold canonical JSON.

CREATE TABLE zone (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  zone_set TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'other',
  name TEXT NOT NULL DEFAULT '',
  attributes TEXT NOT NULL DEFAULT '{}',
  simulated BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX zone_set_name ON zone (zone_set, name);

CREATE TABLE site (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom POINT,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'check-point',
  note TEXT NOT NULL DEFAULT '',
  simulated BOOLEAN NOT NULL DEFAULT 0
);

CREATE TABLE parameter (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  unit TEXT NOT NULL,
  plausible_min REAL NOT NULL,
  plausible_max REAL NOT NULL,
  decimals INTEGER NOT NULL
);

CREATE TABLE observation (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  site_id INTEGER NOT NULL REFERENCES site(id),
  time TEXT NOT NULL,
  parameter TEXT NOT NULL REFERENCES parameter(code),
  value REAL NOT NULL,
  unit TEXT NOT NULL,
  method TEXT NOT NULL DEFAULT '',
  observer TEXT NOT NULL DEFAULT '',
  flag TEXT NOT NULL DEFAULT 'valid'
);
CREATE INDEX observation_site_time ON observation (site_id, time);

CREATE TABLE scene (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL,
  files TEXT NOT NULL,
  sensor TEXT,
  acquired TEXT,
  simulated BOOLEAN NOT NULL DEFAULT 0,
  scene TEXT NOT NULL
);
CREATE INDEX scene_files ON scene (files);

CREATE TABLE scene_footprint (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  scene_id INTEGER NOT NULL REFERENCES scene(id),
  name TEXT NOT NULL,
  acquired TEXT
);
CREATE INDEX scene_footprint_scene ON scene_footprint (scene_id);

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  created TEXT NOT NULL,
  author TEXT NOT NULL,
  scene_ids TEXT NOT NULL,
  zone_ids TEXT NOT NULL,
  zones INTEGER NOT NULL,
  total REAL NOT NULL,
  result TEXT NOT NULL
);

CREATE TABLE patch (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  assessment_id INTEGER NOT NULL REFERENCES assessment(id),
  number INTEGER NOT NULL,
  zone TEXT NOT NULL,
  area_m2 REAL NOT NULL,
  mean_change REAL NOT NULL
);
CREATE INDEX patch_assessment ON patch (assessment_id);

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
);

-- Append-only; hash covers the previous line's hash and every other column of this one.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  hash TEXT NOT NULL
);
CREATE INDEX journal_row ON journal (table_name, row_id);
CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
