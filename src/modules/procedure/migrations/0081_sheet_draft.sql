-- One draft can be printed more than once, and sent online besides: it is one application all the same.
ALTER TABLE procedure_sheet ADD COLUMN draft uuid;
CREATE INDEX procedure_sheet_draft ON procedure_sheet (tenant, draft) WHERE draft IS NOT NULL;
COMMENT ON COLUMN procedure_sheet.draft IS 'Draft that it was printed from, there or not';
