CREATE TABLE plan_import (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  plan text NOT NULL,
  file_name text NOT NULL,
  file_hash bytea NOT NULL CHECK (length(file_hash) = 32),
  documents jsonb NOT NULL,
  bases jsonb NOT NULL,
  notices jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  applied_at timestamptz,
  applied_by text,
  PRIMARY KEY (tenant, id),
  CHECK ((applied_at IS NULL) = (applied_by IS NULL))
);
COMMENT ON TABLE plan_import IS 'Plan files that were read without fault and wait for the confirmation, and those that were taken in';
COMMENT ON COLUMN plan_import.tenant IS 'Municipality';
COMMENT ON COLUMN plan_import.id IS 'UUID version 7, in the address of the preview';
COMMENT ON COLUMN plan_import.plan IS 'Id of the plan, as its definition states it';
COMMENT ON COLUMN plan_import.file_name IS 'Name of the file as uploaded';
COMMENT ON COLUMN plan_import.file_hash IS 'SHA-256 of the file as uploaded';
COMMENT ON COLUMN plan_import.documents IS 'Documents that the file changes: the plan (or null) and measures, in the form of modules/plan/definition.ts';
COMMENT ON COLUMN plan_import.bases IS 'Version of each of these documents that the preview compared with, by key; null for a new measure';
COMMENT ON COLUMN plan_import.notices IS 'What was not read or is left as it is, shown with the preview';
COMMENT ON COLUMN plan_import.created_at IS 'When it was uploaded';
COMMENT ON COLUMN plan_import.created_by IS 'Who uploaded it: staff/…';
COMMENT ON COLUMN plan_import.applied_at IS 'When it was taken in; absent while it waits';
COMMENT ON COLUMN plan_import.applied_by IS 'Who confirmed it: staff/…';
SELECT protect_tenant_table('plan_import', 'SELECT, INSERT, UPDATE, DELETE');
