CREATE TABLE procedure_definition (
  tenant text NOT NULL REFERENCES tenant,
  id text NOT NULL,
  version text NOT NULL,
  document jsonb NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  loaded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id, version)
);
COMMENT ON TABLE procedure_definition IS 'Every version of a procedure that was ever offered; cases keep the version they were made with';
COMMENT ON COLUMN procedure_definition.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_definition.id IS 'Name of the procedure in addresses';
COMMENT ON COLUMN procedure_definition.version IS 'Version of the definition; of a shared one with the municipality''s own revision: 3.2';
COMMENT ON COLUMN procedure_definition.document IS 'The definition as it was written, the municipality''s own words put in';
COMMENT ON COLUMN procedure_definition.digest IS 'SHA-256 of the document; a file that changed without a new version does not fit';
COMMENT ON COLUMN procedure_definition.loaded_at IS 'When the version was first loaded';
SELECT protect_tenant_table('procedure_definition', 'SELECT, INSERT');

CREATE TABLE procedure_draft (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  person text NOT NULL,
  procedure text NOT NULL,
  version text NOT NULL,
  content bytea NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, procedure, version) REFERENCES procedure_definition
);
COMMENT ON TABLE procedure_draft IS 'Applications that are being written; gone when submitted, given up or too old';
COMMENT ON COLUMN procedure_draft.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_draft.id IS 'Draft; it also makes the submission happen once';
COMMENT ON COLUMN procedure_draft.person IS 'Who writes it: resident/… or business/…';
COMMENT ON COLUMN procedure_draft.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_draft.version IS 'Version of the definition at the start';
COMMENT ON COLUMN procedure_draft.content IS 'Sealed: answers so far and the person''s data as the identity gave it';
COMMENT ON COLUMN procedure_draft.created_at IS 'Start';
COMMENT ON COLUMN procedure_draft.updated_at IS 'Last saved page';
CREATE INDEX procedure_draft_by_person ON procedure_draft (tenant, person, updated_at);
CREATE INDEX procedure_draft_by_age ON procedure_draft (tenant, updated_at);
SELECT protect_tenant_table('procedure_draft', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE procedure_case (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  number text NOT NULL,
  draft_id uuid NOT NULL,
  procedure text NOT NULL,
  version text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('online', 'counter', 'paper', 'phone')),
  unit text NOT NULL,
  applicant text NOT NULL,
  applicant_name bytea NOT NULL,
  content bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('submitted', 'inReview', 'correctionRequested', 'approved', 'issued', 'completed', 'refused', 'withdrawn')),
  phase text NOT NULL CHECK (phase IN ('working', 'waiting', 'closed')),
  revision int NOT NULL DEFAULT 1,
  assignee text,
  delivery text CHECK (delivery IN ('myPage', 'post', 'counter')),
  fee int NOT NULL CHECK (fee >= 0),
  fee_receipt text,
  submitted_at timestamptz NOT NULL,
  due_on date NOT NULL,
  stopped_on date,
  stopped_days int NOT NULL DEFAULT 0,
  decided_on date,
  processing_days int,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT procedure_case_number UNIQUE (tenant, number),
  CONSTRAINT procedure_case_draft UNIQUE (tenant, draft_id),
  FOREIGN KEY (tenant, procedure, version) REFERENCES procedure_definition
);
COMMENT ON TABLE procedure_case IS 'Submitted procedures';
COMMENT ON COLUMN procedure_case.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_case.id IS 'Case; subject of its journal entries is case/<id>';
COMMENT ON COLUMN procedure_case.number IS 'Number that a person can read over the phone, without hyphens';
COMMENT ON COLUMN procedure_case.draft_id IS 'Draft that was submitted; a second submission of it finds this case';
COMMENT ON COLUMN procedure_case.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_case.version IS 'Version of the definition it was made with';
COMMENT ON COLUMN procedure_case.channel IS 'How it came in';
COMMENT ON COLUMN procedure_case.unit IS 'Unit that works on it';
COMMENT ON COLUMN procedure_case.applicant IS 'Who applied: resident/… or business/…';
COMMENT ON COLUMN procedure_case.applicant_name IS 'Sealed: name of the applicant, for lists';
COMMENT ON COLUMN procedure_case.content IS 'Sealed: the questions as asked with the answers, and the person''s data at submission';
COMMENT ON COLUMN procedure_case.state IS 'State; what may happen next is a table in the module''s model';
COMMENT ON COLUMN procedure_case.phase IS 'Whose turn it is: the office (working), somebody else (waiting), nobody (closed)';
COMMENT ON COLUMN procedure_case.revision IS 'Counts the changes; who acts on an older one is told';
COMMENT ON COLUMN procedure_case.assignee IS 'Id of the member of staff who has it';
COMMENT ON COLUMN procedure_case.delivery IS 'How the result is handed over';
COMMENT ON COLUMN procedure_case.fee IS 'Yen due';
COMMENT ON COLUMN procedure_case.fee_receipt IS 'Number of the receipt once the fee was paid';
COMMENT ON COLUMN procedure_case.submitted_at IS 'When it was submitted';
COMMENT ON COLUMN procedure_case.due_on IS 'End of the standard processing time; moves by the days that the clock stood';
COMMENT ON COLUMN procedure_case.stopped_on IS 'Since when the clock stands for a correction';
COMMENT ON COLUMN procedure_case.stopped_days IS 'Business days that the clock stood so far';
COMMENT ON COLUMN procedure_case.decided_on IS 'Day of approval, refusal or withdrawal';
COMMENT ON COLUMN procedure_case.processing_days IS 'Business days from submission to decision without those on which the clock stood';
COMMENT ON COLUMN procedure_case.updated_at IS 'Last change';
CREATE INDEX procedure_case_inbox ON procedure_case (tenant, phase, due_on, id);
CREATE INDEX procedure_case_closed ON procedure_case (tenant, updated_at, id) WHERE phase = 'closed';
CREATE INDEX procedure_case_by_applicant ON procedure_case (tenant, applicant, submitted_at);
CREATE INDEX procedure_case_by_procedure ON procedure_case (tenant, procedure, submitted_at);
SELECT protect_tenant_table('procedure_case', 'SELECT, INSERT, UPDATE');

