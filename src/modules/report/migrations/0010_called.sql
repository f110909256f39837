-- What a second caller told of the same stands in the history that staff see.
ALTER TABLE report_event DROP CONSTRAINT report_event_kind_check;
ALTER TABLE report_event ADD CONSTRAINT report_event_kind_check CHECK (
  kind IN (
    'received', 'looked', 'assigned', 'started', 'closed', 'reopened', 'passedOn', 'takenBack', 'kindChanged',
    'ownerProgressed', 'replied', 'joined', 'flagged', 'unflagged', 'called'
  )
);
