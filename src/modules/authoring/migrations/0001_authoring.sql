CREATE TABLE authoring_draft (
  tenant text NOT NULL REFERENCES tenant,
  procedure text NOT NULL,
  unit text NOT NULL,
  document jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'previewed', 'inApproval', 'approved')),
  revision int NOT NULL DEFAULT 1,
  base_version text,
  editors jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  note text NOT NULL DEFAULT '',
  asked_by text,
  asked_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  reason text,
  PRIMARY KEY (tenant, procedure)
);
COMMENT ON TABLE authoring_draft IS 'Definitions of procedures that are being written; gone when published or given up';
COMMENT ON COLUMN authoring_draft.tenant IS 'Municipality';
COMMENT ON COLUMN authoring_draft.procedure IS 'Procedure that it is a new version of, or that it will be';
COMMENT ON COLUMN authoring_draft.unit IS 'Section of the definition: who may work on it follows from it';
COMMENT ON COLUMN authoring_draft.document IS 'The definition as far as it is written';
COMMENT ON COLUMN authoring_draft.state IS 'What has been done with it; what may happen next is a table in the module''s model';
COMMENT ON COLUMN authoring_draft.revision IS 'Counts the changes; who saves on an older one is told';
COMMENT ON COLUMN authoring_draft.base_version IS 'Version that it was begun from; null when there was none';
COMMENT ON COLUMN authoring_draft.editors IS 'Ids of the staff who wrote in it: none of them may approve it';
COMMENT ON COLUMN authoring_draft.created_at IS 'When it was begun';
COMMENT ON COLUMN authoring_draft.changed_at IS 'Last change';
COMMENT ON COLUMN authoring_draft.changed_by IS 'Id of the member of staff who changed it last';
COMMENT ON COLUMN authoring_draft.note IS 'What changes and why, for whoever approves and for the list of versions';
COMMENT ON COLUMN authoring_draft.asked_by IS 'Id of the member of staff who asked for approval';
COMMENT ON COLUMN authoring_draft.asked_at IS 'When approval was asked for';
COMMENT ON COLUMN authoring_draft.decided_by IS 'Id of the member of staff who approved it or sent it back';
COMMENT ON COLUMN authoring_draft.decided_at IS 'When that was';
COMMENT ON COLUMN authoring_draft.reason IS 'Why it was sent back';
SELECT protect_tenant_table('authoring_draft', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE authoring_origin (
  tenant text NOT NULL REFERENCES tenant,
  procedure text NOT NULL,
  original text NOT NULL,
  version text NOT NULL,
  document jsonb NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, procedure)
);
COMMENT ON TABLE authoring_origin IS 'Definitions that were taken over from others, as they were then: to be told when the original changes';
COMMENT ON COLUMN authoring_origin.tenant IS 'Municipality';
COMMENT ON COLUMN authoring_origin.procedure IS 'Procedure of this municipality';
COMMENT ON COLUMN authoring_origin.original IS 'common/<id> or <municipality>/<id>';
COMMENT ON COLUMN authoring_origin.version IS 'Version of the original that was taken over or looked at last';
COMMENT ON COLUMN authoring_origin.document IS 'The original as it was in that version';
COMMENT ON COLUMN authoring_origin.taken_at IS 'When it was taken over or looked at last';
SELECT protect_tenant_table('authoring_origin', 'SELECT, INSERT, UPDATE, DELETE');
