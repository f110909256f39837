-- Catalogues of other city halls (CKAN) that are read into this one.
CREATE TABLE dataset_harvest (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  title text NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  address text NOT NULL,
  unit text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'stopped')),
  report jsonb,
  wanted_at timestamptz,
  read_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT dataset_harvest_prefix UNIQUE (tenant, prefix)
);
COMMENT ON TABLE dataset_harvest IS 'Catalogues of other city halls that are read into this one; never deleted';
COMMENT ON COLUMN dataset_harvest.tenant IS 'Municipality';
COMMENT ON COLUMN dataset_harvest.id IS 'Harvest';
COMMENT ON COLUMN dataset_harvest.title IS 'Whose catalogue it is';
COMMENT ON COLUMN dataset_harvest.prefix IS 'With which the names of its datasets begin here; never changes';
COMMENT ON COLUMN dataset_harvest.address IS 'Address of the CKAN, without /api';
COMMENT ON COLUMN dataset_harvest.unit IS 'Section that answers for what is taken over';
COMMENT ON COLUMN dataset_harvest.state IS 'active: read every night; stopped: what was taken over stays as it is';
COMMENT ON COLUMN dataset_harvest.report IS 'What came of the last reading; null: none yet';
COMMENT ON COLUMN dataset_harvest.wanted_at IS 'When somebody asked for a reading besides the nightly one; null: nobody, or it was done';
COMMENT ON COLUMN dataset_harvest.read_at IS 'When it was last read';
COMMENT ON COLUMN dataset_harvest.created_at IS 'When it was entered';
SELECT protect_tenant_table('dataset_harvest', 'SELECT, INSERT, UPDATE');
CREATE UNIQUE INDEX dataset_dataset_harvested ON dataset_dataset (tenant, (source ->> 'harvest'), (source ->> 'id'))
  WHERE source ->> 'kind' = 'harvest';
