-- A case whose document was revoked says so: nothing is in force any more, and nothing can be downloaded.
ALTER TABLE procedure_case DROP CONSTRAINT procedure_case_state_check;
ALTER TABLE procedure_case ADD CONSTRAINT procedure_case_state_check CHECK (
  state IN (
    'submitted', 'inReview', 'correctionRequested', 'inDecision', 'approved', 'issued', 'revoked', 'completed',
    'refused', 'withdrawn'
  )
);
UPDATE procedure_case SET state = 'revoked'
FROM procedure_certificate
WHERE procedure_case.state = 'issued'
  AND procedure_certificate.tenant = procedure_case.tenant AND procedure_certificate.case_id = procedure_case.id
  AND procedure_certificate.revoked_at IS NOT NULL;
