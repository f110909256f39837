-- Registers (台帳): definitions are data, rows are of one table, nothing vanishes.
CREATE TABLE register_definition (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  digest bytea NOT NULL,
  document jsonb NOT NULL,
  slots jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, register, version)
);
COMMENT ON TABLE register_definition IS 'Every version of a definition that was ever in use';
COMMENT ON COLUMN register_definition.tenant IS 'Municipality';
COMMENT ON COLUMN register_definition.register IS 'Register, by the id of its definition';
COMMENT ON COLUMN register_definition.version IS '1, 2, 3 …';
COMMENT ON COLUMN register_definition.digest IS 'SHA-256 of the document';
COMMENT ON COLUMN register_definition.document IS 'The definition';
COMMENT ON COLUMN register_definition.slots IS 'Which field lies in which column of register_row';
COMMENT ON COLUMN register_definition.at IS 'From when on it was in use';
SELECT protect_tenant_table('register_definition', 'SELECT, INSERT');

CREATE TABLE register_row (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  label text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'retired')),
  version int NOT NULL CHECK (version > 0),
  definition int NOT NULL,
  content jsonb NOT NULL,
  sealed bytea,
  geometry jsonb,
  cell int8,
  west float8,
  south float8,
  east float8,
  north float8,
  t1 text COLLATE "C", t2 text COLLATE "C", t3 text COLLATE "C", t4 text COLLATE "C",
  t5 text COLLATE "C", t6 text COLLATE "C", t7 text COLLATE "C", t8 text COLLATE "C",
  n1 float8, n2 float8, n3 float8, n4 float8,
  terms int4[] NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, register, id),
  CONSTRAINT register_row_key UNIQUE (tenant, register, key)
);
COMMENT ON TABLE register_row IS 'Rows of all registers as they stand now';
COMMENT ON COLUMN register_row.tenant IS 'Municipality';
COMMENT ON COLUMN register_row.register IS 'Register';
COMMENT ON COLUMN register_row.id IS 'Row';
COMMENT ON COLUMN register_row.key IS 'What tells it from others, from the key fields of the definition; the id where there are none';
COMMENT ON COLUMN register_row.label IS 'What it is called';
COMMENT ON COLUMN register_row.state IS 'active; retired: taken out of use, and still there';
COMMENT ON COLUMN register_row.version IS 'Number of its newest version';
COMMENT ON COLUMN register_row.definition IS 'Version of the definition that its values are of';
COMMENT ON COLUMN register_row.content IS 'Values of ordinary fields, by field';
COMMENT ON COLUMN register_row.sealed IS 'Sealed: values of personal and sensitive fields; null without such';
COMMENT ON COLUMN register_row.geometry IS 'GeoJSON geometry, WGS 84';
COMMENT ON COLUMN register_row.cell IS 'Smallest square of the quadtree that holds the geometry (cells.ts)';
COMMENT ON COLUMN register_row.west IS 'Box of the geometry, degrees';
COMMENT ON COLUMN register_row.south IS 'Box of the geometry, degrees';
COMMENT ON COLUMN register_row.east IS 'Box of the geometry, degrees';
COMMENT ON COLUMN register_row.north IS 'Box of the geometry, degrees';
COMMENT ON COLUMN register_row.t1 IS 'Text, choice or day to narrow lists by, folded; which field is said in register_definition.slots; null: not in use';
COMMENT ON COLUMN register_row.t2 IS 'As t1';
COMMENT ON COLUMN register_row.t3 IS 'As t1';
COMMENT ON COLUMN register_row.t4 IS 'As t1';
COMMENT ON COLUMN register_row.t5 IS 'As t1';
COMMENT ON COLUMN register_row.t6 IS 'As t1';
COMMENT ON COLUMN register_row.t7 IS 'As t1';
COMMENT ON COLUMN register_row.t8 IS 'As t1';
COMMENT ON COLUMN register_row.n1 IS 'Number to narrow lists by; NaN: blank; null: not in use';
COMMENT ON COLUMN register_row.n2 IS 'As n1';
COMMENT ON COLUMN register_row.n3 IS 'As n1';
COMMENT ON COLUMN register_row.n4 IS 'As n1';
COMMENT ON COLUMN register_row.terms IS 'Hashes of all pairs of neighbouring characters of what is found by words';
COMMENT ON COLUMN register_row.created_at IS 'When it was written first';
COMMENT ON COLUMN register_row.updated_at IS 'When it was last changed';
CREATE INDEX register_row_cell ON register_row (tenant, register, cell) WHERE cell IS NOT NULL;
CREATE INDEX register_row_definition ON register_row (tenant, register, definition, id);
CREATE INDEX register_row_t1 ON register_row (tenant, register, t1, id) WHERE t1 IS NOT NULL;
CREATE INDEX register_row_t2 ON register_row (tenant, register, t2, id) WHERE t2 IS NOT NULL;
CREATE INDEX register_row_t3 ON register_row (tenant, register, t3, id) WHERE t3 IS NOT NULL;
CREATE INDEX register_row_t4 ON register_row (tenant, register, t4, id) WHERE t4 IS NOT NULL;
CREATE INDEX register_row_t5 ON register_row (tenant, register, t5, id) WHERE t5 IS NOT NULL;
CREATE INDEX register_row_t6 ON register_row (tenant, register, t6, id) WHERE t6 IS NOT NULL;
CREATE INDEX register_row_t7 ON register_row (tenant, register, t7, id) WHERE t7 IS NOT NULL;
CREATE INDEX register_row_t8 ON register_row (tenant, register, t8, id) WHERE t8 IS NOT NULL;
CREATE INDEX register_row_n1 ON register_row (tenant, register, n1, id) WHERE n1 IS NOT NULL;
CREATE INDEX register_row_n2 ON register_row (tenant, register, n2, id) WHERE n2 IS NOT NULL;
CREATE INDEX register_row_n3 ON register_row (tenant, register, n3, id) WHERE n3 IS NOT NULL;
CREATE INDEX register_row_n4 ON register_row (tenant, register, n4, id) WHERE n4 IS NOT NULL;
-- Without the tenant, which a GIN index cannot hold; register_candidates compares it.
CREATE INDEX register_row_terms ON register_row USING gin (terms);
SELECT protect_tenant_table('register_row', 'SELECT, INSERT, UPDATE');

