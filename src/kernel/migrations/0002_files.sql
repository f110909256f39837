-- Files that people hand in. What is given out is the disarmed copy; the original lies in quarantine for a while.
CREATE TABLE file (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  holder text NOT NULL,
  name bytea NOT NULL,
  media_type text NOT NULL,
  size int NOT NULL CHECK (size >= 0),
  content bytea NOT NULL,
  content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
  original bytea,
  original_until timestamptz,
  position bytea,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE file IS 'Files that people handed in, disarmed and sealed';
COMMENT ON COLUMN file.tenant IS 'Municipality';
COMMENT ON COLUMN file.id IS 'File';
COMMENT ON COLUMN file.holder IS 'What it belongs to: draft/<id>, case/<id>; only who may see that gets it';
COMMENT ON COLUMN file.name IS 'Sealed: name as it was called by the person';
COMMENT ON COLUMN file.media_type IS 'Type of the disarmed copy, found out from its content';
COMMENT ON COLUMN file.size IS 'Bytes of the disarmed copy';
COMMENT ON COLUMN file.content IS 'Sealed: the disarmed copy';
COMMENT ON COLUMN file.content_hash IS 'SHA-256 of the sealed copy, to find a swapped one without opening it';
COMMENT ON COLUMN file.original IS 'Sealed: what was sent, never given out; null once the quarantine is over';
COMMENT ON COLUMN file.original_until IS 'End of the quarantine';
COMMENT ON COLUMN file.position IS 'Sealed: where a picture was taken, where the field asks for it';
COMMENT ON COLUMN file.received_at IS 'When it came';
CREATE INDEX file_by_holder ON file (tenant, holder);
CREATE INDEX file_in_quarantine ON file (tenant, original_until) WHERE original IS NOT NULL;
SELECT protect_tenant_table('file', 'SELECT, INSERT, UPDATE, DELETE');
