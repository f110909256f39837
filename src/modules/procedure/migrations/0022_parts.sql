-- A third party completes a part of a case: asked for by a link that one identity can open.
CREATE TABLE procedure_part (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  part text NOT NULL,
  state text NOT NULL CHECK (state IN ('invited', 'opened', 'sent', 'cancelled', 'expired', 'waived')),
  token_hash bytea CHECK (length(token_hash) = 32),
  invited_by text NOT NULL,
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  opened_by text,
  opened_at timestamptz,
  ended_at timestamptz,
  content bytea NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT procedure_part_token UNIQUE (tenant, token_hash),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_part IS 'Parts of cases that third parties complete (a doctor''s opinion), each time that one is asked for';
COMMENT ON COLUMN procedure_part.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_part.id IS 'Request';
COMMENT ON COLUMN procedure_part.case_id IS 'Case';
COMMENT ON COLUMN procedure_part.part IS 'Which of the definition''s thirdParties';
COMMENT ON COLUMN procedure_part.state IS 'Asked, opened, sent; taken back, over, or waived by the office';
COMMENT ON COLUMN procedure_part.token_hash IS 'SHA-256 of the secret in the link; the secret itself is kept nowhere';
COMMENT ON COLUMN procedure_part.invited_by IS 'Who asked: staff/… or the applicant';
COMMENT ON COLUMN procedure_part.invited_at IS 'When it was asked for';
COMMENT ON COLUMN procedure_part.expires_at IS 'Until when the link works';
COMMENT ON COLUMN procedure_part.opened_by IS 'The identity that opened the link first: nobody else can go on';
COMMENT ON COLUMN procedure_part.opened_at IS 'When';
COMMENT ON COLUMN procedure_part.ended_at IS 'When it was sent, taken back, over or waived';
COMMENT ON COLUMN procedure_part.content IS 'Sealed: the answers, the questions as asked, who completed it';
CREATE INDEX procedure_part_by_case ON procedure_part (tenant, case_id, invited_at);
CREATE UNIQUE INDEX procedure_part_one_live ON procedure_part (tenant, case_id, part) WHERE state IN ('invited', 'opened');
CREATE INDEX procedure_part_to_expire ON procedure_part (tenant, expires_at) WHERE state IN ('invited', 'opened');
SELECT protect_tenant_table('procedure_part', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE procedure_case ADD COLUMN awaited_parts int NOT NULL DEFAULT 0 CHECK (awaited_parts >= 0);
COMMENT ON COLUMN procedure_case.awaited_parts IS 'How many parts of third parties it waits for; its clock stands meanwhile';
