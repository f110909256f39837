-- Cases that staff have linked with each other.
CREATE TABLE procedure_case_link (
  tenant text NOT NULL REFERENCES tenant,
  case_id uuid NOT NULL,
  other_id uuid NOT NULL CHECK (other_id > case_id),
  linked_at timestamptz NOT NULL,
  linked_by uuid NOT NULL,
  PRIMARY KEY (tenant, case_id, other_id),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case,
  FOREIGN KEY (tenant, other_id) REFERENCES procedure_case
);
CREATE INDEX procedure_case_link_back ON procedure_case_link (tenant, other_id);
COMMENT ON TABLE procedure_case_link IS 'Cases that belong together, one row for each pair';
COMMENT ON COLUMN procedure_case_link.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_case_link.case_id IS 'The one of the smaller id';
COMMENT ON COLUMN procedure_case_link.other_id IS 'The other one';
COMMENT ON COLUMN procedure_case_link.linked_at IS 'When';
COMMENT ON COLUMN procedure_case_link.linked_by IS 'Id of the member of staff';
SELECT protect_tenant_table('procedure_case_link', 'SELECT, INSERT, DELETE');
