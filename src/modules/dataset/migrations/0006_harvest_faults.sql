-- Licences that are not taken over are told apart by why.
UPDATE dataset_harvest
  SET report = replace(report::text, '"fault": "licence"', '"fault": "licenceOther"')::jsonb
  WHERE report IS NOT NULL;
