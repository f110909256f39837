-- After a document was revoked for wrong content, a corrected one is issued from the same case.
ALTER TABLE procedure_certificate DROP CONSTRAINT procedure_certificate_one;
CREATE UNIQUE INDEX procedure_certificate_in_force ON procedure_certificate (tenant, case_id) WHERE revoked_at IS NULL;
CREATE INDEX procedure_certificate_by_case ON procedure_certificate (tenant, case_id, issued_at);
ALTER TABLE procedure_certificate ADD COLUMN correction bytea;
COMMENT ON COLUMN procedure_certificate.correction IS 'Sealed: of one issued in place of a revoked one, why, and what the answers were before; null for a first one and after erasing';
ALTER TABLE procedure_document_number DROP CONSTRAINT procedure_document_number_one;
ALTER TABLE procedure_document_number ADD COLUMN edition int NOT NULL DEFAULT 1 CHECK (edition >= 1);
ALTER TABLE procedure_document_number ADD CONSTRAINT procedure_document_number_one UNIQUE (tenant, case_id, edition);
COMMENT ON COLUMN procedure_document_number.edition IS 'Which document of the case, from 1: each that is issued in place of a revoked one has a number of its own';
