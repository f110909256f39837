-- The register of public documents (文書管理): numbers, documents and their versions, binders, what becomes of them.
CREATE TABLE records_counter (
  tenant text NOT NULL REFERENCES tenant,
  symbol text NOT NULL,
  fiscal_year int NOT NULL,
  last int NOT NULL CHECK (last > 0),
  PRIMARY KEY (tenant, symbol, fiscal_year)
);
COMMENT ON TABLE records_counter IS 'Last number given under a symbol in a fiscal year; its row is held until the entry is committed, so there are neither gaps nor doubles';
COMMENT ON COLUMN records_counter.tenant IS 'Municipality';
COMMENT ON COLUMN records_counter.symbol IS 'Document symbol (文書記号)';
COMMENT ON COLUMN records_counter.fiscal_year IS 'Fiscal year (April to March), by its first calendar year';
COMMENT ON COLUMN records_counter.last IS 'The number given last';
SELECT protect_tenant_table('records_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_binder (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  unit text NOT NULL,
  fiscal_year int NOT NULL,
  classification text NOT NULL,
  volume int NOT NULL CHECK (volume > 0),
  title bytea NOT NULL,
  retention text NOT NULL,
  kept_until date,
  state text NOT NULL CHECK (state IN ('open', 'proposed', 'destroyed', 'archived')),
  revision int NOT NULL DEFAULT 1,
  opened_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT records_binder_volume UNIQUE (tenant, unit, fiscal_year, classification, volume)
);
COMMENT ON TABLE records_binder IS 'Binders (簿冊): documents of one class and fiscal year that are kept together and for the same time';
COMMENT ON COLUMN records_binder.tenant IS 'Municipality';
COMMENT ON COLUMN records_binder.id IS 'Binder';
COMMENT ON COLUMN records_binder.unit IS 'Section that keeps it';
COMMENT ON COLUMN records_binder.fiscal_year IS 'Year of the documents in it';
COMMENT ON COLUMN records_binder.classification IS 'Small class (小分類)';
COMMENT ON COLUMN records_binder.volume IS '1, 2, 3 … within section, year and class';
COMMENT ON COLUMN records_binder.title IS 'Sealed: what stands on its back';
COMMENT ON COLUMN records_binder.retention IS 'Retention period, by its id in the rules';
COMMENT ON COLUMN records_binder.kept_until IS 'Last day of its retention; null: for ever';
COMMENT ON COLUMN records_binder.state IS 'open: kept, documents may be put in; proposed: stands on a disposal list; destroyed; archived: given to the archive';
COMMENT ON COLUMN records_binder.revision IS 'Counts its changes, for who comes second';
COMMENT ON COLUMN records_binder.opened_at IS 'When it was begun';
COMMENT ON COLUMN records_binder.updated_at IS 'When it was last changed';
CREATE INDEX records_binder_list ON records_binder (tenant, unit, fiscal_year DESC, id DESC);
CREATE INDEX records_binder_over ON records_binder (tenant, kept_until, id) WHERE state = 'open';
SELECT protect_tenant_table('records_binder', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_binder_event (
  tenant text NOT NULL REFERENCES tenant,
  binder_id uuid NOT NULL,
  line int NOT NULL CHECK (line > 0),
  kind text NOT NULL CHECK (kind IN ('extended', 'handedOver')),
  was text NOT NULL,
  became text NOT NULL,
  reason bytea NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, binder_id, line),
  FOREIGN KEY (tenant, binder_id) REFERENCES records_binder
);
COMMENT ON TABLE records_binder_event IS 'Extensions of retention and handing over between sections, append-only';
COMMENT ON COLUMN records_binder_event.tenant IS 'Municipality';
COMMENT ON COLUMN records_binder_event.binder_id IS 'Binder';
COMMENT ON COLUMN records_binder_event.line IS '1, 2, 3 …';
COMMENT ON COLUMN records_binder_event.kind IS 'What happened';
COMMENT ON COLUMN records_binder_event.was IS 'Last day or section before';
COMMENT ON COLUMN records_binder_event.became IS 'Last day or section afterwards';
COMMENT ON COLUMN records_binder_event.reason IS 'Sealed: why';
COMMENT ON COLUMN records_binder_event.by IS 'Who: staff/…';
COMMENT ON COLUMN records_binder_event.at IS 'When';
CREATE TRIGGER records_binder_event_append_only BEFORE UPDATE OR DELETE ON records_binder_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
SELECT protect_tenant_table('records_binder_event', 'SELECT, INSERT');

