-- A disposal may be decided by the table of authority: it is then carried out by itself, or taken back by whoever proposed it.
ALTER TABLE records_disposal DROP CONSTRAINT records_disposal_state_check;
ALTER TABLE records_disposal ADD CONSTRAINT records_disposal_state_check
  CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn', 'done'));
ALTER TABLE records_disposal DROP CONSTRAINT records_disposal_second_person;
ALTER TABLE records_disposal ADD CONSTRAINT records_disposal_second_person
  CHECK (decided_by IS NULL OR decided_by <> proposed_by OR state = 'withdrawn');
COMMENT ON COLUMN records_disposal.state IS 'proposed; approved: decided elsewhere and not carried out yet; refused; withdrawn by who proposed it; done';
CREATE INDEX records_disposal_approved ON records_disposal (tenant, id) WHERE state = 'approved';
