-- Paragraphs of reports that somebody wrote over what the numbers say.

CREATE TABLE report_paragraph (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  -- bloom-day, bloom-week, bloom-month, redline, annual, validation
  kind TEXT NOT NULL,
  -- 2025-07-18, 2025-W29, 2025-07, 2025; of a validation its number.
  period TEXT NOT NULL,
  -- Numbers of the zones, ascending, canonical JSON.
  zone_ids TEXT NOT NULL,
  language TEXT NOT NULL,
  paragraph TEXT NOT NULL,
  text TEXT NOT NULL,
  -- What the numbers said when it was written.
  made_from TEXT NOT NULL,
  changed TEXT NOT NULL,
  author TEXT NOT NULL
);
CREATE UNIQUE INDEX report_paragraph_of ON report_paragraph (kind, period, zone_ids, language, paragraph);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('report_paragraph', 'attributes', 'report_paragraph', 'Written paragraphs of reports', NULL);