CREATE TABLE records_document (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  symbol text NOT NULL,
  fiscal_year int NOT NULL,
  number int NOT NULL CHECK (number > 0),
  direction text NOT NULL CHECK (direction IN ('received', 'drafted', 'internal')),
  kind text NOT NULL,
  unit text NOT NULL,
  grade text NOT NULL CHECK (grade IN ('open', 'secret', 'topSecret')),
  classification text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'completed', 'bound', 'destroyed', 'archived')),
  in_charge uuid,
  document_date date,
  received_on date,
  content bytea NOT NULL,
  completed_on date,
  binder_id uuid,
  intake_key text NOT NULL,
  revision int NOT NULL DEFAULT 1,
  registered_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT records_document_number UNIQUE (tenant, fiscal_year, symbol, number),
  CONSTRAINT records_document_once UNIQUE (tenant, intake_key),
  FOREIGN KEY (tenant, binder_id) REFERENCES records_binder,
  CHECK ((state IN ('bound', 'destroyed', 'archived')) = (binder_id IS NOT NULL))
);
COMMENT ON TABLE records_document IS 'Register of documents (文書登録簿). A row stays when the contents are gone';
COMMENT ON COLUMN records_document.tenant IS 'Municipality';
COMMENT ON COLUMN records_document.id IS 'Document';
COMMENT ON COLUMN records_document.symbol IS 'Document symbol';
COMMENT ON COLUMN records_document.fiscal_year IS 'Fiscal year of the number';
COMMENT ON COLUMN records_document.number IS 'Number under the symbol in the year';
COMMENT ON COLUMN records_document.direction IS 'received from outside, drafted here, internal';
COMMENT ON COLUMN records_document.kind IS 'Kind of document, by its id in the rules';
COMMENT ON COLUMN records_document.unit IS 'Section in charge';
COMMENT ON COLUMN records_document.grade IS 'Secret grade: open (一般), secret (秘), topSecret (極秘)';
COMMENT ON COLUMN records_document.classification IS 'Small class';
COMMENT ON COLUMN records_document.state IS 'open, completed, bound into a binder, destroyed, archived';
COMMENT ON COLUMN records_document.in_charge IS 'Member of staff in charge';
COMMENT ON COLUMN records_document.document_date IS 'Date that stands on it';
COMMENT ON COLUMN records_document.received_on IS 'Day on which it came';
COMMENT ON COLUMN records_document.content IS 'Sealed: subject, the other side, their number';
COMMENT ON COLUMN records_document.completed_on IS 'Day on which the matter was finished; its fiscal year is that of the binder';
COMMENT ON COLUMN records_document.binder_id IS 'Binder';
COMMENT ON COLUMN records_document.intake_key IS 'What was sent twice becomes one document';
COMMENT ON COLUMN records_document.revision IS 'Counts its changes, for who comes second';
COMMENT ON COLUMN records_document.registered_at IS 'When it came into the register';
COMMENT ON COLUMN records_document.updated_at IS 'When it was last changed';
CREATE INDEX records_document_list ON records_document (tenant, registered_at DESC, id DESC);
CREATE INDEX records_document_of_unit ON records_document (tenant, unit, registered_at DESC, id DESC);
CREATE INDEX records_document_of_person ON records_document (tenant, in_charge, registered_at DESC, id DESC);
CREATE INDEX records_document_in_binder ON records_document (tenant, binder_id, fiscal_year, number, id) WHERE binder_id IS NOT NULL;
SELECT protect_tenant_table('records_document', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_version (
  tenant text NOT NULL REFERENCES tenant,
  document_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  digest bytea NOT NULL CHECK (length(digest) = 32),
  content bytea,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (tenant, document_id, version),
  FOREIGN KEY (tenant, document_id) REFERENCES records_document
);
COMMENT ON TABLE records_version IS 'Versions of documents; what they hold cannot change';
COMMENT ON COLUMN records_version.tenant IS 'Municipality';
COMMENT ON COLUMN records_version.document_id IS 'Document';
COMMENT ON COLUMN records_version.version IS '1, 2, 3 …';
COMMENT ON COLUMN records_version.digest IS 'SHA-256 over a salt and the files, as the journal has it';
COMMENT ON COLUMN records_version.content IS 'Sealed: salt and names of the files; null once they are gone';
COMMENT ON COLUMN records_version.made_at IS 'When';
COMMENT ON COLUMN records_version.made_by IS 'Who: staff/… or system/…';
CREATE TRIGGER records_version_only_emptied BEFORE UPDATE ON records_version
  FOR EACH ROW WHEN (NEW.content IS NOT NULL OR (NEW.tenant, NEW.document_id, NEW.version, NEW.digest, NEW.made_at, NEW.made_by)
    IS DISTINCT FROM (OLD.tenant, OLD.document_id, OLD.version, OLD.digest, OLD.made_at, OLD.made_by))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER records_version_stays BEFORE DELETE ON records_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
SELECT protect_tenant_table('records_version', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_disposal (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  symbol text NOT NULL,
  fiscal_year int NOT NULL,
  number int NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('destroy', 'archive')),
  state text NOT NULL CHECK (state IN ('proposed', 'refused', 'done')),
  unit text NOT NULL,
  reason bytea NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  certificate bytea,
  PRIMARY KEY (tenant, id),
  CONSTRAINT records_disposal_number UNIQUE (tenant, fiscal_year, symbol, number),
  CONSTRAINT records_disposal_second_person CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state = 'proposed') = (decided_by IS NULL))
);
COMMENT ON TABLE records_disposal IS 'Lists of binders to be destroyed or given to the archive: proposed by one, decided by another';
COMMENT ON COLUMN records_disposal.tenant IS 'Municipality';
COMMENT ON COLUMN records_disposal.id IS 'List';
COMMENT ON COLUMN records_disposal.symbol IS 'Symbol of its number';
COMMENT ON COLUMN records_disposal.fiscal_year IS 'Fiscal year of its number';
COMMENT ON COLUMN records_disposal.number IS 'Number';
COMMENT ON COLUMN records_disposal.kind IS 'destroy, or archive: handing over to the archive';
COMMENT ON COLUMN records_disposal.state IS 'proposed, refused, done';
COMMENT ON COLUMN records_disposal.unit IS 'Section whose binders they are';
COMMENT ON COLUMN records_disposal.reason IS 'Sealed: why, in words';
COMMENT ON COLUMN records_disposal.proposed_by IS 'Who proposed: staff/…';
COMMENT ON COLUMN records_disposal.proposed_at IS 'When';
COMMENT ON COLUMN records_disposal.decided_by IS 'Who decided: never the one who proposed';
COMMENT ON COLUMN records_disposal.decided_at IS 'When';
COMMENT ON COLUMN records_disposal.certificate IS 'Sealed: the certificate (廃棄証明書, 移管目録) as PDF, once it is done';
CREATE INDEX records_disposal_list ON records_disposal (tenant, proposed_at DESC, id DESC);
SELECT protect_tenant_table('records_disposal', 'SELECT, INSERT, UPDATE');

CREATE TABLE records_disposal_binder (
  tenant text NOT NULL REFERENCES tenant,
  disposal_id uuid NOT NULL,
  binder_id uuid NOT NULL,
  PRIMARY KEY (tenant, disposal_id, binder_id),
  FOREIGN KEY (tenant, disposal_id) REFERENCES records_disposal,
  FOREIGN KEY (tenant, binder_id) REFERENCES records_binder
);
COMMENT ON TABLE records_disposal_binder IS 'Binders of a disposal list';
COMMENT ON COLUMN records_disposal_binder.tenant IS 'Municipality';
COMMENT ON COLUMN records_disposal_binder.disposal_id IS 'List';
COMMENT ON COLUMN records_disposal_binder.binder_id IS 'Binder';
SELECT protect_tenant_table('records_disposal_binder', 'SELECT, INSERT');
