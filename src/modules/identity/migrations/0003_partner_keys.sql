CREATE TABLE identity_partner_key (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
  name text NOT NULL CHECK (name <> ''),
  procedures jsonb NOT NULL CHECK (jsonb_typeof(procedures) = 'array'),
  made_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_on date,
  revoked_at timestamptz,
  revoked_by uuid,
  PRIMARY KEY (tenant, id),
  CONSTRAINT identity_partner_key_hash UNIQUE (tenant, key_hash),
  FOREIGN KEY (tenant, made_by) REFERENCES identity_staff (tenant, id)
);
COMMENT ON TABLE identity_partner_key IS 'Keys with which programs of organisations apply for others; the organisation holds the key, this table only its hash';
COMMENT ON COLUMN identity_partner_key.tenant IS 'Municipality';
COMMENT ON COLUMN identity_partner_key.id IS 'Key; in the journal and with cases it is partner/<id>';
COMMENT ON COLUMN identity_partner_key.key_hash IS 'SHA-256 of the 256-bit key';
COMMENT ON COLUMN identity_partner_key.name IS 'Name of the organisation';
COMMENT ON COLUMN identity_partner_key.procedures IS 'Ids of the procedures for which it holds';
COMMENT ON COLUMN identity_partner_key.made_by IS 'Member of staff who made it';
COMMENT ON COLUMN identity_partner_key.created_at IS 'When it was made';
COMMENT ON COLUMN identity_partner_key.expires_at IS 'When it ends';
COMMENT ON COLUMN identity_partner_key.last_used_on IS 'Day of the last use';
COMMENT ON COLUMN identity_partner_key.revoked_at IS 'When it was taken back';
COMMENT ON COLUMN identity_partner_key.revoked_by IS 'Member of staff who took it back';
CREATE INDEX identity_partner_key_newest ON identity_partner_key (tenant, created_at DESC, id DESC);
SELECT protect_tenant_table('identity_partner_key', 'SELECT, INSERT, UPDATE');
