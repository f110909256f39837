-- Registers that a town defines in the browser stand beside those of the files, as versions of the same table.
ALTER TABLE register_definition ADD COLUMN unit text;
ALTER TABLE register_definition ADD COLUMN by text;
COMMENT ON COLUMN register_definition.unit IS 'Section that keeps it, where the town defined it in the browser; null: files say so';
COMMENT ON COLUMN register_definition.by IS 'Who saved it, as the journal writes it; null: it came with the files';

CREATE TABLE register_draft (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  unit text NOT NULL,
  document jsonb NOT NULL,
  base int,
  revision int NOT NULL CHECK (revision > 0),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant, register)
);
COMMENT ON TABLE register_draft IS 'Definitions of registers that are being written; gone when they are in use or given up';
COMMENT ON COLUMN register_draft.tenant IS 'Municipality';
COMMENT ON COLUMN register_draft.register IS 'Register that it is a new version of, or that it will be';
COMMENT ON COLUMN register_draft.unit IS 'Section of the register: who may work on the draft follows from it';
COMMENT ON COLUMN register_draft.document IS 'The definition as far as it is written';
COMMENT ON COLUMN register_draft.base IS 'Version that it was begun from; null for a new register';
COMMENT ON COLUMN register_draft.revision IS 'Counts the changes; who saves on an older one is told';
COMMENT ON COLUMN register_draft.changed_at IS 'Last change';
COMMENT ON COLUMN register_draft.changed_by IS 'Id of the member of staff who changed it last';
SELECT protect_tenant_table('register_draft', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE register_migration (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  version int NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done')),
  rows int NOT NULL,
  done int NOT NULL DEFAULT 0,
  lost int NOT NULL DEFAULT 0,
  report bytea,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, register, version),
  FOREIGN KEY (tenant, register, version) REFERENCES register_definition
);
COMMENT ON TABLE register_migration IS 'How far the rows of a register follow a version of its definition, and what became of them';
COMMENT ON COLUMN register_migration.tenant IS 'Municipality';
COMMENT ON COLUMN register_migration.register IS 'Register';
COMMENT ON COLUMN register_migration.version IS 'Version that the rows follow';
COMMENT ON COLUMN register_migration.state IS 'running; done: no row was behind any more';
COMMENT ON COLUMN register_migration.rows IS 'Rows that were behind when it began';
COMMENT ON COLUMN register_migration.done IS 'Rows that have followed';
COMMENT ON COLUMN register_migration.lost IS 'Values that did not fit and are in earlier versions of their rows';
COMMENT ON COLUMN register_migration.report IS 'Sealed: the first of those values, by row and field; null while there are none';
COMMENT ON COLUMN register_migration.updated_at IS 'When it last went on';
SELECT protect_tenant_table('register_migration', 'SELECT, INSERT, UPDATE');
