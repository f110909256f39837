-- A million documents: common words are found among the newest documents, rare ones by their index, and what was found is
-- put in order without going to the register for each.
ALTER TABLE records_search ADD COLUMN registered_at timestamptz;
UPDATE records_search s SET registered_at = d.registered_at FROM records_document d WHERE d.tenant = s.tenant AND d.id = s.document_id;
ALTER TABLE records_search ALTER COLUMN registered_at SET NOT NULL;
COMMENT ON COLUMN records_search.registered_at IS 'When the document came into the register: the order of lists';

CREATE OR REPLACE FUNCTION records_candidates(
  wanted int4[], units text[], in_year int, in_state text[], of_direction text, of_person uuid,
  before_at timestamptz, before_id uuid, most int
) RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- So many of the newest documents are looked through before the index is asked.
  near CONSTANT int := 1500;
  fits CONSTANT text := ' ($3 IS NULL OR d.unit = ANY ($3)) AND ($4 IS NULL OR d.fiscal_year = $4)
    AND ($5 IS NULL OR d.state = ANY ($5)) AND ($6 IS NULL OR d.direction = $6) AND ($7 IS NULL OR d.in_charge = $7) ';
  found uuid[];
BEGIN
  -- EXECUTE plans with the values that are given. OFFSET 0 keeps the inner part as it is written.
  EXECUTE 'SELECT array_agg(page.id) FROM (
      SELECT d.id FROM (
        SELECT d.id, d.registered_at FROM records_document d
        WHERE d.tenant = $1 AND ($8 IS NULL OR (d.registered_at, d.id) < ($8, $9)) AND ' || fits || '
        ORDER BY d.registered_at DESC, d.id DESC LIMIT $11
      ) d JOIN records_search s ON s.tenant = $1 AND s.document_id = d.id
      WHERE s.terms @> $2 ORDER BY d.registered_at DESC, d.id DESC LIMIT $10
    ) page'
  INTO found
  USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person, before_at, before_id, most, near;
  IF cardinality(found) = most THEN
    RETURN QUERY SELECT unnest(found);
    RETURN;
  END IF;
  RETURN QUERY EXECUTE 'SELECT d.id FROM (
      SELECT s.document_id, s.registered_at FROM records_search s
      WHERE s.tenant = $1 AND s.terms @> $2 AND ($8 IS NULL OR (s.registered_at, s.document_id) < ($8, $9))
      ORDER BY s.registered_at DESC, s.document_id DESC OFFSET 0
    ) hit JOIN records_document d ON d.tenant = $1 AND d.id = hit.document_id
    WHERE ' || fits || '
    ORDER BY hit.registered_at DESC, hit.document_id DESC LIMIT $10'
  USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person, before_at, before_id, most;
END $$;
