-- Review in steps, hand-over between sections, messages and notes.
ALTER TABLE procedure_case ADD COLUMN steps_done int NOT NULL DEFAULT 0 CHECK (steps_done >= 0);
COMMENT ON COLUMN procedure_case.steps_done IS 'How many steps of the review are signed off; they go in the order of the definition';

CREATE TABLE procedure_message (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('toApplicant', 'fromApplicant', 'note')),
  author text NOT NULL,
  content bytea NOT NULL,
  sent_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_message IS 'What applicant and staff write to each other about a case, and notes of staff that the applicant never sees';
COMMENT ON COLUMN procedure_message.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_message.id IS 'Message';
COMMENT ON COLUMN procedure_message.case_id IS 'Case';
COMMENT ON COLUMN procedure_message.kind IS 'To the applicant, from the applicant, or a note within the office';
COMMENT ON COLUMN procedure_message.author IS 'Who wrote it: staff/…, resident/…';
COMMENT ON COLUMN procedure_message.content IS 'Sealed: the words';
COMMENT ON COLUMN procedure_message.sent_at IS 'When';
COMMENT ON COLUMN procedure_message.read_at IS 'When the other side first opened it';
CREATE INDEX procedure_message_by_case ON procedure_message (tenant, case_id, sent_at);
SELECT protect_tenant_table('procedure_message', 'SELECT, INSERT, UPDATE, DELETE');
