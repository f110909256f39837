CREATE TABLE identity_held_form (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
  holder text NOT NULL,
  content bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE identity_held_form IS 'Forms that came with a session that was over, until the same person has signed in again';
COMMENT ON COLUMN identity_held_form.tenant IS 'Municipality';
COMMENT ON COLUMN identity_held_form.id IS 'Form';
COMMENT ON COLUMN identity_held_form.browser_hash IS 'SHA-256 of the secret of the browser that sent it';
COMMENT ON COLUMN identity_held_form.holder IS 'Whose session it was; nobody else gets it';
COMMENT ON COLUMN identity_held_form.content IS 'Sealed: addresses and fields';
COMMENT ON COLUMN identity_held_form.expires_at IS 'End of the wait';
CREATE INDEX identity_held_form_by_holder ON identity_held_form (tenant, holder);
CREATE INDEX identity_held_form_over ON identity_held_form (tenant, expires_at);
SELECT protect_tenant_table('identity_held_form', 'SELECT, INSERT, DELETE');
