-- Letters by mail go by the mail server where one is set.
ALTER TABLE records_issue ADD COLUMN mail_begun_at timestamptz;
COMMENT ON COLUMN records_issue.mail_begun_at IS 'When it was given to the mail server; null when it never was, or is known not to have gone';
