-- A document is taken back for a reason (行政手続法第14条); one revoked before reasons were asked for has none.
ALTER TABLE procedure_certificate ADD COLUMN revocation_reason text
  CHECK (revocation_reason IN ('wrongContent', 'factsChanged', 'wronglyObtained', 'onRequest', 'other'));
ALTER TABLE procedure_certificate ADD COLUMN revocation_words bytea;
COMMENT ON COLUMN procedure_certificate.revocation_reason IS 'Why it was revoked';
COMMENT ON COLUMN procedure_certificate.revocation_words IS 'Sealed: the same in words, for the applicant; null after erasing';
