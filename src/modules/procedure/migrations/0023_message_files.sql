-- Files that come with messages; the files themselves are the kernel's, held by message/<id>.
ALTER TABLE procedure_message ADD COLUMN files bytea;
COMMENT ON COLUMN procedure_message.files IS 'Sealed: names and ids of the files that came with it; null for none';
