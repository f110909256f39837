CREATE TABLE plan_document (
  tenant text NOT NULL REFERENCES tenant,
  plan text NOT NULL,
  key text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('plan', 'measure')),
  document jsonb NOT NULL,
  change text NOT NULL CHECK (change IN ('loaded', 'added', 'edited', 'reported', 'imported', 'closed')),
  reason text,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant, plan, key, version)
);
COMMENT ON TABLE plan_document IS 'Every version of the plan and of each of its measures, append-only; the newest of each is in plan_current';
COMMENT ON COLUMN plan_document.tenant IS 'Municipality';
COMMENT ON COLUMN plan_document.plan IS 'Id of the plan, as its definition states it';
COMMENT ON COLUMN plan_document.key IS 'Number of the measure; "plan" for the plan itself';
COMMENT ON COLUMN plan_document.version IS '1, 2, 3 … within the key';
COMMENT ON COLUMN plan_document.kind IS 'What the document is: the plan itself or one measure';
COMMENT ON COLUMN plan_document.document IS 'The whole document in the form of modules/plan/definition.ts';
COMMENT ON COLUMN plan_document.change IS 'What made this version';
COMMENT ON COLUMN plan_document.reason IS 'Why, in the words of who changed it';
COMMENT ON COLUMN plan_document.changed_at IS 'When, by the clock of the application';
COMMENT ON COLUMN plan_document.changed_by IS 'Who: staff/… or system/…; never a name';
SELECT protect_tenant_table('plan_document', 'SELECT, INSERT');
CREATE TRIGGER plan_document_append_only BEFORE UPDATE OR DELETE ON plan_document
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_document_never_emptied BEFORE TRUNCATE ON plan_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE plan_current (
  tenant text NOT NULL REFERENCES tenant,
  plan text NOT NULL,
  key text NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (tenant, plan, key),
  FOREIGN KEY (tenant, plan, key, version) REFERENCES plan_document (tenant, plan, key, version)
);
COMMENT ON TABLE plan_current IS 'Which version of each document is the current one; a save moves it on from the version it began with, or fails';
COMMENT ON COLUMN plan_current.tenant IS 'Municipality';
COMMENT ON COLUMN plan_current.plan IS 'Id of the plan';
COMMENT ON COLUMN plan_current.key IS 'Number of the measure; "plan" for the plan itself';
COMMENT ON COLUMN plan_current.version IS 'Newest version';
SELECT protect_tenant_table('plan_current', 'SELECT, INSERT, UPDATE');
