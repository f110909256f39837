-- Requests for disclosure (情報公開請求): intake, the day by which to decide, the decision with its letter, the fee, delivery.
CREATE TABLE records_disclosure (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  symbol text NOT NULL,
  fiscal_year int NOT NULL,
  number int NOT NULL CHECK (number > 0),
  unit text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'decided', 'delivered')),
  content bytea NOT NULL,
  received_on date NOT NULL,
  due_on date NOT NULL,
  extended boolean NOT NULL DEFAULT false,
  decision text CHECK (decision IN ('full', 'partial', 'refused', 'absent')),
  pages int CHECK (pages >= 0),
  fee int CHECK (fee >= 0),
  letter bytea,
  decided_by text,
  decided_at timestamptz,
  delivered_on date,
  intake_key text NOT NULL,
  revision int NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CONSTRAINT records_disclosure_number UNIQUE (tenant, fiscal_year, symbol, number),
  CONSTRAINT records_disclosure_once UNIQUE (tenant, intake_key),
  CHECK ((decision IS NULL) = (state = 'open')),
  CHECK ((delivered_on IS NULL) = (state <> 'delivered'))
);
COMMENT ON TABLE records_disclosure IS 'Requests for disclosure of public documents';
COMMENT ON COLUMN records_disclosure.tenant IS 'Municipality';
COMMENT ON COLUMN records_disclosure.id IS 'Request';
COMMENT ON COLUMN records_disclosure.symbol IS 'Symbol of its number';
COMMENT ON COLUMN records_disclosure.fiscal_year IS 'Fiscal year of its number';
COMMENT ON COLUMN records_disclosure.number IS 'Number';
COMMENT ON COLUMN records_disclosure.unit IS 'Section that decides';
COMMENT ON COLUMN records_disclosure.state IS 'open, decided, delivered';
COMMENT ON COLUMN records_disclosure.content IS 'Sealed: who asks, for what, why it was extended, why it was decided so';
COMMENT ON COLUMN records_disclosure.received_on IS 'Day of the request';
COMMENT ON COLUMN records_disclosure.due_on IS 'Day by which it is to be decided';
COMMENT ON COLUMN records_disclosure.extended IS 'It was put off once, as the ordinance allows';
COMMENT ON COLUMN records_disclosure.decision IS 'full, partial, refused, absent (there is no such document); null while it is open';
COMMENT ON COLUMN records_disclosure.pages IS 'Pages of the copies';
COMMENT ON COLUMN records_disclosure.fee IS 'Yen for the copies';
COMMENT ON COLUMN records_disclosure.letter IS 'Sealed: the letter with the decision, as PDF';
COMMENT ON COLUMN records_disclosure.decided_by IS 'Who decided: staff/…';
COMMENT ON COLUMN records_disclosure.decided_at IS 'When';
COMMENT ON COLUMN records_disclosure.delivered_on IS 'Day on which it was handed over';
COMMENT ON COLUMN records_disclosure.intake_key IS 'What was sent twice becomes one request';
COMMENT ON COLUMN records_disclosure.revision IS 'Counts its changes, for who comes second';
CREATE INDEX records_disclosure_list ON records_disclosure (tenant, due_on DESC, id DESC);
SELECT protect_tenant_table('records_disclosure', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_disclosure_document (
  tenant text NOT NULL REFERENCES tenant,
  disclosure_id uuid NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (tenant, disclosure_id, document_id),
  FOREIGN KEY (tenant, disclosure_id) REFERENCES records_disclosure,
  FOREIGN KEY (tenant, document_id) REFERENCES records_document
);
COMMENT ON TABLE records_disclosure_document IS 'Documents that a request is about';
COMMENT ON COLUMN records_disclosure_document.tenant IS 'Municipality';
COMMENT ON COLUMN records_disclosure_document.disclosure_id IS 'Request';
COMMENT ON COLUMN records_disclosure_document.document_id IS 'Document';
SELECT protect_tenant_table('records_disclosure_document', 'SELECT, INSERT, DELETE');
