-- The inbox by more than its due date, among a million cases. Each index gives the pages of one order, for a section and
-- for those who see the whole municipality; what can be filtered by stands at its end, so that what does not fit is
-- passed over without touching the table. What is erased is closed and shown nowhere.
ALTER TABLE procedure_case ADD COLUMN name_index bytea CHECK (length(name_index) = 16);
COMMENT ON COLUMN procedure_case.name_index IS 'Keyed hash of the applicant''s name, by which it is found without being read; null until it is made, and after erasing';

DROP INDEX procedure_case_inbox;
DROP INDEX procedure_case_closed;
DROP INDEX procedure_case_section_open;
DROP INDEX procedure_case_section_closed;
DROP INDEX procedure_case_assigned;
CREATE INDEX procedure_case_section_due ON procedure_case
  (tenant, unit, due_on, id, phase, state, procedure, channel, assignee) WHERE phase <> 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_section_received ON procedure_case
  (tenant, unit, submitted_at, id, phase, state, procedure, channel, assignee) WHERE phase <> 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_section_closed ON procedure_case
  (tenant, unit, updated_at, id, state, procedure, channel, assignee) WHERE phase = 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_section_closed_received ON procedure_case
  (tenant, unit, submitted_at, id, state, procedure, channel, assignee) WHERE phase = 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_due ON procedure_case
  (tenant, due_on, id, phase, state, procedure, channel, assignee) WHERE phase <> 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_received ON procedure_case
  (tenant, submitted_at, id, phase, state, procedure, channel, assignee) WHERE phase <> 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_closed ON procedure_case
  (tenant, updated_at, id, state, procedure, channel, assignee) WHERE phase = 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_closed_received ON procedure_case
  (tenant, submitted_at, id, state, procedure, channel, assignee) WHERE phase = 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_assigned ON procedure_case
  (tenant, assignee, due_on, id, phase, unit) WHERE phase <> 'closed' AND erased_at IS NULL;
CREATE INDEX procedure_case_by_name ON procedure_case (tenant, name_index, submitted_at, id);
CREATE INDEX procedure_case_without_name ON procedure_case (tenant, id) WHERE name_index IS NULL AND erased_at IS NULL;

CREATE TABLE procedure_inbox_view (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  staff uuid NOT NULL,
  title text NOT NULL,
  filter jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT procedure_inbox_view_title UNIQUE (tenant, staff, title)
);
COMMENT ON TABLE procedure_inbox_view IS 'Filters of the inbox that a member of staff has kept; never with a name that was looked for';
COMMENT ON COLUMN procedure_inbox_view.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_inbox_view.id IS 'View';
COMMENT ON COLUMN procedure_inbox_view.staff IS 'Whose view it is';
COMMENT ON COLUMN procedure_inbox_view.title IS 'What they call it';
COMMENT ON COLUMN procedure_inbox_view.filter IS 'View, order and filters as the address has them';
COMMENT ON COLUMN procedure_inbox_view.saved_at IS 'When';
SELECT protect_tenant_table('procedure_inbox_view', 'SELECT, INSERT, UPDATE, DELETE');
