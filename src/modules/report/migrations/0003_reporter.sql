-- The link of who sent a report shows what they told; who saw the same has a link that shows what is released.
ALTER TABLE report_follower ADD COLUMN is_reporter boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN report_follower.is_reporter IS 'Sent the report: reads what they told, and reopens it';
UPDATE report_follower SET is_reporter = true
FROM report
WHERE report.tenant = report_follower.tenant AND report.id = report_follower.report_id
  AND report.received_at = report_follower.since;
