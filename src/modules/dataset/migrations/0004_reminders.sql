-- Sections are reminded of content that is overdue, once for each period that passes without any.
CREATE TABLE dataset_reminder (
  tenant text NOT NULL REFERENCES tenant,
  dataset uuid NOT NULL,
  due_on date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, dataset, due_on),
  FOREIGN KEY (tenant, dataset) REFERENCES dataset_dataset
);
COMMENT ON TABLE dataset_reminder IS 'Reminders of content that is overdue; append-only';
COMMENT ON COLUMN dataset_reminder.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_reminder.dataset IS 'Dataset';
COMMENT ON COLUMN dataset_reminder.due_on IS 'Day on which the content of that period was due';
COMMENT ON COLUMN dataset_reminder.at IS 'When its section was reminded';
SELECT protect_tenant_table('dataset_reminder', 'SELECT, INSERT');
CREATE TRIGGER dataset_reminder_append_only BEFORE UPDATE OR DELETE ON dataset_reminder
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
