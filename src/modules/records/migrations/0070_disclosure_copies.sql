-- The letter of a disclosure is a document of the register like every other that goes out; it carries out no document.
ALTER TABLE records_issue ALTER COLUMN origin_id DROP NOT NULL;
COMMENT ON COLUMN records_issue.origin_id IS 'Decided draft or other document that it carries out; null: the letter of a request for disclosure';

ALTER TABLE records_disclosure
  ADD COLUMN letter_document uuid,
  ADD COLUMN recipient text,
  ADD COLUMN delivered_way text CHECK (delivered_way IN ('counter', 'post', 'my')),
  ADD COLUMN delivered_by text,
  ADD CONSTRAINT records_disclosure_letter FOREIGN KEY (tenant, letter_document) REFERENCES records_document;
COMMENT ON COLUMN records_disclosure.pages IS 'Sheets of the copies';
COMMENT ON COLUMN records_disclosure.letter IS 'Sealed: the letter as PDF, where it was decided before letters became documents of the register';
COMMENT ON COLUMN records_disclosure.letter_document IS 'The letter with the decision, an outgoing document';
COMMENT ON COLUMN records_disclosure.recipient IS 'Whose my page it is: resident/… or business/…; null: not known';
COMMENT ON COLUMN records_disclosure.delivered_way IS 'How the copies were handed over: counter, post, my (my page)';
COMMENT ON COLUMN records_disclosure.delivered_by IS 'Who handed them over: staff/…';
CREATE INDEX records_disclosure_letter ON records_disclosure (tenant, letter_document) WHERE letter_document IS NOT NULL;

CREATE TABLE records_disclosure_copy (
  tenant text NOT NULL REFERENCES tenant,
  disclosure_id uuid NOT NULL,
  file uuid NOT NULL,
  digest text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  opened_at timestamptz,
  PRIMARY KEY (tenant, disclosure_id, file),
  FOREIGN KEY (tenant, disclosure_id) REFERENCES records_disclosure
);
COMMENT ON TABLE records_disclosure_copy IS 'Files that are given out on a request for disclosure, exactly as they are given out';
COMMENT ON COLUMN records_disclosure_copy.tenant IS 'Municipality';
COMMENT ON COLUMN records_disclosure_copy.disclosure_id IS 'Request';
COMMENT ON COLUMN records_disclosure_copy.file IS 'File of the holder disclosure/<id>';
COMMENT ON COLUMN records_disclosure_copy.digest IS 'SHA-256 of its bytes, hexadecimal';
COMMENT ON COLUMN records_disclosure_copy.added_by IS 'Who added it: staff/…';
COMMENT ON COLUMN records_disclosure_copy.added_at IS 'When';
COMMENT ON COLUMN records_disclosure_copy.opened_at IS 'When it was opened first on the my page';
SELECT protect_tenant_table('records_disclosure_copy', 'SELECT, INSERT, UPDATE, DELETE');
