-- What other modules keep that is about a row: cases whose answers name it, reports of damage at it.
CREATE TABLE register_related (
  tenant text NOT NULL REFERENCES tenant,
  kind text NOT NULL CHECK (kind ~ '^[a-z]{1,20}$'),
  thing uuid NOT NULL,
  register text NOT NULL,
  row_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, kind, thing, register, row_id)
);
COMMENT ON TABLE register_related IS 'What is about a row, as the module that keeps it says';
COMMENT ON COLUMN register_related.tenant IS 'Municipality';
COMMENT ON COLUMN register_related.kind IS 'Kind of thing: case, report';
COMMENT ON COLUMN register_related.thing IS 'Which one, in the module that keeps it';
COMMENT ON COLUMN register_related.register IS 'Register of the row';
COMMENT ON COLUMN register_related.row_id IS 'The row';
COMMENT ON COLUMN register_related.at IS 'When the thing came to be about the row: lists go by it';
CREATE INDEX register_related_row ON register_related (tenant, register, row_id, at DESC, thing DESC);
SELECT protect_tenant_table('register_related', 'SELECT, INSERT, DELETE');
