-- The part of the world in which rows lie, kept with every change of them: catalogues ask for it.
ALTER TABLE register_change
  ADD COLUMN west float8, ADD COLUMN south float8, ADD COLUMN east float8, ADD COLUMN north float8;
COMMENT ON COLUMN register_change.west IS 'Of the box around all rows in use, in degrees; null: not known, as after an outermost row has gone';
COMMENT ON COLUMN register_change.south IS 'As west';
COMMENT ON COLUMN register_change.east IS 'As west';
COMMENT ON COLUMN register_change.north IS 'As west';
