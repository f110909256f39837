-- The role under which every request runs. It owns nothing and cannot bypass row-level security.
DO $$
BEGIN
  CREATE ROLE yakuba_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION
  -- Roles belong to the cluster: another database of it may have made this one, even just now.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT yakuba_app TO %I', current_user);
EXCEPTION
  WHEN unique_violation OR invalid_grant_operation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO yakuba_app;

-- Puts a tenant-scoped table behind its policy and grants what the application may do with it.
CREATE FUNCTION protect_tenant_table(target regclass, privileges text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY own_tenant ON %s USING (tenant = current_setting(''app.tenant'', true)) WITH CHECK (tenant = current_setting(''app.tenant'', true))',
    target);
  EXECUTE format('GRANT %s ON %s TO yakuba_app', privileges, target);
END $$;
COMMENT ON FUNCTION protect_tenant_table IS 'Row-level security by tenant plus the grants given; call it once for every tenant-scoped table';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
COMMENT ON FUNCTION refuse_change IS 'Trigger that makes a table append-only, also for its owner';

CREATE TABLE tenant (
  code text PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
  slug text NOT NULL UNIQUE
);
COMMENT ON TABLE tenant IS 'Municipalities that this installation serves; a reference table, the same for all';
COMMENT ON COLUMN tenant.code IS 'Six-digit municipality code with check digit';
COMMENT ON COLUMN tenant.slug IS 'First part of the municipality''s addresses';
GRANT SELECT ON tenant TO yakuba_app;

CREATE TABLE journal_head (
  tenant text PRIMARY KEY REFERENCES tenant,
  position bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE journal_head IS 'Last position given out; its row lock puts the entries of one tenant in commit order without gaps';
COMMENT ON COLUMN journal_head.tenant IS 'Municipality';
COMMENT ON COLUMN journal_head.position IS 'Position of the newest entry; 0 before the first';
SELECT protect_tenant_table('journal_head', 'SELECT, INSERT, UPDATE');

CREATE TABLE journal_entry (
  tenant text NOT NULL REFERENCES tenant,
  position bigint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  purpose text,
  data jsonb NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (tenant, position)
);
COMMENT ON TABLE journal_entry IS 'Everything that happened, append-only: audit trail, outbox, source of every count';
COMMENT ON COLUMN journal_entry.tenant IS 'Municipality';
COMMENT ON COLUMN journal_entry.position IS 'Place in the municipality''s journal: 1, 2, 3 … without gaps';
COMMENT ON COLUMN journal_entry.id IS 'Identifier of the entry (UUID version 7); id of the CloudEvent';
COMMENT ON COLUMN journal_entry.type IS 'What happened, such as case.submitted';
COMMENT ON COLUMN journal_entry.subject IS 'What it happened to, such as case/0194f…';
COMMENT ON COLUMN journal_entry.at IS 'When, by the clock of the application';
COMMENT ON COLUMN journal_entry.actor IS 'Who: resident/…, staff/…, system/… or anonymous; never a name';
COMMENT ON COLUMN journal_entry.purpose IS 'Why personal data was opened, where that has to be stated';
COMMENT ON COLUMN journal_entry.data IS 'Attributes to count and follow by; ids and codes, no personal data';
COMMENT ON COLUMN journal_entry.digest IS 'SHA-256 over the canonical form of the entry; leaf of the block''s Merkle tree';
CREATE INDEX journal_entry_by_type ON journal_entry (tenant, type, at);
CREATE INDEX journal_entry_by_subject ON journal_entry (tenant, subject, position);
SELECT protect_tenant_table('journal_entry', 'SELECT, INSERT');
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_entry_never_emptied BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_block (
  tenant text NOT NULL REFERENCES tenant,
  number bigint NOT NULL,
  first_position bigint NOT NULL,
  last_position bigint NOT NULL CHECK (last_position >= first_position),
  merkle_root bytea NOT NULL CHECK (length(merkle_root) = 32),
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, number)
);
COMMENT ON TABLE journal_block IS 'Seals over runs of entries, each linked to the one before by its hash';
COMMENT ON COLUMN journal_block.tenant IS 'Municipality';
COMMENT ON COLUMN journal_block.number IS '1, 2, 3 …';
COMMENT ON COLUMN journal_block.first_position IS 'First entry of the block';
COMMENT ON COLUMN journal_block.last_position IS 'Last entry of the block';
COMMENT ON COLUMN journal_block.merkle_root IS 'Merkle tree hash over the entries'' digests (RFC 6962, section 2.1)';
COMMENT ON COLUMN journal_block.previous_hash IS 'Hash of the block before; 32 zero bytes for the first';
COMMENT ON COLUMN journal_block.hash IS 'SHA-256 over number, positions, root, previous hash and time';
COMMENT ON COLUMN journal_block.sealed_at IS 'When the block was sealed';
SELECT protect_tenant_table('journal_block', 'SELECT, INSERT');
CREATE TRIGGER journal_block_append_only BEFORE UPDATE OR DELETE ON journal_block
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_block_never_emptied BEFORE TRUNCATE ON journal_block
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_subscription (
  tenant text NOT NULL REFERENCES tenant,
  subscriber text NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  failures int NOT NULL DEFAULT 0,
  last_error text,
  PRIMARY KEY (tenant, subscriber)
);
COMMENT ON TABLE journal_subscription IS 'How far each subscriber has read the municipality''s journal';
COMMENT ON COLUMN journal_subscription.tenant IS 'Municipality';
COMMENT ON COLUMN journal_subscription.subscriber IS 'Name of the subscriber, unique in the product';
COMMENT ON COLUMN journal_subscription.position IS 'Last entry that was handled; advanced in the transaction of its effect';
COMMENT ON COLUMN journal_subscription.failures IS 'Attempts in a row that failed at the next entry';
COMMENT ON COLUMN journal_subscription.last_error IS 'Message of the last failure, for the operator';
SELECT protect_tenant_table('journal_subscription', 'SELECT, INSERT, UPDATE');
