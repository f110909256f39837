-- Rows that visitors look at on a terminal of the office, and the copies that they ask for.
CREATE TABLE register_visit (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  register text NOT NULL,
  content bytea NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE register_visit IS 'What a visitor has on the screen now; gone when the visit ends, or soon after it was left';
COMMENT ON COLUMN register_visit.tenant IS 'Municipality';
COMMENT ON COLUMN register_visit.id IS 'Known to the screen only';
COMMENT ON COLUMN register_visit.register IS 'Register that is looked at';
COMMENT ON COLUMN register_visit.content IS 'Sealed: what was looked for, the row that is open, the copy that was asked for';
COMMENT ON COLUMN register_visit.seen_at IS 'When something was last done on the screen';
SELECT protect_tenant_table('register_visit', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE register_copy (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  number text NOT NULL,
  register text NOT NULL,
  row_id uuid NOT NULL,
  unit text NOT NULL,
  copies int NOT NULL CHECK (copies BETWEEN 1 AND 10),
  sheets int NOT NULL CHECK (sheets > 0),
  fee int NOT NULL CHECK (fee >= 0),
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'given', 'cancelled')),
  asked_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by text,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number)
);
COMMENT ON TABLE register_copy IS 'Copies of rows that visitors asked for at a terminal';
COMMENT ON COLUMN register_copy.tenant IS 'Municipality';
COMMENT ON COLUMN register_copy.id IS 'Also the id of the visit’s request: sent twice it is one';
COMMENT ON COLUMN register_copy.number IS 'Number that the visitor says at the counter';
COMMENT ON COLUMN register_copy.register IS 'Register of the row';
COMMENT ON COLUMN register_copy.row_id IS 'The row';
COMMENT ON COLUMN register_copy.unit IS 'Section that gives it out';
COMMENT ON COLUMN register_copy.copies IS 'How many of it';
COMMENT ON COLUMN register_copy.sheets IS 'Sheets of all of them together';
COMMENT ON COLUMN register_copy.fee IS 'Yen for all of them';
COMMENT ON COLUMN register_copy.state IS 'Whether it was given out; that it is paid, the payment says';
COMMENT ON COLUMN register_copy.asked_at IS 'When it was asked for';
COMMENT ON COLUMN register_copy.done_at IS 'When it was given out or called off';
COMMENT ON COLUMN register_copy.done_by IS 'By whom';
CREATE INDEX register_copy_list ON register_copy (tenant, register, asked_at DESC, id DESC);
SELECT protect_tenant_table('register_copy', 'SELECT, INSERT, UPDATE');
