-- One entry for each catalogue, also when two people enter it at the same moment.
ALTER TABLE dataset_harvest ADD COLUMN place text COLLATE "C";
UPDATE dataset_harvest SET place =
  regexp_replace(
    lower(substring(address from '^[a-zA-Z]+://([^/]*)')),
    CASE WHEN address ILIKE 'https:%' THEN ':443$' ELSE ':80$' END, '')
  || rtrim(substring(address from '^[a-zA-Z]+://[^/]*(.*)$'), '/');
-- Entries that came twice before stay; a place of the web has no #.
UPDATE dataset_harvest later SET place = place || '#' || id
  WHERE EXISTS (SELECT FROM dataset_harvest earlier
    WHERE earlier.tenant = later.tenant AND earlier.place = later.place AND earlier.id < later.id);
ALTER TABLE dataset_harvest ALTER COLUMN place SET NOT NULL;
ALTER TABLE dataset_harvest ADD CONSTRAINT dataset_harvest_place UNIQUE (tenant, place);
COMMENT ON COLUMN dataset_harvest.place IS 'Host and path of the address, the same by http and https (own-addresses.ts); an entry that came twice before this was refused has its id behind a #';
