ALTER TABLE register_row ADD COLUMN counted text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN register_row.counted IS 'Counts of the register that hold the row, as the journal was last told';
