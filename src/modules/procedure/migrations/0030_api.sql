ALTER TABLE procedure_case ADD COLUMN intake_digest bytea CHECK (length(intake_digest) = 32);
COMMENT ON COLUMN procedure_case.intake_digest IS 'SHA-256 of what a program sent: the same key with something else is refused; null for other channels';
