-- A case whose outcome is put up for a decision (電子決裁) waits for those who decide.
ALTER TABLE procedure_case DROP CONSTRAINT procedure_case_state_check;
ALTER TABLE procedure_case ADD CONSTRAINT procedure_case_state_check CHECK (
  state IN ('submitted', 'inReview', 'correctionRequested', 'inDecision', 'approved', 'issued', 'completed', 'refused', 'withdrawn')
);
