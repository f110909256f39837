-- Full text over what is sealed: of every pair of characters a keyed hash, so that the index is of no use without the key.
CREATE TABLE records_search (
  tenant text NOT NULL REFERENCES tenant,
  document_id uuid NOT NULL,
  terms int4[] NOT NULL,
  key_mark int4,
  body bytea,
  PRIMARY KEY (tenant, document_id),
  FOREIGN KEY (tenant, document_id) REFERENCES records_document
);
COMMENT ON TABLE records_search IS 'What documents are found by: subject, the other side, and the text of the newest version';
COMMENT ON COLUMN records_search.tenant IS 'Municipality';
COMMENT ON COLUMN records_search.document_id IS 'Document';
COMMENT ON COLUMN records_search.terms IS 'Keyed hashes of all pairs of characters, 32 bits of each';
COMMENT ON COLUMN records_search.key_mark IS 'Keyed hash of nothing: tells with which key the terms were made; null while the text is still to be read';
COMMENT ON COLUMN records_search.body IS 'Sealed: the text, to look whether what was looked for really stands there; null without one';
-- Without the tenant, which a GIN index cannot hold: the hashes of two municipalities have nothing in common.
CREATE INDEX records_search_terms ON records_search USING gin (terms);
CREATE INDEX records_search_to_do ON records_search (tenant, document_id) WHERE key_mark IS NULL;
SELECT protect_tenant_table('records_search', 'SELECT, INSERT, UPDATE');

-- Row-level security keeps every index from use whose operator is not leakproof, and "contains" is not. So the terms are
-- looked for by the owner of the tables, in the tenant of the transaction and nowhere else. It finds candidates only:
-- who may see them is decided where they are read (store/door.ts).
CREATE FUNCTION records_candidates(
  wanted int4[], units text[], in_year int, in_state text[], of_direction text, of_person uuid,
  before_at timestamptz, before_id uuid, most int
) RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- EXECUTE plans with the values given: rare terms go through their index, common ones through the newest documents.
  RETURN QUERY EXECUTE '
    SELECT d.id FROM records_document d JOIN records_search s ON s.tenant = d.tenant AND s.document_id = d.id
    WHERE d.tenant = $1 AND s.tenant = $1 AND s.terms @> $2
      AND ($3 IS NULL OR d.unit = ANY ($3)) AND ($4 IS NULL OR d.fiscal_year = $4)
      AND ($5 IS NULL OR d.state = ANY ($5)) AND ($6 IS NULL OR d.direction = $6) AND ($7 IS NULL OR d.in_charge = $7)
      AND ($8 IS NULL OR (d.registered_at, d.id) < ($8, $9))
    ORDER BY d.registered_at DESC, d.id DESC LIMIT $10'
  USING current_setting('app.tenant', true), wanted, units, in_year, in_state, of_direction, of_person, before_at, before_id, most;
END $$;
COMMENT ON FUNCTION records_candidates IS 'Newest documents of the transaction''s municipality that have all the terms';
REVOKE ALL ON FUNCTION records_candidates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records_candidates TO yakuba_app;
