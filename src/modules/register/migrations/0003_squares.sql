-- How many rows lie in each square of a web map, kept with every change of a row (docs/decisions/0021).
CREATE TABLE register_square (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  level int NOT NULL CHECK (level BETWEEN 0 AND 18),
  square int8 NOT NULL,
  count int8 NOT NULL,
  lon int8 NOT NULL,
  lat int8 NOT NULL,
  PRIMARY KEY (tenant, register, level, square)
);
COMMENT ON TABLE register_square IS 'Rows in use with a place, by squares of Web Mercator; a row counts where the middle of its box lies';
COMMENT ON COLUMN register_square.tenant IS 'Municipality';
COMMENT ON COLUMN register_square.register IS 'Register';
COMMENT ON COLUMN register_square.level IS 'The globe is 2^level squares wide';
COMMENT ON COLUMN register_square.square IS 'Bits of y and x in turn, y first: squares below it are one run (squares.ts)';
COMMENT ON COLUMN register_square.count IS 'Rows; 0 where there were some';
COMMENT ON COLUMN register_square.lon IS 'Sum of their longitudes in ten millionths of a degree';
COMMENT ON COLUMN register_square.lat IS 'Sum of their latitudes in ten millionths of a degree';
SELECT protect_tenant_table('register_square', 'SELECT, INSERT, UPDATE');

CREATE TABLE register_change (
  tenant text NOT NULL REFERENCES tenant,
  register text NOT NULL,
  number int8 NOT NULL,
  PRIMARY KEY (tenant, register)
);
COMMENT ON TABLE register_change IS 'Number that grows with every change of rows: what was made of a register holds while it stands';
COMMENT ON COLUMN register_change.tenant IS 'Municipality';
COMMENT ON COLUMN register_change.register IS 'Register';
COMMENT ON COLUMN register_change.number IS '1, 2, 3 …';
SELECT protect_tenant_table('register_change', 'SELECT, INSERT, UPDATE');

INSERT INTO register_square (tenant, register, level, square, count, lon, lat)
SELECT tenant, register, level, finest / (4 ^ (18 - level))::int8, count(*), sum(lon), sum(lat) FROM (
  SELECT tenant, register, lon, lat, (
    SELECT sum((((y >> bit) & 1) * 2 + ((x >> bit) & 1)) << (2 * bit)) FROM generate_series(0, 17) AS bit
  )::int8 AS finest FROM (
    SELECT tenant, register, round((west + east) / 2 * 1e7)::int8 AS lon, round((south + north) / 2 * 1e7)::int8 AS lat,
      least(2 ^ 18 - 1, greatest(0, floor(((west + east) / 2 + 180) / 360 * 2 ^ 18)))::int8 AS x,
      least(2 ^ 18 - 1, greatest(0, floor((1 - asinh(tan(radians(
        least(85.0511287798066, greatest(-85.0511287798066, (south + north) / 2))))) / pi()) / 2 * 2 ^ 18)))::int8 AS y
    FROM register_row WHERE state = 'active' AND west IS NOT NULL
  ) placed
) squared, unnest(ARRAY[8, 10, 12, 14, 16, 18]) AS level
GROUP BY tenant, register, level, finest / (4 ^ (18 - level))::int8;
INSERT INTO register_change (tenant, register, number) SELECT DISTINCT tenant, register, 1 FROM register_row;
