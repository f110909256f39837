-- Enforcement (施行): outgoing documents with their seal and their way, and the pictures of seals.
CREATE TABLE records_seal (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  title text NOT NULL,
  unit text NOT NULL,
  file uuid NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE records_seal IS 'Pictures of official seals (公印)';
COMMENT ON COLUMN records_seal.tenant IS 'Municipality';
COMMENT ON COLUMN records_seal.id IS 'Seal; its picture is a file of the holder seal/<id>';
COMMENT ON COLUMN records_seal.title IS 'Name of the seal: 奈良市長之印';
COMMENT ON COLUMN records_seal.unit IS 'Section that keeps it';
COMMENT ON COLUMN records_seal.file IS 'Picture';
COMMENT ON COLUMN records_seal.added_by IS 'Who brought it in: staff/…';
COMMENT ON COLUMN records_seal.added_at IS 'When';
COMMENT ON COLUMN records_seal.retired_at IS 'Since then it is not used any more; null: in use';
SELECT protect_tenant_table('records_seal', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_issue (
  tenant text NOT NULL REFERENCES tenant,
  document_id uuid NOT NULL,
  origin_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('prepared', 'ready', 'dispatched', 'cancelled')),
  seal text NOT NULL CHECK (seal IN ('electronic', 'picture', 'omitted')),
  seal_id uuid,
  way text NOT NULL CHECK (way IN ('post', 'mail', 'my')),
  content bytea,
  issued_on date NOT NULL,
  code text,
  recipient text,
  prepared_by text NOT NULL,
  prepared_at timestamptz NOT NULL,
  sealed_by text,
  sealed_at timestamptz,
  dispatched_by text,
  dispatched_at timestamptz,
  opened_at timestamptz,
  revision int NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, document_id),
  CONSTRAINT records_issue_code UNIQUE (tenant, code),
  FOREIGN KEY (tenant, document_id) REFERENCES records_document,
  FOREIGN KEY (tenant, origin_id) REFERENCES records_document,
  FOREIGN KEY (tenant, seal_id) REFERENCES records_seal,
  CHECK ((seal = 'picture') = (seal_id IS NOT NULL)),
  CHECK ((sealed_at IS NULL) = (state IN ('prepared', 'cancelled') OR seal = 'omitted')),
  CHECK ((dispatched_at IS NULL) = (state <> 'dispatched')),
  CHECK ((recipient IS NOT NULL) = (way = 'my'))
);
COMMENT ON TABLE records_issue IS 'Outgoing documents: what they say, how they are sealed and sent';
COMMENT ON COLUMN records_issue.tenant IS 'Municipality';
COMMENT ON COLUMN records_issue.document_id IS 'The outgoing document in the register; it has the number';
COMMENT ON COLUMN records_issue.origin_id IS 'Decided draft or other document that it carries out';
COMMENT ON COLUMN records_issue.state IS 'prepared: has its number and waits for its seal; ready: set and sealed; dispatched; cancelled: its number stays, nothing goes out';
COMMENT ON COLUMN records_issue.seal IS 'electronic: PAdES; picture of a seal; omitted (公印省略)';
COMMENT ON COLUMN records_issue.seal_id IS 'Which picture';
COMMENT ON COLUMN records_issue.way IS 'post, mail, my: the my page of a known person';
COMMENT ON COLUMN records_issue.content IS 'Sealed: addressee, address, sender, text; null once the document is destroyed';
COMMENT ON COLUMN records_issue.issued_on IS 'Date that stands on it';
COMMENT ON COLUMN records_issue.code IS 'Verification code printed on it; null where no seal is';
COMMENT ON COLUMN records_issue.recipient IS 'Whose my page: resident/… or business/…';
COMMENT ON COLUMN records_issue.prepared_by IS 'Who wrote it: staff/…';
COMMENT ON COLUMN records_issue.prepared_at IS 'When it got its number';
COMMENT ON COLUMN records_issue.sealed_by IS 'Who used the seal: staff/…';
COMMENT ON COLUMN records_issue.sealed_at IS 'When';
COMMENT ON COLUMN records_issue.dispatched_by IS 'Who sent it: staff/…';
COMMENT ON COLUMN records_issue.dispatched_at IS 'When';
COMMENT ON COLUMN records_issue.opened_at IS 'When the person first opened it in the my page';
COMMENT ON COLUMN records_issue.revision IS 'Counts its changes, for who comes second';
CREATE INDEX records_issue_waiting ON records_issue (tenant, prepared_at, document_id) WHERE state = 'prepared';
CREATE INDEX records_issue_sealed ON records_issue (tenant, sealed_at DESC, document_id DESC) WHERE sealed_at IS NOT NULL;
CREATE INDEX records_issue_ready ON records_issue (tenant, document_id) WHERE state = 'ready';
CREATE INDEX records_issue_origin ON records_issue (tenant, origin_id);
CREATE INDEX records_issue_mine ON records_issue (tenant, recipient, dispatched_at DESC, document_id DESC) WHERE state = 'dispatched';
SELECT protect_tenant_table('records_issue', 'SELECT, INSERT, UPDATE');
