-- Paper: sheets that were printed, and scans of them on their way to a case.
CREATE TABLE procedure_paper_layout (
  tenant text NOT NULL REFERENCES tenant,
  procedure text NOT NULL,
  version text NOT NULL,
  digest text NOT NULL,
  positions jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, procedure, version, digest),
  FOREIGN KEY (tenant, procedure, version) REFERENCES procedure_definition
);
COMMENT ON TABLE procedure_paper_layout IS 'Where the fields of an empty paper form stand; kept for good, since nobody knows when a printed sheet comes back';
COMMENT ON COLUMN procedure_paper_layout.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_paper_layout.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_paper_layout.version IS 'Version of its definition';
COMMENT ON COLUMN procedure_paper_layout.digest IS 'First eight hexadecimal digits of the SHA-256 of the positions; the code on the sheet has them';
COMMENT ON COLUMN procedure_paper_layout.positions IS 'Pages, and for each field its areas and boxes in millimetres';
COMMENT ON COLUMN procedure_paper_layout.made_at IS 'When it was printed first';
SELECT protect_tenant_table('procedure_paper_layout', 'SELECT, INSERT');

CREATE TABLE procedure_sheet (
  tenant text NOT NULL REFERENCES tenant,
  id text NOT NULL,
  procedure text NOT NULL,
  version text NOT NULL,
  person text NOT NULL,
  content bytea NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, procedure, version) REFERENCES procedure_definition
);
CREATE INDEX procedure_sheet_made ON procedure_sheet (tenant, made_at);
COMMENT ON TABLE procedure_sheet IS 'Sheets that were printed with answers; empty ones leave nothing here';
COMMENT ON COLUMN procedure_sheet.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_sheet.id IS 'Sixteen characters, printed on the sheet';
COMMENT ON COLUMN procedure_sheet.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_sheet.version IS 'Version of its definition';
COMMENT ON COLUMN procedure_sheet.person IS 'Who printed it: resident/…, business/… or visitor/…';
COMMENT ON COLUMN procedure_sheet.content IS 'Answers, person and positions of the fields, sealed';
COMMENT ON COLUMN procedure_sheet.made_at IS 'When it was printed';
SELECT protect_tenant_table('procedure_sheet', 'SELECT, INSERT, DELETE');

CREATE TABLE procedure_scan_batch (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  scanned_by text NOT NULL,
  scanned_at timestamptz NOT NULL,
  pages jsonb NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX procedure_scan_batch_scanned ON procedure_scan_batch (tenant, scanned_at);
COMMENT ON TABLE procedure_scan_batch IS 'Uploads of scanned papers, and what became of each page';
COMMENT ON COLUMN procedure_scan_batch.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_scan_batch.id IS 'Identifier (UUID version 7)';
COMMENT ON COLUMN procedure_scan_batch.scanned_by IS 'Member of staff';
COMMENT ON COLUMN procedure_scan_batch.scanned_at IS 'When';
COMMENT ON COLUMN procedure_scan_batch.pages IS 'For each page what it was taken for; codes only, no personal data';
SELECT protect_tenant_table('procedure_scan_batch', 'SELECT, INSERT, DELETE');

CREATE TABLE procedure_scan (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  sheet text NOT NULL,
  procedure text NOT NULL,
  version text NOT NULL,
  unit text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'taken', 'discarded')),
  content bytea NOT NULL,
  file uuid,
  case_id uuid,
  scanned_by text NOT NULL,
  scanned_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, procedure, version) REFERENCES procedure_definition,
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case,
  CHECK ((state = 'taken') = (case_id IS NOT NULL)),
  CHECK ((state = 'waiting') = (closed_at IS NULL))
);
CREATE INDEX procedure_scan_waiting ON procedure_scan (tenant, unit, scanned_at, id) WHERE state = 'waiting';
CREATE INDEX procedure_scan_sheet ON procedure_scan (tenant, sheet);
CREATE INDEX procedure_scan_case ON procedure_scan (tenant, case_id) WHERE case_id IS NOT NULL;
COMMENT ON TABLE procedure_scan IS 'One filled-in sheet that was scanned: until a clerk has read it, and afterwards what it became';
COMMENT ON COLUMN procedure_scan.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_scan.id IS 'Identifier (UUID version 7)';
COMMENT ON COLUMN procedure_scan.sheet IS 'Number of the sheet, as its code says';
COMMENT ON COLUMN procedure_scan.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_scan.version IS 'Version of its definition that was printed';
COMMENT ON COLUMN procedure_scan.unit IS 'Section whose clerks read it';
COMMENT ON COLUMN procedure_scan.state IS 'waiting: to be read; taken: it became a case; discarded: it did not';
COMMENT ON COLUMN procedure_scan.content IS 'What was read and typed so far, sealed; empty once it is closed';
COMMENT ON COLUMN procedure_scan.file IS 'The scan as a file of the case';
COMMENT ON COLUMN procedure_scan.case_id IS 'The case that it became';
COMMENT ON COLUMN procedure_scan.scanned_by IS 'Member of staff who scanned it';
COMMENT ON COLUMN procedure_scan.scanned_at IS 'When';
COMMENT ON COLUMN procedure_scan.closed_at IS 'When it became a case or was discarded';
SELECT protect_tenant_table('procedure_scan', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE procedure_scan_page (
  tenant text NOT NULL REFERENCES tenant,
  scan_id uuid NOT NULL,
  page int NOT NULL CHECK (page > 0),
  image bytea NOT NULL,
  PRIMARY KEY (tenant, scan_id, page),
  FOREIGN KEY (tenant, scan_id) REFERENCES procedure_scan
);
COMMENT ON TABLE procedure_scan_page IS 'Pages of a scanned sheet, laid straight; gone once the sheet is closed';
COMMENT ON COLUMN procedure_scan_page.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_scan_page.scan_id IS 'Scan';
COMMENT ON COLUMN procedure_scan_page.page IS 'Page of the sheet, from 1';
COMMENT ON COLUMN procedure_scan_page.image IS 'JPEG, sealed';
SELECT protect_tenant_table('procedure_scan_page', 'SELECT, INSERT, UPDATE, DELETE');
