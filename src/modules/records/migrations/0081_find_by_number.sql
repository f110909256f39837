-- Documents are found by their number in the words box too: the job records.index makes the terms of those that are there
-- anew, and until then they are found as before.
UPDATE records_search SET key_mark = NULL;
