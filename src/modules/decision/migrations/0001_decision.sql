CREATE TABLE decision_draft (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  kind text NOT NULL,
  unit text NOT NULL,
  drafter text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'underWay', 'returned', 'decided', 'withdrawn')),
  revision int NOT NULL DEFAULT 1,
  round int NOT NULL DEFAULT 0,
  urgent boolean NOT NULL DEFAULT false,
  amount bigint CHECK (amount >= 0),
  due_on date,
  subject_module text,
  subject_id text,
  article text,
  content bytea NOT NULL,
  extra jsonb NOT NULL,
  files jsonb NOT NULL DEFAULT '[]',
  based_on uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  sent_at timestamptz,
  decided_at timestamptz,
  reminded_on date,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE decision_draft IS 'Drafts (起案): what is put up for a decision';
COMMENT ON COLUMN decision_draft.tenant IS 'Municipality';
COMMENT ON COLUMN decision_draft.id IS 'Draft';
COMMENT ON COLUMN decision_draft.kind IS 'Kind in the table of authority: its rules say who decides';
COMMENT ON COLUMN decision_draft.unit IS 'Unit that drafts';
COMMENT ON COLUMN decision_draft.drafter IS 'Id of the member of staff who drafted it';
COMMENT ON COLUMN decision_draft.state IS 'How far it is; what may happen next is a table in the module''s model';
COMMENT ON COLUMN decision_draft.revision IS 'Counts the changes of its content; who saves on an older one is told';
COMMENT ON COLUMN decision_draft.round IS 'How often it was sent: each time it has a route of its own';
COMMENT ON COLUMN decision_draft.urgent IS 'Goes straight to who decides; those left out confirm it later';
COMMENT ON COLUMN decision_draft.amount IS 'Yen, where money is involved';
COMMENT ON COLUMN decision_draft.due_on IS 'Day by which it is wanted';
COMMENT ON COLUMN decision_draft.subject_module IS 'Module that put it up; null for what staff wrote here';
COMMENT ON COLUMN decision_draft.subject_id IS 'What it is about, in that module';
COMMENT ON COLUMN decision_draft.article IS 'Article of the table by which the route was computed';
COMMENT ON COLUMN decision_draft.content IS 'Sealed: title, body, reason, budget line';
COMMENT ON COLUMN decision_draft.extra IS 'Units that the drafter added to the route';
COMMENT ON COLUMN decision_draft.files IS 'Ids of the attachments, in their order';
COMMENT ON COLUMN decision_draft.based_on IS 'Earlier draft that it was drafted anew from';
COMMENT ON COLUMN decision_draft.created_at IS 'When it was begun';
COMMENT ON COLUMN decision_draft.changed_at IS 'Last change';
COMMENT ON COLUMN decision_draft.sent_at IS 'When it was sent last';
COMMENT ON COLUMN decision_draft.decided_at IS 'When it was decided';
COMMENT ON COLUMN decision_draft.reminded_on IS 'Day on which those who can act were reminded last';
CREATE INDEX decision_draft_by_drafter ON decision_draft (tenant, drafter, id);
CREATE INDEX decision_draft_by_subject ON decision_draft (tenant, subject_module, subject_id, id)
  WHERE subject_id IS NOT NULL;
CREATE UNIQUE INDEX decision_draft_once ON decision_draft (tenant, subject_module, subject_id)
  WHERE state IN ('underWay', 'returned');
CREATE INDEX decision_draft_under_way ON decision_draft (tenant, id) WHERE state = 'underWay';
SELECT protect_tenant_table('decision_draft', 'SELECT, INSERT, UPDATE');

