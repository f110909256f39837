-- Only versions that once went out are public: drafts and what the check refused are not.
CREATE TABLE dataset_release (
  tenant text NOT NULL REFERENCES tenant,
  dataset uuid NOT NULL,
  version int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, dataset, version),
  FOREIGN KEY (tenant, dataset, version) REFERENCES dataset_version
);
COMMENT ON TABLE dataset_release IS 'Versions of content that went out to the public; append-only';
COMMENT ON COLUMN dataset_release.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_release.dataset IS 'Dataset';
COMMENT ON COLUMN dataset_release.version IS 'Version';
COMMENT ON COLUMN dataset_release.at IS 'When it first went out';
-- What is known of before: live sources are kept only when they go out; of files, what is out now and came in while it was.
INSERT INTO dataset_release (tenant, dataset, version, at)
  SELECT v.tenant, v.dataset, v.version, greatest(v.at, d.published_at)
  FROM dataset_version v JOIN dataset_dataset d ON d.tenant = v.tenant AND d.id = v.dataset
  WHERE d.published_at IS NOT NULL AND (
    d.source ->> 'kind' <> 'upload'
    OR (d.state = 'published' AND (
      v.at >= d.published_at
      OR v.version = (
        SELECT max(w.version) FROM dataset_version w
        WHERE w.tenant = v.tenant AND w.dataset = v.dataset AND w.part = v.part AND w.at <= d.published_at
      )
    ))
  );
SELECT protect_tenant_table('dataset_release', 'SELECT, INSERT');
CREATE TRIGGER dataset_release_append_only BEFORE UPDATE OR DELETE ON dataset_release
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
