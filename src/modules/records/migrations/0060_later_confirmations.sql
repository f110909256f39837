-- What is confirmed later (後閲) goes into the record as a further version.
ALTER TABLE records_draft
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN confirmations int NOT NULL DEFAULT 0;
COMMENT ON COLUMN records_draft.confirmed_at IS 'When it was confirmed last and the record has not been looked at since; null: nothing waits';
COMMENT ON COLUMN records_draft.confirmations IS 'Later confirmations that the kept paper shows';
CREATE INDEX records_draft_confirmed ON records_draft (tenant, confirmed_at) WHERE confirmed_at IS NOT NULL;
