ALTER TABLE decision_draft ADD COLUMN file_pages jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN decision_draft.file_pages IS 'Pages of attached files, by their id, where they were counted';
