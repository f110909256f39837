-- What these rows name is itself of a municipality that there is: a key of their own to it only had every writer of
-- the municipality look at, and lock, the same row once more.
ALTER TABLE procedure_draft DROP CONSTRAINT procedure_draft_tenant_fkey;
ALTER TABLE procedure_case DROP CONSTRAINT procedure_case_tenant_fkey;
ALTER TABLE procedure_public_answer DROP CONSTRAINT procedure_public_answer_tenant_fkey;
