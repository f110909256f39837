CREATE TABLE plan_round (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  plan text NOT NULL,
  fiscal_year int NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'judging', 'published')),
  due_on date NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  published_at timestamptz,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, plan, fiscal_year),
  CHECK ((state = 'published') = (published_at IS NOT NULL))
);
COMMENT ON TABLE plan_round IS 'Yearly reviews: the office asks, sections report, the headquarters judges, the result is published';
COMMENT ON COLUMN plan_round.tenant IS 'Municipality';
COMMENT ON COLUMN plan_round.id IS 'Identifier, given by the form that opens the round: the same form sent twice opens one';
COMMENT ON COLUMN plan_round.plan IS 'Id of the plan';
COMMENT ON COLUMN plan_round.fiscal_year IS 'Fiscal year whose results are reviewed';
COMMENT ON COLUMN plan_round.state IS 'open: sections report; judging: reports are closed; published: over';
COMMENT ON COLUMN plan_round.due_on IS 'Day by which the sections report';
COMMENT ON COLUMN plan_round.opened_at IS 'When it was opened';
COMMENT ON COLUMN plan_round.opened_by IS 'Who opened it: staff/…';
COMMENT ON COLUMN plan_round.published_at IS 'When the result was published';
SELECT protect_tenant_table('plan_round', 'SELECT, INSERT, UPDATE');

CREATE TABLE plan_task (
  tenant text NOT NULL REFERENCES tenant,
  round uuid NOT NULL,
  measure text NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'submitted', 'returned', 'judged')),
  evidence jsonb NOT NULL DEFAULT '[]',
  submitted_at timestamptz,
  submitted_by text,
  returned_reason text,
  reminded_step int NOT NULL DEFAULT 0 CHECK (reminded_step >= 0),
  rating text CHECK (rating IN ('ahead', 'onCourse', 'behind', 'unknown')),
  comment text,
  judged_at timestamptz,
  judged_by text,
  PRIMARY KEY (tenant, round, measure),
  FOREIGN KEY (tenant, round) REFERENCES plan_round (tenant, id),
  CHECK (state <> 'judged' OR rating IS NOT NULL)
);
COMMENT ON TABLE plan_task IS 'What a round asks of the sections that own a measure, and how the headquarters judged it';
COMMENT ON COLUMN plan_task.tenant IS 'Municipality';
COMMENT ON COLUMN plan_task.round IS 'Round';
COMMENT ON COLUMN plan_task.measure IS 'Number of the measure';
COMMENT ON COLUMN plan_task.state IS 'requested, submitted, returned to the section, judged';
COMMENT ON COLUMN plan_task.evidence IS 'Per indicator: where the result can be seen (text, link)';
COMMENT ON COLUMN plan_task.submitted_at IS 'Last submission of the report';
COMMENT ON COLUMN plan_task.submitted_by IS 'Who submitted it: staff/…';
COMMENT ON COLUMN plan_task.returned_reason IS 'What the office or the headquarters asks to be mended';
COMMENT ON COLUMN plan_task.reminded_step IS 'How many of the reminder days have been used';
COMMENT ON COLUMN plan_task.rating IS 'Judgement of the headquarters';
COMMENT ON COLUMN plan_task.comment IS 'What the headquarters says to it';
COMMENT ON COLUMN plan_task.judged_at IS 'When it was judged';
COMMENT ON COLUMN plan_task.judged_by IS 'Who judged it: staff/…';
SELECT protect_tenant_table('plan_task', 'SELECT, INSERT, UPDATE');

CREATE TABLE plan_snapshot (
  tenant text NOT NULL REFERENCES tenant,
  round uuid NOT NULL,
  fiscal_year int NOT NULL,
  published_at timestamptz NOT NULL,
  content jsonb NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (tenant, round),
  FOREIGN KEY (tenant, round) REFERENCES plan_round (tenant, id)
);
COMMENT ON TABLE plan_snapshot IS 'The whole plan with its counted figures and judgements as it was published, append-only';
COMMENT ON COLUMN plan_snapshot.tenant IS 'Municipality';
COMMENT ON COLUMN plan_snapshot.round IS 'Round whose result it is';
COMMENT ON COLUMN plan_snapshot.fiscal_year IS 'Fiscal year that was reviewed';
COMMENT ON COLUMN plan_snapshot.published_at IS 'When it was frozen';
COMMENT ON COLUMN plan_snapshot.content IS 'Plan, measures with counted values and ratings, judgements, evidence';
COMMENT ON COLUMN plan_snapshot.hash IS 'SHA-256 of the content with its keys sorted; also in the journal entry plan.published';
SELECT protect_tenant_table('plan_snapshot', 'SELECT, INSERT');
CREATE TRIGGER plan_snapshot_append_only BEFORE UPDATE OR DELETE ON plan_snapshot
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_snapshot_never_emptied BEFORE TRUNCATE ON plan_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
