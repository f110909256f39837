-- Many applications in one file: what it holds is sealed until it is taken in and then thrown away.
CREATE TABLE procedure_bulk (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  procedure text NOT NULL,
  version text NOT NULL,
  made_by text NOT NULL,
  applicant text,
  purpose text,
  idempotency_key text,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  name bytea NOT NULL,
  content bytea,
  rows integer NOT NULL CHECK (rows > 0),
  wrong integer NOT NULL CHECK (wrong >= 0),
  state text NOT NULL CHECK (state IN ('checked', 'running', 'done', 'discarded')),
  next_row integer NOT NULL DEFAULT 0 CHECK (next_row >= 0),
  taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT procedure_bulk_key UNIQUE (tenant, made_by, idempotency_key)
);
COMMENT ON TABLE procedure_bulk IS 'Files with many applications of one procedure';
COMMENT ON COLUMN procedure_bulk.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_bulk.id IS 'Import; a case from it has the intake key bulk/<id>/<row>';
COMMENT ON COLUMN procedure_bulk.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_bulk.version IS 'Version of the definition against which it was checked and is taken in';
COMMENT ON COLUMN procedure_bulk.made_by IS 'Who handed it in: staff/…, resident/…, business/… or partner/…';
COMMENT ON COLUMN procedure_bulk.applicant IS 'In whose name the cases come; null where each row is somebody without an account';
COMMENT ON COLUMN procedure_bulk.purpose IS 'Purpose that staff stated';
COMMENT ON COLUMN procedure_bulk.idempotency_key IS 'Key that a program sent; null where somebody uploaded it';
COMMENT ON COLUMN procedure_bulk.digest IS 'SHA-256 of the file: the same again is noticed';
COMMENT ON COLUMN procedure_bulk.name IS 'Sealed: name of the file';
COMMENT ON COLUMN procedure_bulk.content IS 'Sealed and packed: the cells; null as soon as they are taken in or thrown away';
COMMENT ON COLUMN procedure_bulk.rows IS 'Rows that are not blank';
COMMENT ON COLUMN procedure_bulk.wrong IS 'Rows that do not hold';
COMMENT ON COLUMN procedure_bulk.state IS 'checked: waits for a yes; running: is being taken in; done; discarded';
COMMENT ON COLUMN procedure_bulk.next_row IS 'Rows before this one are dealt with, counted from nought without the blank ones';
COMMENT ON COLUMN procedure_bulk.taken IS 'Rows that became cases';
COMMENT ON COLUMN procedure_bulk.created_at IS 'When it was handed in';
COMMENT ON COLUMN procedure_bulk.updated_at IS 'Last change';
CREATE INDEX procedure_bulk_newest ON procedure_bulk (tenant, made_by, created_at DESC, id DESC);
CREATE INDEX procedure_bulk_running ON procedure_bulk (tenant, created_at) WHERE state = 'running';
CREATE INDEX procedure_bulk_by_digest ON procedure_bulk (tenant, digest);
SELECT protect_tenant_table('procedure_bulk', 'SELECT, INSERT, UPDATE');

CREATE TABLE procedure_bulk_row (
  tenant text NOT NULL REFERENCES tenant,
  bulk uuid NOT NULL,
  row integer NOT NULL CHECK (row > 0),
  case_number text,
  problems bytea,
  PRIMARY KEY (tenant, bulk, row),
  FOREIGN KEY (tenant, bulk) REFERENCES procedure_bulk,
  CHECK ((case_number IS NULL) <> (problems IS NULL))
);
COMMENT ON TABLE procedure_bulk_row IS 'What became of each row that was dealt with';
COMMENT ON COLUMN procedure_bulk_row.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_bulk_row.bulk IS 'Import';
COMMENT ON COLUMN procedure_bulk_row.row IS 'Row as the spreadsheet program counts it; the headings are row 1';
COMMENT ON COLUMN procedure_bulk_row.case_number IS 'Number of the case that it became';
COMMENT ON COLUMN procedure_bulk_row.problems IS 'Sealed: what is wrong with it, by column';
SELECT protect_tenant_table('procedure_bulk_row', 'SELECT, INSERT, DELETE');
