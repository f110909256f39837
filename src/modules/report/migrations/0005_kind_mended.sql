-- A wrong kind is put right by staff, and a report that is joined with another names it.
ALTER TABLE report ADD COLUMN same_as text;
COMMENT ON COLUMN report.same_as IS 'Number of the report that it was joined with when it was closed';
ALTER TABLE report_event DROP CONSTRAINT report_event_kind_check;
ALTER TABLE report_event ADD CONSTRAINT report_event_kind_check CHECK (
  kind IN (
    'received', 'looked', 'assigned', 'started', 'closed', 'reopened', 'passedOn', 'takenBack', 'kindChanged',
    'ownerProgressed', 'replied', 'joined'
  )
);
