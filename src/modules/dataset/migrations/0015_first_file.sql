-- The first file can be taken away like every other, so it stands among them as soon as there is another one.
UPDATE dataset_dataset
SET parts = '[{"key": "main", "name": "", "description": ""}]'::jsonb || parts
WHERE parts <> '[]'::jsonb AND NOT parts @> '[{"key": "main"}]'::jsonb;

COMMENT ON COLUMN dataset_dataset.parts IS
  'Its files, with name (blank: that of the dataset) and description; none: there is only the first (main)';
