-- Lists as somebody wants to see them again. A view is an address: what a list cannot take any more it passes over.
CREATE TABLE saved_view (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  list text NOT NULL,
  owner text NOT NULL,
  title text NOT NULL,
  query text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT saved_view_title UNIQUE (tenant, list, owner, title)
);
COMMENT ON TABLE saved_view IS 'Filters, order and layout of lists that staff have kept under a name';
COMMENT ON COLUMN saved_view.tenant IS 'Municipality';
COMMENT ON COLUMN saved_view.id IS 'View';
COMMENT ON COLUMN saved_view.list IS 'Which list: inbox, register/<id>';
COMMENT ON COLUMN saved_view.owner IS 'Whose it is: staff/<id>, or unit/<id> where a whole section has it';
COMMENT ON COLUMN saved_view.title IS 'What they call it';
COMMENT ON COLUMN saved_view.query IS 'Parameters of the address';
COMMENT ON COLUMN saved_view.saved_at IS 'When';
SELECT protect_tenant_table('saved_view', 'SELECT, INSERT, UPDATE, DELETE');
