-- A case comes in by several ways, each with a key of its own; a draft is only one of them.
ALTER TABLE procedure_case ADD COLUMN intake_key text;
UPDATE procedure_case SET intake_key = 'draft/' || draft_id;
ALTER TABLE procedure_case ALTER COLUMN intake_key SET NOT NULL;
ALTER TABLE procedure_case DROP CONSTRAINT procedure_case_draft;
ALTER TABLE procedure_case DROP COLUMN draft_id;
ALTER TABLE procedure_case ADD CONSTRAINT procedure_case_intake UNIQUE (tenant, intake_key);
COMMENT ON COLUMN procedure_case.intake_key IS 'What it came in with: draft/<id>, api/<client>/<key>, bulk/<import>/<row>, paper/<sheet>. The same again finds this case';

ALTER TABLE procedure_case ALTER COLUMN applicant DROP NOT NULL;
COMMENT ON COLUMN procedure_case.applicant IS 'Who applied: resident/… or business/… or visitor/…; null for somebody without an account';
ALTER TABLE procedure_case DROP CONSTRAINT procedure_case_channel_check;
ALTER TABLE procedure_case ADD CONSTRAINT procedure_case_channel_check
  CHECK (channel IN ('online', 'counter', 'paper', 'phone', 'api', 'bulk'));
