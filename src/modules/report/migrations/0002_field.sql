-- Notes that staff take on the spot.
ALTER TABLE report DROP CONSTRAINT report_channel_check;
ALTER TABLE report ADD CONSTRAINT report_channel_check CHECK (channel IN ('web', 'phone', 'field', 'api', 'owner'));
COMMENT ON COLUMN report.channel IS 'web, phone (typed in by staff), field (noted by staff on the spot), api, owner (passed on by another municipality)';
