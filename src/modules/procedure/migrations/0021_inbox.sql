-- The inbox of a section, also among a million cases. The phase comes last so that one index gives the pages of every
-- view of open cases in the order of their due date, and their counts without touching the table.
CREATE INDEX procedure_case_section_open ON procedure_case (tenant, unit, due_on, id, phase) WHERE phase <> 'closed';
CREATE INDEX procedure_case_section_closed ON procedure_case (tenant, unit, updated_at, id) WHERE phase = 'closed';
CREATE INDEX procedure_case_assigned ON procedure_case (tenant, assignee, due_on, id) WHERE phase <> 'closed';