CREATE TABLE register_version (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  row_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  change text NOT NULL CHECK (change IN ('created', 'changed', 'retired', 'restored', 'migrated', 'undone')),
  state text NOT NULL CHECK (state IN ('active', 'retired')),
  definition int NOT NULL,
  content jsonb NOT NULL,
  sealed bytea,
  geometry jsonb,
  why bytea,
  import_id uuid,
  by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, register, row_id, version),
  FOREIGN KEY (tenant, register, row_id) REFERENCES register_row
);
COMMENT ON TABLE register_version IS 'Every version that a row ever had, whole; append-only';
COMMENT ON COLUMN register_version.tenant IS 'Municipality';
COMMENT ON COLUMN register_version.register IS 'Register';
COMMENT ON COLUMN register_version.row_id IS 'Row';
COMMENT ON COLUMN register_version.version IS '1, 2, 3 …';
COMMENT ON COLUMN register_version.change IS 'What happened; migrated: the definition changed; undone: an import was taken back';
COMMENT ON COLUMN register_version.state IS 'As in register_row';
COMMENT ON COLUMN register_version.definition IS 'Version of the definition that the values are of';
COMMENT ON COLUMN register_version.content IS 'Values of ordinary fields';
COMMENT ON COLUMN register_version.sealed IS 'Sealed: values of personal and sensitive fields';
COMMENT ON COLUMN register_version.geometry IS 'GeoJSON geometry';
COMMENT ON COLUMN register_version.why IS 'Sealed: the reason that was given; null without one';
COMMENT ON COLUMN register_version.import_id IS 'The import that wrote it; null when it was somebody''s hand';
COMMENT ON COLUMN register_version.by IS 'Who, as the journal writes it';
COMMENT ON COLUMN register_version.at IS 'From when on it held';
CREATE INDEX register_version_import ON register_version (tenant, import_id, row_id) WHERE import_id IS NOT NULL;
SELECT protect_tenant_table('register_version', 'SELECT, INSERT');
CREATE TRIGGER register_version_append_only BEFORE UPDATE OR DELETE ON register_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE register_import (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  register text NOT NULL,
  state text NOT NULL CHECK (state IN ('checked', 'running', 'done', 'undoing', 'undone', 'discarded')),
  format text NOT NULL,
  encoding text NOT NULL,
  name bytea NOT NULL,
  headings jsonb NOT NULL,
  mapping jsonb NOT NULL,
  lots int NOT NULL,
  next_lot int NOT NULL DEFAULT 0,
  rows int NOT NULL,
  created int NOT NULL DEFAULT 0,
  changed int NOT NULL DEFAULT 0,
  same int NOT NULL DEFAULT 0,
  wrong int NOT NULL DEFAULT 0,
  left_alone int NOT NULL DEFAULT 0,
  report bytea NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE register_import IS 'Files that were read into registers';
COMMENT ON COLUMN register_import.tenant IS 'Municipality';
COMMENT ON COLUMN register_import.id IS 'Import';
COMMENT ON COLUMN register_import.register IS 'Register';
COMMENT ON COLUMN register_import.state IS 'checked: read, nothing written; running; done; undoing; undone; discarded';
COMMENT ON COLUMN register_import.format IS 'csv, excel, geojson or shapefile';
COMMENT ON COLUMN register_import.encoding IS 'What its characters were found to be';
COMMENT ON COLUMN register_import.name IS 'Sealed: name of the file';
COMMENT ON COLUMN register_import.headings IS 'Headings of the file';
COMMENT ON COLUMN register_import.mapping IS 'For each heading a field or source; empty: left out';
COMMENT ON COLUMN register_import.lots IS 'Lots of rows';
COMMENT ON COLUMN register_import.next_lot IS 'The lot that is next: written, or taken back';
COMMENT ON COLUMN register_import.rows IS 'Rows in the file';
COMMENT ON COLUMN register_import.created IS 'Rows that were new';
COMMENT ON COLUMN register_import.changed IS 'Rows that were changed';
COMMENT ON COLUMN register_import.same IS 'Rows that stood there as they are';
COMMENT ON COLUMN register_import.wrong IS 'Rows that were not taken';
COMMENT ON COLUMN register_import.left_alone IS 'Rows that were not taken back, since somebody changed them afterwards';
COMMENT ON COLUMN register_import.report IS 'Sealed: what is wrong, by line and column';
COMMENT ON COLUMN register_import.by IS 'Who handed it in, as the journal writes it';
COMMENT ON COLUMN register_import.at IS 'When';
COMMENT ON COLUMN register_import.updated_at IS 'When it last went on';
CREATE INDEX register_import_list ON register_import (tenant, register, at DESC, id DESC);
SELECT protect_tenant_table('register_import', 'SELECT, INSERT, UPDATE');

CREATE TABLE register_import_lot (
  tenant text NOT NULL REFERENCES tenant,
  import_id uuid NOT NULL,
  lot int NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (tenant, import_id, lot),
  FOREIGN KEY (tenant, import_id) REFERENCES register_import
);
COMMENT ON TABLE register_import_lot IS 'Rows of a file until they are taken in';
COMMENT ON COLUMN register_import_lot.tenant IS 'Municipality';
COMMENT ON COLUMN register_import_lot.import_id IS 'Import';
COMMENT ON COLUMN register_import_lot.lot IS '0, 1, 2 …';
COMMENT ON COLUMN register_import_lot.content IS 'Sealed: the rows as they stand in the file';
SELECT protect_tenant_table('register_import_lot', 'SELECT, INSERT, DELETE');

CREATE TABLE register_mapping (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  head bytea NOT NULL,
  mapping jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, register, head)
);
COMMENT ON TABLE register_mapping IS 'How a file with these headings was read last time';
COMMENT ON COLUMN register_mapping.tenant IS 'Municipality';
COMMENT ON COLUMN register_mapping.register IS 'Register';
COMMENT ON COLUMN register_mapping.head IS 'SHA-256 of the headings';
COMMENT ON COLUMN register_mapping.mapping IS 'As in register_import';
COMMENT ON COLUMN register_mapping.updated_at IS 'When it was last used';
SELECT protect_tenant_table('register_mapping', 'SELECT, INSERT, UPDATE');

