-- Open data (オープンデータ): what is published, from where, in which versions, how often it is fetched.
CREATE TABLE dataset_dataset (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'checked', 'asked', 'decided', 'published', 'withdrawn')),
  unit text NOT NULL,
  source jsonb NOT NULL,
  about jsonb NOT NULL,
  file_version int NOT NULL DEFAULT 0 CHECK (file_version >= 0),
  revision int NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  published_at timestamptz,
  content_at timestamptz,
  PRIMARY KEY (tenant, id),
  CONSTRAINT dataset_dataset_name UNIQUE (tenant, name)
);
COMMENT ON TABLE dataset_dataset IS 'Datasets as they stand now; never deleted';
COMMENT ON COLUMN dataset_dataset.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_dataset.id IS 'Dataset';
COMMENT ON COLUMN dataset_dataset.name IS 'Last part of its address; never changes';
COMMENT ON COLUMN dataset_dataset.state IS 'draft; checked: somebody read the report on its quality; asked: put up for decision; decided: goes out next; published; withdrawn';
COMMENT ON COLUMN dataset_dataset.unit IS 'Section that owns it';
COMMENT ON COLUMN dataset_dataset.source IS 'Where its content comes from: a register, the plan, its figures, or files handed in';
COMMENT ON COLUMN dataset_dataset.about IS 'Title, words, licence, frequency, contact, tags, groups';
COMMENT ON COLUMN dataset_dataset.file_version IS 'Newest version of its content; 0: none yet';
COMMENT ON COLUMN dataset_dataset.revision IS 'Counts changes: who comes second is told';
COMMENT ON COLUMN dataset_dataset.created_at IS 'When it was begun';
COMMENT ON COLUMN dataset_dataset.updated_at IS 'When anything of it changed';
COMMENT ON COLUMN dataset_dataset.published_at IS 'When it was last published; null: never';
COMMENT ON COLUMN dataset_dataset.content_at IS 'When its content last changed, as far as it was kept';
CREATE INDEX dataset_dataset_state ON dataset_dataset (tenant, state, name);
SELECT protect_tenant_table('dataset_dataset', 'SELECT, INSERT, UPDATE');

CREATE TABLE dataset_version (
  tenant text NOT NULL REFERENCES tenant,
  dataset uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  file uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  format text NOT NULL,
  size int NOT NULL,
  rows int,
  digest bytea NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, dataset, version),
  FOREIGN KEY (tenant, dataset) REFERENCES dataset_dataset
);
COMMENT ON TABLE dataset_version IS 'Every version of the content; append-only';
COMMENT ON COLUMN dataset_version.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_version.dataset IS 'Dataset';
COMMENT ON COLUMN dataset_version.version IS '1, 2, 3 …';
COMMENT ON COLUMN dataset_version.file IS 'The content, among the files of the kernel';
COMMENT ON COLUMN dataset_version.name IS 'Name of the file';
COMMENT ON COLUMN dataset_version.media_type IS 'Media type';
COMMENT ON COLUMN dataset_version.format IS 'csv, excel, geojson, shapefile or other';
COMMENT ON COLUMN dataset_version.size IS 'Bytes';
COMMENT ON COLUMN dataset_version.rows IS 'Rows without the heading; null where it is no table';
COMMENT ON COLUMN dataset_version.digest IS 'SHA-256 of the content';
COMMENT ON COLUMN dataset_version.by IS 'Who handed it in or what kept it, as the journal writes it';
COMMENT ON COLUMN dataset_version.at IS 'When';
SELECT protect_tenant_table('dataset_version', 'SELECT, INSERT');
CREATE TRIGGER dataset_version_append_only BEFORE UPDATE OR DELETE ON dataset_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE dataset_revision (
  tenant text NOT NULL REFERENCES tenant,
  revision int8 NOT NULL,
  PRIMARY KEY (tenant)
);
COMMENT ON TABLE dataset_revision IS 'Counts changes of what is published: who holds the catalogue in memory sees that it is old';
COMMENT ON COLUMN dataset_revision.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_revision.revision IS 'Number of changes';
SELECT protect_tenant_table('dataset_revision', 'SELECT, INSERT, UPDATE');

CREATE TABLE dataset_download (
  tenant text NOT NULL REFERENCES tenant,
  dataset uuid NOT NULL,
  resource text NOT NULL,
  day date NOT NULL,
  count int NOT NULL CHECK (count > 0),
  PRIMARY KEY (tenant, dataset, resource, day),
  FOREIGN KEY (tenant, dataset) REFERENCES dataset_dataset
);
COMMENT ON TABLE dataset_download IS 'How often files were fetched, by day; of whoever fetched them nothing is kept';
COMMENT ON COLUMN dataset_download.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_download.dataset IS 'Dataset';
COMMENT ON COLUMN dataset_download.resource IS 'Which of its files';
COMMENT ON COLUMN dataset_download.day IS 'Day in Japan';
COMMENT ON COLUMN dataset_download.count IS 'How often';
SELECT protect_tenant_table('dataset_download', 'SELECT, INSERT, UPDATE');

CREATE TABLE dataset_request (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('new', 'listed', 'answered', 'hidden')),
  words bytea NOT NULL,
  answer text,
  by text,
  at timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE dataset_request IS 'Data that people ask for';
COMMENT ON COLUMN dataset_request.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_request.id IS 'Request';
COMMENT ON COLUMN dataset_request.state IS 'new: nobody has read it; listed: shown to everybody; answered: shown with the answer; hidden: not shown';
COMMENT ON COLUMN dataset_request.words IS 'Sealed: what is wanted and what for';
COMMENT ON COLUMN dataset_request.answer IS 'What everybody may read as the answer';
COMMENT ON COLUMN dataset_request.by IS 'Who decided, as the journal writes it';
COMMENT ON COLUMN dataset_request.at IS 'When it came';
COMMENT ON COLUMN dataset_request.decided_at IS 'When it was decided';
CREATE INDEX dataset_request_list ON dataset_request (tenant, state, id);
SELECT protect_tenant_table('dataset_request', 'SELECT, INSERT, UPDATE');
