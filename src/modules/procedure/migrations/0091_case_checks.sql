-- What the review of a case looks at, and who has looked.
CREATE TABLE procedure_case_check (
  tenant text NOT NULL REFERENCES tenant,
  case_id uuid NOT NULL,
  check_no int NOT NULL CHECK (check_no > 0),
  checked_at timestamptz NOT NULL,
  checked_by uuid NOT NULL,
  PRIMARY KEY (tenant, case_id, check_no),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_case_check IS 'Points of the review that somebody has ticked; one that is open has no row';
COMMENT ON COLUMN procedure_case_check.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_case_check.case_id IS 'Case';
COMMENT ON COLUMN procedure_case_check.check_no IS 'Which point of the definition that the case was made with, from 1';
COMMENT ON COLUMN procedure_case_check.checked_at IS 'When';
COMMENT ON COLUMN procedure_case_check.checked_by IS 'Id of the member of staff';
SELECT protect_tenant_table('procedure_case_check', 'SELECT, INSERT, DELETE');