CREATE TABLE procedure_correction (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  content bytea NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  due_on date NOT NULL,
  answered_at timestamptz,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_correction IS 'Requests to correct named fields, and what they held before';
COMMENT ON COLUMN procedure_correction.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_correction.id IS 'Request';
COMMENT ON COLUMN procedure_correction.case_id IS 'Case';
COMMENT ON COLUMN procedure_correction.content IS 'Sealed: named fields, words to the applicant, and after the reply the answers as they were before';
COMMENT ON COLUMN procedure_correction.asked_at IS 'When it was asked';
COMMENT ON COLUMN procedure_correction.asked_by IS 'Id of the member of staff who asked';
COMMENT ON COLUMN procedure_correction.due_on IS 'Day until which the applicant should reply';
COMMENT ON COLUMN procedure_correction.answered_at IS 'When the corrected answers came';
CREATE INDEX procedure_correction_by_case ON procedure_correction (tenant, case_id, asked_at);
CREATE UNIQUE INDEX procedure_correction_one_open ON procedure_correction (tenant, case_id) WHERE answered_at IS NULL;
SELECT protect_tenant_table('procedure_correction', 'SELECT, INSERT, UPDATE');

CREATE TABLE procedure_certificate (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  verification_code text NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL,
  valid_until date,
  revoked_at timestamptz,
  content bytea NOT NULL,
  content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
  PRIMARY KEY (tenant, id),
  CONSTRAINT procedure_certificate_code UNIQUE (tenant, verification_code),
  CONSTRAINT procedure_certificate_one UNIQUE (tenant, case_id),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_certificate IS 'Issued certificates and letters';
COMMENT ON COLUMN procedure_certificate.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_certificate.id IS 'Document';
COMMENT ON COLUMN procedure_certificate.case_id IS 'Case it answers';
COMMENT ON COLUMN procedure_certificate.verification_code IS 'Code printed on it, without hyphens';
COMMENT ON COLUMN procedure_certificate.issued_on IS 'Date printed on it';
COMMENT ON COLUMN procedure_certificate.issued_at IS 'When it was issued';
COMMENT ON COLUMN procedure_certificate.issued_by IS 'Id of the member of staff who issued it';
COMMENT ON COLUMN procedure_certificate.valid_until IS 'Last day on which it is valid; without an end when null';
COMMENT ON COLUMN procedure_certificate.revoked_at IS 'When it was revoked';
COMMENT ON COLUMN procedure_certificate.content IS 'Sealed: the PDF file';
COMMENT ON COLUMN procedure_certificate.content_hash IS 'SHA-256 of the PDF file';
SELECT protect_tenant_table('procedure_certificate', 'SELECT, INSERT, UPDATE');
