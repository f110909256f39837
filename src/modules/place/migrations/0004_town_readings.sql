-- Towns are found by their reading as well (にじょうおおじ).
ALTER TABLE place_town ADD COLUMN reading text;
UPDATE place_town SET reading = folded;
ALTER TABLE place_town ALTER COLUMN reading SET NOT NULL;
COMMENT ON COLUMN place_town.reading IS 'The name as readings are compared, in katakana as far as a list told how it is read; numbers of blocks in digits';
COMMENT ON COLUMN place_postal_area.towns IS 'List of {code, prefecture, town, reading}: seven digits, 奈良県, 葛城市今在家, イマザイケ (the town without its municipality; left out where the list does not say it)';