-- As records_candidates (docs/decisions/0019): "contains" is not leakproof, so the terms are looked for by the owner of
-- the tables, in the tenant of the transaction and nowhere else. It returns ids; the rows are read behind the policy.
CREATE FUNCTION register_candidates(of_register text, wanted int4[], after_key text, most int)
RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- So many rows are looked through in their order before the index is asked: common words are found there.
  near CONSTANT int := 2000;
  found uuid[];
BEGIN
  EXECUTE 'SELECT array_agg(page.id) FROM (SELECT r.id FROM (
      SELECT id, key, terms FROM register_row
      WHERE tenant = $1 AND register = $2 AND ($4 IS NULL OR key > $4) ORDER BY key LIMIT $6
    ) r WHERE r.terms @> $3 ORDER BY r.key LIMIT $5) page'
  INTO found USING current_setting('app.tenant', true), of_register, wanted, after_key, most, near;
  IF cardinality(found) = most THEN
    RETURN QUERY SELECT unnest(found);
    RETURN;
  END IF;
  RETURN QUERY EXECUTE 'SELECT hit.id FROM (
      SELECT r.id, r.key FROM register_row r
      WHERE r.terms @> $3 AND r.tenant = $1 AND r.register = $2 AND ($4 IS NULL OR r.key > $4) OFFSET 0
    ) hit ORDER BY hit.key LIMIT $5'
  USING current_setting('app.tenant', true), of_register, wanted, after_key, most;
END $$;
COMMENT ON FUNCTION register_candidates IS 'Rows of the transaction''s municipality that have all the terms, in the order of their keys';
REVOKE ALL ON FUNCTION register_candidates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register_candidates TO yakuba_app;
