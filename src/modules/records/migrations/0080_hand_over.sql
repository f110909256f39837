-- Who gives something away may not see it any more: what was given, to whom and why stays in sight here.
CREATE TABLE records_hand_over (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  document_id uuid,
  binder_id uuid,
  from_unit text NOT NULL,
  to_unit text NOT NULL,
  reason bytea NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, document_id) REFERENCES records_document,
  FOREIGN KEY (tenant, binder_id) REFERENCES records_binder,
  CHECK (num_nonnulls(document_id, binder_id) = 1)
);
COMMENT ON TABLE records_hand_over IS 'Documents and binders that a section gave to another: the receipt of the one that gave, append-only';
COMMENT ON COLUMN records_hand_over.tenant IS 'Municipality';
COMMENT ON COLUMN records_hand_over.id IS 'Id';
COMMENT ON COLUMN records_hand_over.document_id IS 'Document, or null for a binder';
COMMENT ON COLUMN records_hand_over.binder_id IS 'Binder, or null for a document';
COMMENT ON COLUMN records_hand_over.from_unit IS 'Section that gave it';
COMMENT ON COLUMN records_hand_over.to_unit IS 'Section that has it since';
COMMENT ON COLUMN records_hand_over.reason IS 'Sealed: why';
COMMENT ON COLUMN records_hand_over.by IS 'Who: staff/…';
COMMENT ON COLUMN records_hand_over.at IS 'When';
CREATE INDEX records_hand_over_newest ON records_hand_over (tenant, at DESC, id DESC);
CREATE TRIGGER records_hand_over_append_only BEFORE UPDATE OR DELETE ON records_hand_over
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
SELECT protect_tenant_table('records_hand_over', 'SELECT, INSERT');