CREATE TABLE decision_step (
  tenant text NOT NULL REFERENCES tenant,
  draft uuid NOT NULL,
  round int NOT NULL,
  no int NOT NULL,
  stage int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('review', 'consultation', 'decision', 'circulation')),
  unit text NOT NULL,
  post text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('all', 'any', 'majority')),
  objection text NOT NULL CHECK (objection IN ('noted', 'returns')),
  by_table boolean NOT NULL,
  state text NOT NULL
    CHECK (state IN ('waiting', 'open', 'approved', 'objected', 'noted', 'passed', 'skipped')),
  drafter text NOT NULL,
  named text,
  opened_at timestamptz,
  acted_by text,
  acted_at timestamptz,
  acted_right text,
  acted_unit text,
  acted_title text,
  unconfirmed boolean NOT NULL DEFAULT false,
  confirmed_by text,
  confirmed_at timestamptz,
  PRIMARY KEY (tenant, draft, round, no),
  FOREIGN KEY (tenant, draft) REFERENCES decision_draft
);
COMMENT ON TABLE decision_step IS 'Steps of the routes of drafts: which seat is asked, and who answered for it';
COMMENT ON COLUMN decision_step.tenant IS 'Municipality';
COMMENT ON COLUMN decision_step.draft IS 'Draft';
COMMENT ON COLUMN decision_step.round IS 'Which sending of the draft it belongs to';
COMMENT ON COLUMN decision_step.no IS 'Number in the route';
COMMENT ON COLUMN decision_step.stage IS 'Steps of one stage are asked at the same time';
COMMENT ON COLUMN decision_step.kind IS 'review, consultation 合議, decision 決裁, circulation 回覧';
COMMENT ON COLUMN decision_step.unit IS 'Unit of the seat that is asked';
COMMENT ON COLUMN decision_step.post IS 'Post (職) of the seat that is asked; who may act is computed from it each day';
COMMENT ON COLUMN decision_step.mode IS 'Consultation: whose agreement carries it on';
COMMENT ON COLUMN decision_step.objection IS 'Consultation: whether a draft without that agreement goes back';
COMMENT ON COLUMN decision_step.by_table IS 'The table of authority asks for it; otherwise the drafter does';
COMMENT ON COLUMN decision_step.state IS 'How far it is';
COMMENT ON COLUMN decision_step.drafter IS 'Drafter of the draft, who never acts on it';
COMMENT ON COLUMN decision_step.named IS 'Id of whom an administrator named, where nobody of the line was there';
COMMENT ON COLUMN decision_step.opened_at IS 'Since when it is asked';
COMMENT ON COLUMN decision_step.acted_by IS 'Id of who answered';
COMMENT ON COLUMN decision_step.acted_at IS 'When that was';
COMMENT ON COLUMN decision_step.acted_right IS 'By what right: holder, standIn 代決, acting 事務取扱, superior, delegate 代理, named';
COMMENT ON COLUMN decision_step.acted_unit IS 'Name of the unit of who answered, on that day';
COMMENT ON COLUMN decision_step.acted_title IS 'Title of who answered, on that day';
COMMENT ON COLUMN decision_step.unconfirmed IS 'Whoever was asked confirms it later (後閲)';
COMMENT ON COLUMN decision_step.confirmed_by IS 'Id of who confirmed it';
COMMENT ON COLUMN decision_step.confirmed_at IS 'When that was';
-- The lists of work jump from seat to seat in these: what others have to do costs nothing.
CREATE INDEX decision_step_asked ON decision_step (tenant, unit, post, draft, no)
  WHERE state = 'open' AND kind <> 'circulation' AND named IS NULL;
CREATE INDEX decision_step_told ON decision_step (tenant, unit, post, draft, no)
  WHERE state = 'open' AND kind = 'circulation' AND named IS NULL;
CREATE INDEX decision_step_unconfirmed ON decision_step (tenant, unit, post, draft, no)
  WHERE unconfirmed AND named IS NULL;
CREATE INDEX decision_step_named ON decision_step (tenant, named, draft, no)
  WHERE named IS NOT NULL AND (state = 'open' OR unconfirmed);
SELECT protect_tenant_table('decision_step', 'SELECT, INSERT, UPDATE');

CREATE TABLE decision_act (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  draft uuid NOT NULL,
  round int NOT NULL,
  step int,
  act text NOT NULL,
  staff text NOT NULL,
  unit text,
  title text,
  held_as text,
  at timestamptz NOT NULL,
  comment bytea,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, draft) REFERENCES decision_draft
);
COMMENT ON TABLE decision_act IS 'What was done with drafts, with the words that were written; nothing is changed afterwards';
COMMENT ON COLUMN decision_act.tenant IS 'Municipality';
COMMENT ON COLUMN decision_act.id IS 'Act, in the order of time';
COMMENT ON COLUMN decision_act.draft IS 'Draft';
COMMENT ON COLUMN decision_act.round IS 'Which sending of the draft it belongs to';
COMMENT ON COLUMN decision_act.step IS 'Step that it was done at; null for what the drafter did';
COMMENT ON COLUMN decision_act.act IS 'What was done';
COMMENT ON COLUMN decision_act.staff IS 'Id of who did it';
COMMENT ON COLUMN decision_act.unit IS 'Name of the unit on that day';
COMMENT ON COLUMN decision_act.title IS 'Title on that day';
COMMENT ON COLUMN decision_act.held_as IS 'By what right';
COMMENT ON COLUMN decision_act.at IS 'When';
COMMENT ON COLUMN decision_act.comment IS 'Sealed: comment, objection or reason';
CREATE INDEX decision_act_by_draft ON decision_act (tenant, draft, id);
SELECT protect_tenant_table('decision_act', 'SELECT, INSERT');

CREATE TABLE decision_delegation (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  from_staff text NOT NULL,
  to_staff text NOT NULL CHECK (to_staff <> from_staff),
  from_date date NOT NULL,
  to_date date NOT NULL CHECK (to_date >= from_date),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE decision_delegation IS 'Periods in which one acts for another (代理)';
COMMENT ON COLUMN decision_delegation.tenant IS 'Municipality';
COMMENT ON COLUMN decision_delegation.id IS 'Delegation';
COMMENT ON COLUMN decision_delegation.from_staff IS 'Id of whose posts are acted for';
COMMENT ON COLUMN decision_delegation.to_staff IS 'Id of who acts';
COMMENT ON COLUMN decision_delegation.from_date IS 'First day';
COMMENT ON COLUMN decision_delegation.to_date IS 'Last day';
COMMENT ON COLUMN decision_delegation.made_at IS 'When it was made';
COMMENT ON COLUMN decision_delegation.made_by IS 'Who made it';
COMMENT ON COLUMN decision_delegation.ended_at IS 'When it was taken back; null while it holds';
CREATE INDEX decision_delegation_by_day ON decision_delegation (tenant, to_date) WHERE ended_at IS NULL;
SELECT protect_tenant_table('decision_delegation', 'SELECT, INSERT, UPDATE');
