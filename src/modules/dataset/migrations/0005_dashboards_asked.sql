-- Dashboards are put up before they are published, where the town asks for it or whoever made them may not publish.
ALTER TABLE dataset_dashboard DROP CONSTRAINT dataset_dashboard_state_check;
ALTER TABLE dataset_dashboard ADD CONSTRAINT dataset_dashboard_state_check
  CHECK (state IN ('draft', 'asked', 'published', 'withdrawn'));
COMMENT ON COLUMN dataset_dashboard.state IS 'draft; asked: put up to be published; published; withdrawn';
COMMENT ON TABLE dataset_dashboard_use IS 'How many people looked at dashboards, by day, each once a day; of who they were nothing is kept';
COMMENT ON COLUMN dataset_dashboard_use.count IS 'How many';
