-- Series of bloom over many scenes, the warnings that rules gave, and the texts of bulletins. JSON columns hold canonical JSON.

CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL,
  folder TEXT NOT NULL,
  zone_ids TEXT NOT NULL,
  options TEXT NOT NULL,
  -- SHA-256 of names and outlines of the zones, as they were when the entries were made.
  zones_sha256 TEXT NOT NULL DEFAULT '',
  created TEXT NOT NULL,
  author TEXT NOT NULL
);

-- One scene of a series: its numbers, or why it has none.
CREATE TABLE series_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  series_id INTEGER NOT NULL REFERENCES series(id),
  scene TEXT NOT NULL,
  date TEXT,
  -- Paths, sizes and times of the files; the same again is not assessed again.
  fingerprint TEXT NOT NULL,
  result TEXT,
  problem TEXT,
  made TEXT NOT NULL
);
CREATE UNIQUE INDEX series_entry_scene ON series_entry (series_id, scene);

CREATE TABLE bloom_warning (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  series_id INTEGER NOT NULL REFERENCES series(id),
  zone_id INTEGER NOT NULL,
  zone TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  holds BOOLEAN NOT NULL,
  simulated BOOLEAN NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  evidence TEXT NOT NULL,
  -- Who took it to which state, when and why.
  history TEXT NOT NULL
);
CREATE INDEX bloom_warning_series ON bloom_warning (series_id, zone_id, rule, since);

-- A text that somebody wrote over the one that is made from the numbers.
CREATE TABLE bulletin (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  assessment_id INTEGER NOT NULL REFERENCES assessment(id),
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  -- SHA-256 of the made text that it was written over.
  based_on TEXT NOT NULL,
  changed TEXT NOT NULL,
  author TEXT NOT NULL
);
CREATE UNIQUE INDEX bulletin_assessment ON bulletin (assessment_id, language);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('series', 'attributes', 'series', 'Series of bloom', NULL),
  ('series_entry', 'attributes', 'series_entry', 'Scenes of series', NULL),
  ('bloom_warning', 'attributes', 'bloom_warning', 'Bloom warnings', NULL),
  ('bulletin', 'attributes', 'bulletin', 'Texts of bulletins', NULL);
