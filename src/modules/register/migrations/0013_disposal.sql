-- What is past its retention goes when two people have looked: one proposes, another decides.
CREATE TABLE register_disposal (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  register text NOT NULL,
  unit text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'done', 'refused', 'withdrawn')),
  rows uuid[] NOT NULL CHECK (cardinality(rows) > 0),
  reason bytea NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  answer bytea,
  disposed int,
  PRIMARY KEY (tenant, id),
  CHECK ((state = 'proposed') = (decided_at IS NULL))
);
COMMENT ON TABLE register_disposal IS 'Rows past their retention whose personal contents somebody proposed to take away, and what became of that';
COMMENT ON COLUMN register_disposal.tenant IS 'Municipality';
COMMENT ON COLUMN register_disposal.id IS 'Proposal';
COMMENT ON COLUMN register_disposal.register IS 'Register of the rows';
COMMENT ON COLUMN register_disposal.unit IS 'Section that keeps the register';
COMMENT ON COLUMN register_disposal.state IS 'proposed: somebody else decides; done: the contents are gone; refused and withdrawn: the rows stay as they are';
COMMENT ON COLUMN register_disposal.rows IS 'The rows';
COMMENT ON COLUMN register_disposal.reason IS 'Sealed: why they may go';
COMMENT ON COLUMN register_disposal.proposed_by IS 'Id of the member of staff who proposed it, and never decides it';
COMMENT ON COLUMN register_disposal.proposed_at IS 'When it was proposed';
COMMENT ON COLUMN register_disposal.decided_by IS 'Id of the member of staff who decided, or withdrew it';
COMMENT ON COLUMN register_disposal.decided_at IS 'When it was decided or withdrawn; null: it waits';
COMMENT ON COLUMN register_disposal.answer IS 'Sealed: why the rows stay; null where nobody said so';
COMMENT ON COLUMN register_disposal.disposed IS 'How many rows were still past their retention and were emptied';
CREATE INDEX register_disposal_register ON register_disposal (tenant, register, proposed_at DESC, id DESC);
SELECT protect_tenant_table('register_disposal', 'SELECT, INSERT, UPDATE');
