-- One field of many rows is changed by the same steps as a file is read: checked, said yes to, written lot by lot, taken back.
ALTER TABLE register_import ADD COLUMN edit bytea;
COMMENT ON COLUMN register_import.edit IS 'Sealed: field, new value and reason, where rows that are there get one value; null: a file';
COMMENT ON TABLE register_import IS 'Files that were read into registers, and changes of one field in many rows';
COMMENT ON COLUMN register_import.format IS 'csv, excel, geojson or shapefile; edit: no file';
COMMENT ON COLUMN register_import_lot.content IS 'Sealed: the rows as they stand in the file; of an edit their ids and the versions that were seen';
