-- Places: which towns a postal code stands for.

CREATE TABLE place_address_list (
  tenant text PRIMARY KEY REFERENCES tenant,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  codes int NOT NULL CHECK (codes > 0),
  towns int NOT NULL CHECK (towns >= codes),
  loaded_at timestamptz NOT NULL
);
COMMENT ON TABLE place_address_list IS 'The list of postal codes that a municipality uses; without a row there is none';
COMMENT ON COLUMN place_address_list.tenant IS 'Municipality';
COMMENT ON COLUMN place_address_list.digest IS 'SHA-256 of the file that it was read from, so that the same one again changes nothing';
COMMENT ON COLUMN place_address_list.codes IS 'Postal codes in it';
COMMENT ON COLUMN place_address_list.towns IS 'Towns in it';
COMMENT ON COLUMN place_address_list.loaded_at IS 'When it was read';
SELECT protect_tenant_table('place_address_list', 'SELECT, INSERT, UPDATE');

CREATE TABLE place_postal_area (
  tenant text NOT NULL REFERENCES tenant,
  area text NOT NULL CHECK (area ~ '^[0-9]{3}$'),
  towns jsonb NOT NULL,
  PRIMARY KEY (tenant, area)
);
COMMENT ON TABLE place_postal_area IS 'Towns by the first three digits of their code: some 950 rows for all of Japan in place of 124,000';
COMMENT ON COLUMN place_postal_area.tenant IS 'Municipality';
COMMENT ON COLUMN place_postal_area.area IS 'First three digits of the codes';
COMMENT ON COLUMN place_postal_area.towns IS 'List of {code, prefecture, town}: seven digits, 奈良県, 葛城市今在家';
SELECT protect_tenant_table('place_postal_area', 'SELECT, INSERT, DELETE');
