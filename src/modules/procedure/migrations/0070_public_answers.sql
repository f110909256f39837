CREATE TABLE procedure_public_answer (
  tenant text NOT NULL REFERENCES tenant,
  case_id uuid NOT NULL,
  procedure text NOT NULL,
  field text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (tenant, case_id, field, value),
  FOREIGN KEY (tenant, case_id) REFERENCES procedure_case
);
COMMENT ON TABLE procedure_public_answer IS 'Answers that the definition makes public (none of personal data), as counted for results and open data';
COMMENT ON COLUMN procedure_public_answer.tenant IS 'Municipality';
COMMENT ON COLUMN procedure_public_answer.case_id IS 'Case; never published';
COMMENT ON COLUMN procedure_public_answer.procedure IS 'Procedure';
COMMENT ON COLUMN procedure_public_answer.field IS 'Field';
COMMENT ON COLUMN procedure_public_answer.value IS 'Chosen option, yes or no; of several choices one row each';
CREATE INDEX procedure_public_answer_counted ON procedure_public_answer (tenant, procedure, field, value);
SELECT protect_tenant_table('procedure_public_answer', 'SELECT, INSERT, DELETE');
