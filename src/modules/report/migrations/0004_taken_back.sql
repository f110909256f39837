-- Who passed a report on and takes it back says so to whoever had it.
ALTER TABLE report_event DROP CONSTRAINT report_event_kind_check;
ALTER TABLE report_event ADD CONSTRAINT report_event_kind_check CHECK (
  kind IN (
    'received', 'looked', 'assigned', 'started', 'closed', 'reopened', 'passedOn', 'takenBack', 'ownerProgressed',
    'replied', 'joined'
  )
);
