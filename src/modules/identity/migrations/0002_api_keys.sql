CREATE TABLE identity_api_key (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
  person uuid NOT NULL,
  label bytea NOT NULL,
  assurance text NOT NULL CHECK (assurance IN ('low', 'substantial')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_on date,
  revoked_at timestamptz,
  PRIMARY KEY (tenant, id),
  CONSTRAINT identity_api_key_hash UNIQUE (tenant, key_hash),
  FOREIGN KEY (tenant, person) REFERENCES identity_person (tenant, id)
);
COMMENT ON TABLE identity_api_key IS 'Keys with which programs act for a person; the person holds the key, this table only its hash';
COMMENT ON COLUMN identity_api_key.tenant IS 'Municipality';
COMMENT ON COLUMN identity_api_key.id IS 'Key';
COMMENT ON COLUMN identity_api_key.key_hash IS 'SHA-256 of the 256-bit key';
COMMENT ON COLUMN identity_api_key.person IS 'For whom it acts';
COMMENT ON COLUMN identity_api_key.label IS 'Sealed: what the person calls it';
COMMENT ON COLUMN identity_api_key.assurance IS 'Level of identity when it was made; a key never proves the presence that "high" demands';
COMMENT ON COLUMN identity_api_key.created_at IS 'When it was made';
COMMENT ON COLUMN identity_api_key.expires_at IS 'When it ends';
COMMENT ON COLUMN identity_api_key.last_used_on IS 'Day of the last use';
COMMENT ON COLUMN identity_api_key.revoked_at IS 'When the person took it back';
CREATE INDEX identity_api_key_by_person ON identity_api_key (tenant, person, created_at);
SELECT protect_tenant_table('identity_api_key', 'SELECT, INSERT, UPDATE');
