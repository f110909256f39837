-- A letter that was to go by post can be given to whoever comes for it.
ALTER TABLE records_issue DROP CONSTRAINT records_issue_way_check;
ALTER TABLE records_issue
  ADD CONSTRAINT records_issue_way_check CHECK (way IN ('post', 'mail', 'my', 'counter'));
COMMENT ON COLUMN records_issue.way IS 'post, mail, my: the my page of a known person, counter: given to whoever came';
