-- A draft that never went out can be thrown away: it is there no more, its files are erased, its name is free again.
ALTER TABLE dataset_dataset ADD COLUMN discarded_at timestamptz;
COMMENT ON COLUMN dataset_dataset.discarded_at IS 'When it was thrown away, a draft that never went out; null: it was not';
ALTER TABLE dataset_dataset DROP CONSTRAINT dataset_dataset_name;
CREATE UNIQUE INDEX dataset_dataset_name ON dataset_dataset (tenant, name) WHERE discarded_at IS NULL;
ALTER TABLE dataset_dashboard ADD COLUMN discarded_at timestamptz;
COMMENT ON COLUMN dataset_dashboard.discarded_at IS 'When it was thrown away, a draft that never went out; null: it was not';
ALTER TABLE dataset_dashboard DROP CONSTRAINT dataset_dashboard_name;
CREATE UNIQUE INDEX dataset_dashboard_name ON dataset_dashboard (tenant, name) WHERE discarded_at IS NULL;
-- Feeds tell their readers what is gone, and since when.
ALTER TABLE dataset_dataset ADD COLUMN withdrawn_at timestamptz;
COMMENT ON COLUMN dataset_dataset.withdrawn_at IS 'When it was taken from the public last; null: it never was, or is public again';
UPDATE dataset_dataset SET withdrawn_at = updated_at WHERE state <> 'published' AND published_at IS NOT NULL;
