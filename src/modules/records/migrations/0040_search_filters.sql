-- A million documents: every filter of the list has an order of its own, and a word that is neither common nor rare is
-- looked for among more of the newest documents before all its hits are read.
CREATE INDEX records_document_of_year ON records_document (tenant, fiscal_year, registered_at DESC, id DESC);
CREATE INDEX records_document_of_unit_and_year
  ON records_document (tenant, unit, fiscal_year, registered_at DESC, id DESC);
CREATE INDEX records_document_of_state ON records_document (tenant, state, registered_at DESC, id DESC);
CREATE INDEX records_document_of_number ON records_document (tenant, number, registered_at DESC, id DESC);

CREATE OR REPLACE FUNCTION records_candidates(
  wanted int4[], units text[], in_year int, in_state text[], of_direction text, of_person uuid,
  before_at timestamptz, before_id uuid, most int
) RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
  -- So many of the newest documents that fit are looked through at first, and before all hits are read.
  near CONSTANT int := 1500;
  far CONSTANT int := 40000;
  -- So many hits are read one by one. Each may lie on a page of its own; the newest documents lie side by side.
  few CONSTANT int := 2000;
  fits text := '';
  before text := '';
  newest text;
  amount int;
  is_all boolean;
  found uuid[];
  hits uuid[];
BEGIN
  -- An "=" goes along an index in its order, which "= ANY" does not, be it of one value.
  IF units IS NOT NULL THEN
    fits := fits || CASE cardinality(units) WHEN 1 THEN ' AND d.unit = ($3)[1]' ELSE ' AND d.unit = ANY ($3)' END;
  END IF;
  IF in_year IS NOT NULL THEN fits := fits || ' AND d.fiscal_year = $4'; END IF;
  IF in_state IS NOT NULL THEN
    fits := fits || CASE cardinality(in_state) WHEN 1 THEN ' AND d.state = ($5)[1]' ELSE ' AND d.state = ANY ($5)' END;
  END IF;
  IF of_direction IS NOT NULL THEN fits := fits || ' AND d.direction = $6'; END IF;
  IF of_person IS NOT NULL THEN fits := fits || ' AND d.in_charge = $7'; END IF;
  IF before_at IS NOT NULL THEN before := ' AND (d.registered_at, d.id) < ($8, $9)'; END IF;
  newest := 'SELECT d.id, d.registered_at FROM records_document d WHERE d.tenant = $1' || fits || before || '
    ORDER BY d.registered_at DESC, d.id DESC LIMIT $11';

  -- EXECUTE plans with the values that are given. OFFSET 0 keeps the inner part as it is written: one look by key each.
  FOREACH amount IN ARRAY ARRAY[near, far] LOOP
    EXECUTE 'SELECT array_agg(page.id) FROM (
        SELECT d.id FROM (' || newest || ') d CROSS JOIN LATERAL (
          SELECT FROM records_search s WHERE s.tenant = $1 AND s.document_id = d.id AND s.terms @> $2 OFFSET 0
        ) s ORDER BY d.registered_at DESC, d.id DESC LIMIT $10
      ) page'
    INTO found
    USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person,
      before_at, before_id, most, amount;
    IF cardinality(found) = most THEN
      RETURN QUERY SELECT unnest(found);
      RETURN;
    END IF;
    -- Where fewer fit, all of them were looked through.
    EXECUTE 'SELECT count(*) < $11 FROM (' || newest || ') d'
    INTO STRICT is_all
    USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person,
      before_at, before_id, most, amount;
    IF is_all THEN
      RETURN QUERY SELECT unnest(found);
      RETURN;
    END IF;
    IF amount = near THEN
      SELECT array_agg(hit.document_id) INTO hits FROM (
        SELECT s.document_id FROM records_search s
        WHERE s.tenant = current_setting('app.tenant', true) AND s.terms @> wanted LIMIT few
      ) hit;
      EXIT WHEN coalesce(cardinality(hits), 0) < few;
    END IF;
  END LOOP;
  IF coalesce(cardinality(hits), 0) < few THEN
    RETURN QUERY EXECUTE 'SELECT d.id FROM records_document d
      WHERE d.tenant = $1 AND d.id = ANY ($11)' || fits || before || '
      ORDER BY d.registered_at DESC, d.id DESC LIMIT $10'
    USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person,
      before_at, before_id, most, hits;
    RETURN;
  END IF;
  RETURN QUERY EXECUTE 'SELECT d.id FROM (
      SELECT s.document_id, s.registered_at FROM records_search s WHERE s.tenant = $1 AND s.terms @> $2
      ORDER BY s.registered_at DESC, s.document_id DESC OFFSET 0
    ) hit JOIN records_document d ON d.tenant = $1 AND d.id = hit.document_id
    WHERE true' || fits || before || '
    ORDER BY hit.registered_at DESC, hit.document_id DESC LIMIT $10'
  USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person,
    before_at, before_id, most;
END $$;
