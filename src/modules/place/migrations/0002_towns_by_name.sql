-- The code of a town that an identity names: found by the town, not by its code.
CREATE INDEX place_postal_area_towns ON place_postal_area USING gin (towns jsonb_path_ops);
