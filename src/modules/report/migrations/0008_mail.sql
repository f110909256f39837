-- Who typed an address for mail is told there what becomes of a report.
ALTER TABLE report_follower
  ADD COLUMN mail_secret bytea,
  ADD COLUMN locale text,
  ADD COLUMN told_line int NOT NULL DEFAULT 0,
  ADD COLUMN mail_due_at timestamptz,
  ADD COLUMN mail_tries int NOT NULL DEFAULT 0;
COMMENT ON COLUMN report_follower.mail_secret IS 'Sealed: secret part of the link, which mails name; null: no mail is wanted';
COMMENT ON COLUMN report_follower.locale IS 'Language of the mails';
COMMENT ON COLUMN report_follower.told_line IS 'Last step of the report that mails have told of';
COMMENT ON COLUMN report_follower.mail_due_at IS 'From when on a mail is to be sent; null: nothing is to be told';
COMMENT ON COLUMN report_follower.mail_tries IS 'How often the mail that is due was tried';
CREATE INDEX report_follower_mail ON report_follower (tenant, mail_due_at) WHERE mail_due_at IS NOT NULL;
