-- What each person is told of, made from the journal. Ids and codes only: the words are made when it is shown.
CREATE TABLE notice_item (
  tenant text NOT NULL REFERENCES tenant,
  recipient text NOT NULL,
  entry bigint NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  data jsonb NOT NULL,
  at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant, recipient, entry)
);
CREATE INDEX notice_item_unread ON notice_item (tenant, recipient, entry) WHERE read_at IS NULL;
CREATE INDEX notice_item_of_subject ON notice_item (tenant, subject);
CREATE INDEX notice_item_by_age ON notice_item (tenant, at);
COMMENT ON TABLE notice_item IS 'Notices to one person each, newest by journal position';
COMMENT ON COLUMN notice_item.tenant IS 'Municipality';
COMMENT ON COLUMN notice_item.recipient IS 'Whom it tells: staff/…, resident/… or business/…';
COMMENT ON COLUMN notice_item.entry IS 'Journal position of the entry that it tells of';
COMMENT ON COLUMN notice_item.kind IS 'What it says';
COMMENT ON COLUMN notice_item.subject IS 'Subject of the entry: case/… or measure/…';
COMMENT ON COLUMN notice_item.data IS 'Flat ids and codes that its words need';
COMMENT ON COLUMN notice_item.at IS 'When it happened';
COMMENT ON COLUMN notice_item.read_at IS 'When the person read it; null until then';
SELECT protect_tenant_table('notice_item', 'SELECT, INSERT, UPDATE, DELETE');
