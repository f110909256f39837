-- Files come in row by row and are checked by a job: how far it is stands in the table, so that it goes on after a restart.
ALTER TABLE register_import DROP CONSTRAINT register_import_state_check;
ALTER TABLE register_import ADD CONSTRAINT register_import_state_check
  CHECK (state IN ('reading', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'discarded'));
COMMENT ON COLUMN register_import.state IS 'reading: rows come in; checking; checked: nothing written yet; running; done; undoing; undone; discarded';
COMMENT ON COLUMN register_import.next_lot IS 'The lot that is next: checked, written, or taken back';
ALTER TABLE register_import ADD COLUMN undone_to uuid;
COMMENT ON COLUMN register_import.undone_to IS 'Rows up to this one were looked at when the import was taken back';

CREATE TABLE register_import_key (
  tenant text NOT NULL,
  import_id uuid NOT NULL,
  key bytea NOT NULL,
  line int NOT NULL,
  PRIMARY KEY (tenant, import_id, key),
  FOREIGN KEY (tenant, import_id) REFERENCES register_import
);
COMMENT ON TABLE register_import_key IS 'The first row of each key in a file, until it is taken in: a later one with the same key is wrong';
COMMENT ON COLUMN register_import_key.tenant IS 'Municipality';
COMMENT ON COLUMN register_import_key.import_id IS 'Import';
COMMENT ON COLUMN register_import_key.key IS 'SHA-256 of the key';
COMMENT ON COLUMN register_import_key.line IS 'Where it stands first';
SELECT protect_tenant_table('register_import_key', 'SELECT, INSERT, DELETE');
