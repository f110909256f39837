-- Results: numbered documents, how they reach the person, and templates that a municipality has made its own.
CREATE TABLE procedure_document_counter (
  tenant text NOT NULL REFERENCES tenant,
  fiscal_year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant, fiscal_year)
);
COMMENT ON TABLE procedure_document_counter IS 'Last number of a document issued in a fiscal year';
COMMENT ON COLUMN procedure_document_counter.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_document_counter.fiscal_year IS 'Fiscal year (April to March), by its first calendar year';
COMMENT ON COLUMN procedure_document_counter.last IS 'The number given last';
SELECT protect_tenant_table('procedure_document_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE procedure_document_number (
  tenant text NOT NULL REFERENCES tenant,
  fiscal_year int NOT NULL,
  number int NOT NULL,
  case_id uuid NOT NULL,
  PRIMARY KEY (tenant, fiscal_year, number),
  CONSTRAINT procedure_document_number_one UNIQUE (tenant, case_id),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_document_number IS 'Numbers of issued documents: without gaps, one for each case; taken before the document is typeset and kept when that fails';
COMMENT ON COLUMN procedure_document_number.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_document_number.fiscal_year IS 'Fiscal year';
COMMENT ON COLUMN procedure_document_number.number IS 'Number within it, from 1';
COMMENT ON COLUMN procedure_document_number.case_id IS 'Case that the document answers';
SELECT protect_tenant_table('procedure_document_number', 'SELECT, INSERT');

ALTER TABLE procedure_certificate ADD COLUMN fiscal_year int;
ALTER TABLE procedure_certificate ADD COLUMN number int;
ALTER TABLE procedure_certificate ADD COLUMN template_version int;
ALTER TABLE procedure_certificate ADD COLUMN pickup_code bytea;
ALTER TABLE procedure_certificate ADD COLUMN pickup_failures int NOT NULL DEFAULT 0;
ALTER TABLE procedure_certificate ADD COLUMN handed_over_at timestamptz;
ALTER TABLE procedure_certificate ADD COLUMN handed_over_by text CHECK (handed_over_by IN ('counter', 'kiosk', 'post'));
ALTER TABLE procedure_certificate ADD FOREIGN KEY (tenant, fiscal_year, number) REFERENCES procedure_document_number;
COMMENT ON COLUMN procedure_certificate.fiscal_year IS 'Fiscal year of its number; null for one issued before documents were numbered';
COMMENT ON COLUMN procedure_certificate.number IS 'Number within the fiscal year';
COMMENT ON COLUMN procedure_certificate.template_version IS 'Version of the municipality''s own template it was set with; null for the shipped one';
COMMENT ON COLUMN procedure_certificate.pickup_code IS 'Sealed: the code with which it is handed over at a counter or kiosk; null when it is not picked up';
COMMENT ON COLUMN procedure_certificate.pickup_failures IS 'Wrong codes in a row; after some only the counter hands it over';
COMMENT ON COLUMN procedure_certificate.handed_over_at IS 'When the person got it on paper, or when it was posted';
COMMENT ON COLUMN procedure_certificate.handed_over_by IS 'How';

CREATE TABLE procedure_template (
  tenant text NOT NULL REFERENCES tenant,
  name text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  source text NOT NULL,
  note text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  published_at timestamptz,
  PRIMARY KEY (tenant, name, version)
);
COMMENT ON TABLE procedure_template IS 'Typst templates as a municipality has changed them; the latest published version counts, the shipped one where there is none';
COMMENT ON COLUMN procedure_template.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_template.name IS 'Template, as definitions name it';
COMMENT ON COLUMN procedure_template.version IS 'Version, from 1';
COMMENT ON COLUMN procedure_template.source IS 'Typst source; it holds no personal data';
COMMENT ON COLUMN procedure_template.note IS 'What was changed and why';
COMMENT ON COLUMN procedure_template.saved_at IS 'When it was saved';
COMMENT ON COLUMN procedure_template.saved_by IS 'Id of the member of staff';
COMMENT ON COLUMN procedure_template.published_at IS 'Since when it is used; null for a draft';
SELECT protect_tenant_table('procedure_template', 'SELECT, INSERT, UPDATE');
