-- A screen that a clerk hands to the person at the counter shows the pages of that hand-over and nothing else.
ALTER TABLE identity_session ADD COLUMN handed_over jsonb CHECK (jsonb_typeof(handed_over) = 'object');
COMMENT ON COLUMN identity_session.handed_over IS 'While the screen is in the hands of a citizen: paths that open, where it goes on afterwards, hash of the code that takes it back, failures; null else';
