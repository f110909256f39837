-- A dataset of files consists of one file or several, each with versions of its own.
ALTER TABLE dataset_dataset ADD COLUMN parts jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN dataset_dataset.parts IS 'Its files besides the first, with name and description; the first one (main) where it has a name of its own';
ALTER TABLE dataset_version ADD COLUMN part text NOT NULL DEFAULT 'main';
COMMENT ON COLUMN dataset_version.part IS 'Which file of the dataset it is a version of';
CREATE INDEX dataset_version_part ON dataset_version (tenant, dataset, part, version);
