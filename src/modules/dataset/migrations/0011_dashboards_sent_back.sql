-- Who asked for the publication of a dashboard hears of the answer, and may take the request back.
ALTER TABLE dataset_dashboard ADD COLUMN asked_by text;
COMMENT ON COLUMN dataset_dashboard.asked_by IS 'Member of staff who put it up last; null: nobody yet';
ALTER TABLE dataset_dashboard ADD COLUMN reason text;
COMMENT ON COLUMN dataset_dashboard.reason IS 'Why it was sent back, for its makers; null: it was not, or was put up again since';
