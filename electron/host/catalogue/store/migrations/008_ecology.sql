-- Results about the ecosystem: state of the vegetation, indices (EI, EQI), services and validation with plots. JSON columns hold canonical JSON.

CREATE TABLE ecology_result (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  created TEXT NOT NULL,
  author TEXT NOT NULL,
  -- What was asked, so that rasters can be made again.
  input TEXT NOT NULL,
  result TEXT NOT NULL
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('ecology_result', 'attributes', 'ecology_result', 'Results about the ecosystem', NULL);
