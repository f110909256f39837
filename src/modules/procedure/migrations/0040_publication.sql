ALTER TABLE procedure_definition
  ADD COLUMN source text NOT NULL DEFAULT 'catalogue' CHECK (source IN ('catalogue', 'authored'));
COMMENT ON COLUMN procedure_definition.source IS 'Where it was written: a file of the catalogue, or the editor of the staff';

CREATE TABLE procedure_publication (
  tenant text NOT NULL REFERENCES tenant,
  procedure text NOT NULL,
  version text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  published_at timestamptz NOT NULL,
  published_by text NOT NULL,
  approved_by text,
  note text NOT NULL,
  PRIMARY KEY (tenant, procedure, version),
  FOREIGN KEY (tenant, procedure, version) REFERENCES procedure_definition
);
COMMENT ON TABLE procedure_publication IS 'From when until when a version is offered; what stands here goes before the catalogue''s files';
COMMENT ON COLUMN procedure_publication.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_publication.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_publication.version IS 'Version of the definition';
COMMENT ON COLUMN procedure_publication.from_on IS 'First day; of several versions that have begun the latest counts';
COMMENT ON COLUMN procedure_publication.until_on IS 'Last day on which it can be applied for; without an end when null';
COMMENT ON COLUMN procedure_publication.published_at IS 'When it was published';
COMMENT ON COLUMN procedure_publication.published_by IS 'Id of the member of staff who published it';
COMMENT ON COLUMN procedure_publication.approved_by IS 'Id of the member of staff who approved it; null for a catalogue version that was only ended';
COMMENT ON COLUMN procedure_publication.note IS 'What changed, in the words of the author';
SELECT protect_tenant_table('procedure_publication', 'SELECT, INSERT, UPDATE');
