ALTER TABLE register_import ADD COLUMN sheets jsonb;
COMMENT ON COLUMN register_import.sheets IS 'Of a workbook with several sheets: which was read (taken), and which were not (left)';
