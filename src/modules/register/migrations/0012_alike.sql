ALTER TABLE register_import ADD COLUMN alike int NOT NULL DEFAULT 0;
COMMENT ON COLUMN register_import.alike IS 'Rows of the file that a register without a key has already, as far as the file says; somebody says yes to them apart';
