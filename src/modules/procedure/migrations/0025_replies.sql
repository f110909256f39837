-- Texts that a section sends again and again: put into messages, requests for corrections and refusals.
CREATE TABLE procedure_reply (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  unit text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'correction', 'refusal')),
  title text NOT NULL,
  content text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT procedure_reply_title UNIQUE (tenant, unit, kind, title)
);
CREATE INDEX procedure_reply_of_unit ON procedure_reply (tenant, unit, title, id);
COMMENT ON TABLE procedure_reply IS 'Reply templates of a section; they hold no personal data';
COMMENT ON COLUMN procedure_reply.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_reply.id IS 'Reply template';
COMMENT ON COLUMN procedure_reply.unit IS 'Section whose staff, and those of the sections below it, use it';
COMMENT ON COLUMN procedure_reply.kind IS 'What it is put into';
COMMENT ON COLUMN procedure_reply.title IS 'By which staff choose it';
COMMENT ON COLUMN procedure_reply.content IS 'Text, with placeholders in braces';
COMMENT ON COLUMN procedure_reply.version IS 'Goes up with every save';
COMMENT ON COLUMN procedure_reply.saved_at IS 'When it was saved last';
COMMENT ON COLUMN procedure_reply.saved_by IS 'Id of the member of staff';
SELECT protect_tenant_table('procedure_reply', 'SELECT, INSERT, UPDATE, DELETE');
