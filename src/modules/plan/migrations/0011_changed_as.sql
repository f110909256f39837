ALTER TABLE plan_document ADD COLUMN changed_as_role text;
ALTER TABLE plan_document ADD COLUMN changed_as_unit text;
COMMENT ON COLUMN plan_document.changed_as_role IS 'By which role of catalog/common/access.yaml they were allowed to: published in place of a name; absent in versions from before it was kept';
COMMENT ON COLUMN plan_document.changed_as_unit IS 'Unit of municipality.yaml in which they held that role; absent where it was held for the whole municipality';
