-- Where towns are: addresses are searched for on the map.
CREATE TABLE place_town (
  tenant text NOT NULL REFERENCES tenant,
  municipality text NOT NULL CHECK (municipality <> ''),
  town text NOT NULL CHECK (town <> ''),
  folded_municipality text NOT NULL,
  folded text NOT NULL,
  lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
  PRIMARY KEY (tenant, municipality, town)
);
COMMENT ON TABLE place_town IS 'Towns and blocks (町丁目・小字) with their position, as far as a list was loaded';
COMMENT ON COLUMN place_town.tenant IS 'Municipality that uses the list; a prefecture has those of all of its municipalities';
COMMENT ON COLUMN place_town.municipality IS 'Name of the municipality in which the town lies, without its county: 葛城市';
COMMENT ON COLUMN place_town.town IS 'Name of the town: 今在家';
COMMENT ON COLUMN place_town.folded_municipality IS 'The municipality as addresses are compared';
COMMENT ON COLUMN place_town.folded IS 'The name as addresses are compared: without 大字, blocks in digits, one writing of variant characters';
COMMENT ON COLUMN place_town.lat IS 'Latitude in degrees';
COMMENT ON COLUMN place_town.lon IS 'Longitude in degrees';
SELECT protect_tenant_table('place_town', 'SELECT, INSERT, DELETE');
