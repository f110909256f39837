-- A version that went out by mistake is taken back by itself: nobody outside fetches it any more, also after the dataset
-- was withdrawn and published again.
CREATE TABLE dataset_recall (
  tenant text NOT NULL REFERENCES tenant,
  dataset uuid NOT NULL,
  version int NOT NULL,
  by text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, dataset, version),
  FOREIGN KEY (tenant, dataset, version) REFERENCES dataset_version
);
COMMENT ON TABLE dataset_recall IS 'Versions of content that were taken back from the public; append-only';
COMMENT ON COLUMN dataset_recall.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_recall.dataset IS 'Dataset';
COMMENT ON COLUMN dataset_recall.version IS 'Version';
COMMENT ON COLUMN dataset_recall.by IS 'Who took it back, as the journal writes it';
COMMENT ON COLUMN dataset_recall.reason IS 'Why, for staff';
COMMENT ON COLUMN dataset_recall.at IS 'When';
SELECT protect_tenant_table('dataset_recall', 'SELECT, INSERT');
CREATE TRIGGER dataset_recall_append_only BEFORE UPDATE OR DELETE ON dataset_recall
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
