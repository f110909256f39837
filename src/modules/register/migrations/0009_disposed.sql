-- The end of retention: what is personal in a row goes, in the row and in all its versions; the row itself stays.
ALTER TABLE register_row ADD COLUMN disposed_at timestamptz;
COMMENT ON COLUMN register_row.disposed_at IS 'When its personal contents were taken away after their retention; null: they are there';

-- Versions stay as they are but for that, whoever asks.
CREATE FUNCTION register_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.sealed IS NULL AND NEW.why IS NULL
    AND to_jsonb(NEW) - '{sealed,why}'::text[] = to_jsonb(OLD) - '{sealed,why}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
COMMENT ON FUNCTION register_version_stays IS 'Versions of rows are never changed; only what is sealed in them can be taken away';
DROP TRIGGER register_version_append_only ON register_version;
CREATE TRIGGER register_version_append_only BEFORE UPDATE OR DELETE ON register_version
  FOR EACH ROW EXECUTE FUNCTION register_version_stays();
GRANT UPDATE (sealed, why) ON register_version TO yakuba_app;
