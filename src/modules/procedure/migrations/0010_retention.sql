-- What a person wrote goes when its retention is over; that there was a case stays.
ALTER TABLE procedure_case ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN procedure_case.erased_at IS 'When everything personal in it was deleted because its retention was over; what is left is for counting';
CREATE INDEX procedure_case_to_erase ON procedure_case (tenant, procedure, version, updated_at)
  WHERE phase = 'closed' AND erased_at IS NULL;
GRANT DELETE ON procedure_correction TO yakuba_app;
