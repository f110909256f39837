-- Decided drafts become documents: what is still to be registered, and what their drafters have chosen for that.
CREATE TABLE records_draft (
  tenant text NOT NULL REFERENCES tenant,
  draft uuid NOT NULL,
  decided_at timestamptz,
  classification text,
  grade text CHECK (grade IN ('open', 'secret', 'topSecret')),
  document_id uuid,
  PRIMARY KEY (tenant, draft),
  FOREIGN KEY (tenant, document_id) REFERENCES records_document
);
COMMENT ON TABLE records_draft IS 'Drafts for decisions (起案) on their way into the register';
COMMENT ON COLUMN records_draft.tenant IS 'Municipality';
COMMENT ON COLUMN records_draft.draft IS 'Draft in the decision module';
COMMENT ON COLUMN records_draft.decided_at IS 'When it was decided; null: the drafter has only chosen a class so far';
COMMENT ON COLUMN records_draft.classification IS 'Class that the drafter chose';
COMMENT ON COLUMN records_draft.grade IS 'Grade that the drafter chose';
COMMENT ON COLUMN records_draft.document_id IS 'What it has become in the register';
CREATE INDEX records_draft_waiting ON records_draft (tenant, decided_at) WHERE document_id IS NULL AND decided_at IS NOT NULL;
CREATE INDEX records_draft_document ON records_draft (tenant, document_id);
CREATE INDEX records_document_unclassified ON records_document (tenant, registered_at DESC, id DESC) WHERE classification = 'unclassified';
SELECT protect_tenant_table('records_draft', 'SELECT, INSERT, UPDATE');
