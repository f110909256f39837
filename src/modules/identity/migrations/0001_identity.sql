CREATE TABLE identity_person (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('resident', 'business')),
  details bytea NOT NULL,
  assurance text NOT NULL CHECK (assurance IN ('low', 'substantial', 'high')),
  created_at timestamptz NOT NULL,
  last_sign_in_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, issuer, subject)
);
COMMENT ON TABLE identity_person IS 'Residents and businesses that have signed in, as their provider described them the last time';
COMMENT ON COLUMN identity_person.tenant IS 'Municipality';
COMMENT ON COLUMN identity_person.id IS 'Our own identifier; stands in the journal';
COMMENT ON COLUMN identity_person.issuer IS 'OpenID Connect issuer that vouches for the person';
COMMENT ON COLUMN identity_person.subject IS 'The issuer''s identifier of the person (claim sub)';
COMMENT ON COLUMN identity_person.kind IS 'resident or business';
COMMENT ON COLUMN identity_person.details IS 'Name, reading, birth date, address and email as JSON, sealed under the municipality''s key';
COMMENT ON COLUMN identity_person.assurance IS 'How surely the last sign-in was this person: low, substantial, high';
COMMENT ON COLUMN identity_person.created_at IS 'First sign-in';
COMMENT ON COLUMN identity_person.last_sign_in_at IS 'Last sign-in';
SELECT protect_tenant_table('identity_person', 'SELECT, INSERT, UPDATE');

CREATE TABLE identity_staff (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, issuer, subject)
);
COMMENT ON TABLE identity_staff IS 'Members of staff who may sign in while they hold a grant';
COMMENT ON COLUMN identity_staff.tenant IS 'Municipality';
COMMENT ON COLUMN identity_staff.id IS 'Our own identifier; stands in the journal';
COMMENT ON COLUMN identity_staff.issuer IS 'OpenID Connect issuer of the town hall''s accounts';
COMMENT ON COLUMN identity_staff.subject IS 'The issuer''s identifier of the account (claim sub)';
COMMENT ON COLUMN identity_staff.name IS 'Name shown to colleagues and on decisions';
COMMENT ON COLUMN identity_staff.active IS 'False while the account is suspended, whatever grants it holds';
COMMENT ON COLUMN identity_staff.registered_at IS 'When the account was registered';
COMMENT ON COLUMN identity_staff.registered_by IS 'Actor who registered it';
CREATE INDEX identity_staff_by_name ON identity_staff (tenant, name, id);
SELECT protect_tenant_table('identity_staff', 'SELECT, INSERT, UPDATE');

CREATE TABLE identity_grant (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  staff uuid NOT NULL,
  role text NOT NULL,
  unit text,
  from_date date NOT NULL,
  to_date date CHECK (to_date >= from_date),
  granted_at timestamptz NOT NULL,
  granted_by text NOT NULL,
  revoked_at timestamptz,
  revoked_by text,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, staff) REFERENCES identity_staff (tenant, id),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
COMMENT ON TABLE identity_grant IS 'Roles that staff hold, in a unit or in the whole municipality, for a time; never deleted';
COMMENT ON COLUMN identity_grant.tenant IS 'Municipality';
COMMENT ON COLUMN identity_grant.id IS 'Identifier';
COMMENT ON COLUMN identity_grant.staff IS 'Who holds the role';
COMMENT ON COLUMN identity_grant.role IS 'Role of catalog/common/access.yaml';
COMMENT ON COLUMN identity_grant.unit IS 'Unit of municipality.yaml in which it holds, with the units below; null: everywhere';
COMMENT ON COLUMN identity_grant.from_date IS 'First day';
COMMENT ON COLUMN identity_grant.to_date IS 'Last day; null: until it is revoked';
COMMENT ON COLUMN identity_grant.granted_at IS 'When it was granted';
COMMENT ON COLUMN identity_grant.granted_by IS 'Actor who granted it';
COMMENT ON COLUMN identity_grant.revoked_at IS 'From when on it no longer holds, before its last day';
COMMENT ON COLUMN identity_grant.revoked_by IS 'Actor who revoked it';
CREATE INDEX identity_grant_by_staff ON identity_grant (tenant, staff, from_date);
SELECT protect_tenant_table('identity_grant', 'SELECT, INSERT, UPDATE');

CREATE TABLE identity_session (
  tenant text NOT NULL REFERENCES tenant,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  person uuid,
  staff uuid,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, token_hash),
  FOREIGN KEY (tenant, person) REFERENCES identity_person (tenant, id),
  FOREIGN KEY (tenant, staff) REFERENCES identity_staff (tenant, id),
  CHECK (num_nonnulls(person, staff) = 1)
);
COMMENT ON TABLE identity_session IS 'Who is signed in; the browser holds the token, this table only its hash';
COMMENT ON COLUMN identity_session.tenant IS 'Municipality';
COMMENT ON COLUMN identity_session.token_hash IS 'SHA-256 of the 256-bit token in the cookie';
COMMENT ON COLUMN identity_session.person IS 'The resident or business, or null';
COMMENT ON COLUMN identity_session.staff IS 'The member of staff, or null';
COMMENT ON COLUMN identity_session.created_at IS 'Sign-in';
COMMENT ON COLUMN identity_session.last_seen_at IS 'Last request, to the minute';
COMMENT ON COLUMN identity_session.expires_at IS 'When it ends whatever happens';
CREATE INDEX identity_session_by_expiry ON identity_session (tenant, expires_at);
SELECT protect_tenant_table('identity_session', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE identity_sign_in (
  tenant text NOT NULL REFERENCES tenant,
  state text NOT NULL,
  browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
  audience text NOT NULL CHECK (audience IN ('citizen', 'staff')),
  code_verifier text NOT NULL,
  nonce text NOT NULL,
  back text,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, state)
);
COMMENT ON TABLE identity_sign_in IS 'Sign-ins that were started and wait for the provider''s answer; each is used once';
COMMENT ON COLUMN identity_sign_in.tenant IS 'Municipality';
COMMENT ON COLUMN identity_sign_in.state IS 'Random value that comes back with the answer (RFC 6749, section 10.12)';
COMMENT ON COLUMN identity_sign_in.browser_hash IS 'SHA-256 of a cookie: only the browser that started may finish';
COMMENT ON COLUMN identity_sign_in.audience IS 'citizen or staff: which provider was asked';
COMMENT ON COLUMN identity_sign_in.code_verifier IS 'PKCE secret (RFC 7636)';
COMMENT ON COLUMN identity_sign_in.nonce IS 'Value that the ID token must carry';
COMMENT ON COLUMN identity_sign_in.back IS 'Path below the municipality to return to';
COMMENT ON COLUMN identity_sign_in.expires_at IS 'Ten minutes after the start';
CREATE INDEX identity_sign_in_by_expiry ON identity_sign_in (tenant, expires_at);
SELECT protect_tenant_table('identity_sign_in', 'SELECT, INSERT, DELETE');
