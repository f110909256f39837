-- Dashboards (図で見るデータ): pages of charts, figures and maps that are drawn from what is published.
CREATE TABLE dataset_dashboard (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  unit text NOT NULL,
  content jsonb NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  published_at timestamptz,
  PRIMARY KEY (tenant, id),
  CONSTRAINT dataset_dashboard_name UNIQUE (tenant, name)
);
COMMENT ON TABLE dataset_dashboard IS 'Dashboards as they stand now; never deleted';
COMMENT ON COLUMN dataset_dashboard.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_dashboard.id IS 'Dashboard';
COMMENT ON COLUMN dataset_dashboard.name IS 'Last part of its address; never changes';
COMMENT ON COLUMN dataset_dashboard.state IS 'draft; published; withdrawn';
COMMENT ON COLUMN dataset_dashboard.unit IS 'Section that owns it';
COMMENT ON COLUMN dataset_dashboard.content IS 'Title, words, and the panels: which dataset, which columns, how reckoned, how drawn';
COMMENT ON COLUMN dataset_dashboard.revision IS 'Counts changes: who comes second is told';
COMMENT ON COLUMN dataset_dashboard.created_at IS 'When it was begun';
COMMENT ON COLUMN dataset_dashboard.updated_at IS 'When anything of it changed';
COMMENT ON COLUMN dataset_dashboard.published_at IS 'When it was last published; null: never';
CREATE INDEX dataset_dashboard_state ON dataset_dashboard (tenant, state, name);
SELECT protect_tenant_table('dataset_dashboard', 'SELECT, INSERT, UPDATE');

CREATE TABLE dataset_dashboard_use (
  tenant text NOT NULL REFERENCES tenant,
  dashboard uuid NOT NULL,
  day date NOT NULL,
  count int NOT NULL CHECK (count > 0),
  PRIMARY KEY (tenant, dashboard, day),
  FOREIGN KEY (tenant, dashboard) REFERENCES dataset_dashboard
);
COMMENT ON TABLE dataset_dashboard_use IS 'How often dashboards were opened, by day; of whoever opened them nothing is kept';
COMMENT ON COLUMN dataset_dashboard_use.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_dashboard_use.dashboard IS 'Dashboard';
COMMENT ON COLUMN dataset_dashboard_use.day IS 'Day in Japan';
COMMENT ON COLUMN dataset_dashboard_use.count IS 'How often';
SELECT protect_tenant_table('dataset_dashboard_use', 'SELECT, INSERT, UPDATE');
