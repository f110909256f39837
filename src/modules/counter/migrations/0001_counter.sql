-- The guided counter: one interview fills several procedures; typed before on a phone, or with a clerk.
CREATE TABLE counter_interview (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  guide text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'submitted')),
  holder text NOT NULL,
  code_hash bytea CHECK (length(code_hash) = 32),
  clerk text,
  content bytea NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  saved_at timestamptz,
  opened_at timestamptz,
  submitted_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT counter_interview_code UNIQUE (tenant, code_hash)
);
COMMENT ON TABLE counter_interview IS 'Interviews at the guided counter, pre-entries from a phone among them';
COMMENT ON COLUMN counter_interview.tenant IS 'Municipality';
COMMENT ON COLUMN counter_interview.id IS 'Interview; cases come in under counter/<id>/<procedure>';
COMMENT ON COLUMN counter_interview.guide IS 'Event in life';
COMMENT ON COLUMN counter_interview.state IS 'Being filled in, or made into cases';
COMMENT ON COLUMN counter_interview.holder IS 'Who began it: visitor/…, resident/…, business/…, staff/…';
COMMENT ON COLUMN counter_interview.code_hash IS 'SHA-256 of the code that the person shows at the counter; null until it was asked for';
COMMENT ON COLUMN counter_interview.clerk IS 'Member of staff who has it open; from then on the person no longer changes it alone';
COMMENT ON COLUMN counter_interview.content IS 'Sealed: answers, procedures, signature; after submission only what the person signed with';
COMMENT ON COLUMN counter_interview.created_at IS 'Start';
COMMENT ON COLUMN counter_interview.updated_at IS 'Last change';
COMMENT ON COLUMN counter_interview.saved_at IS 'When the person asked for the code';
COMMENT ON COLUMN counter_interview.opened_at IS 'When the counter opened it last';
COMMENT ON COLUMN counter_interview.submitted_at IS 'When it became cases';
COMMENT ON COLUMN counter_interview.expires_at IS 'When it is deleted: thirty days after the last change; once submitted with the last of its cases';
CREATE INDEX counter_interview_by_clerk ON counter_interview (tenant, clerk, updated_at);
CREATE INDEX counter_interview_by_end ON counter_interview (tenant, expires_at);
SELECT protect_tenant_table('counter_interview', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE counter_case (
  tenant text NOT NULL REFERENCES tenant,
  interview uuid NOT NULL,
  procedure text NOT NULL,
  case_id uuid NOT NULL,
  position int NOT NULL,
  PRIMARY KEY (tenant, interview, procedure),
  CONSTRAINT counter_case_once UNIQUE (tenant, case_id),
  FOREIGN KEY (tenant, interview) REFERENCES counter_interview ON DELETE CASCADE
);
COMMENT ON TABLE counter_case IS 'The cases that one interview became: related to each other';
COMMENT ON COLUMN counter_case.tenant IS 'Municipality';
COMMENT ON COLUMN counter_case.interview IS 'Interview';
COMMENT ON COLUMN counter_case.procedure IS 'Procedure';
COMMENT ON COLUMN counter_case.case_id IS 'Case';
COMMENT ON COLUMN counter_case.position IS 'Order in the list';
SELECT protect_tenant_table('counter_case', 'SELECT, INSERT');

-- The desk for the bereaved, and every other event that has one: each section gets its task.
CREATE TABLE counter_visit (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  guide text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  meets_at timestamptz NOT NULL,
  content bytea NOT NULL,
  interview uuid,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE counter_visit IS 'Visits to a desk that covers all sections (おくやみコーナー)';
COMMENT ON COLUMN counter_visit.tenant IS 'Municipality';
COMMENT ON COLUMN counter_visit.id IS 'Visit';
COMMENT ON COLUMN counter_visit.guide IS 'Event in life';
COMMENT ON COLUMN counter_visit.state IS 'Under way or done with';
COMMENT ON COLUMN counter_visit.meets_at IS 'When the family comes or came';
COMMENT ON COLUMN counter_visit.content IS 'Sealed: names, phone, note, answers to the questions of the guide';
COMMENT ON COLUMN counter_visit.interview IS 'Interview that filled the forms, if any';
COMMENT ON COLUMN counter_visit.created_by IS 'Member of staff';
COMMENT ON COLUMN counter_visit.created_at IS 'When it was entered';
COMMENT ON COLUMN counter_visit.closed_at IS 'When nothing was left to do';
COMMENT ON COLUMN counter_visit.expires_at IS 'When it is deleted';
CREATE INDEX counter_visit_by_state ON counter_visit (tenant, state, meets_at, id);
SELECT protect_tenant_table('counter_visit', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE counter_task (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  visit uuid NOT NULL,
  item text NOT NULL,
  position int NOT NULL,
  unit text,
  subject jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'done', 'notNeeded')),
  note bytea,
  due_on date,
  revision int NOT NULL DEFAULT 1,
  changed_by text,
  changed_at timestamptz,
  PRIMARY KEY (tenant, id),
  CONSTRAINT counter_task_item UNIQUE (tenant, visit, item),
  FOREIGN KEY (tenant, visit) REFERENCES counter_visit ON DELETE CASCADE
);
COMMENT ON TABLE counter_task IS 'What each section has to do for a visit';
COMMENT ON COLUMN counter_task.tenant IS 'Municipality';
COMMENT ON COLUMN counter_task.id IS 'Task';
COMMENT ON COLUMN counter_task.visit IS 'Visit';
COMMENT ON COLUMN counter_task.item IS 'Item of the guide';
COMMENT ON COLUMN counter_task.position IS 'Order in the list';
COMMENT ON COLUMN counter_task.unit IS 'Unit that does it; null: the family does it elsewhere';
COMMENT ON COLUMN counter_task.subject IS 'Title, reason and things to bring as the guide had them that day; nothing personal';
COMMENT ON COLUMN counter_task.state IS 'Open, done, or not needed after all';
COMMENT ON COLUMN counter_task.note IS 'Sealed: what the section noted';
COMMENT ON COLUMN counter_task.due_on IS 'Last day by law, where it is known';
COMMENT ON COLUMN counter_task.revision IS 'Counts changes; a page made from an older one is refused';
COMMENT ON COLUMN counter_task.changed_by IS 'Member of staff who changed it last';
COMMENT ON COLUMN counter_task.changed_at IS 'When';
CREATE INDEX counter_task_by_unit ON counter_task (tenant, unit, state, due_on, id);
SELECT protect_tenant_table('counter_task', 'SELECT, INSERT, UPDATE, DELETE');
