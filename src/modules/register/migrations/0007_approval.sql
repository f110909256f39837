-- Definitions that are written in the browser are looked at by somebody else, or decided, and begin on a day.
ALTER TABLE register_draft ADD COLUMN state text NOT NULL DEFAULT 'draft'
  CHECK (state IN ('draft', 'inApproval', 'approved', 'scheduled'));
ALTER TABLE register_draft ADD COLUMN editors text[] NOT NULL DEFAULT '{}';
ALTER TABLE register_draft ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE register_draft ADD COLUMN asked_by text;
ALTER TABLE register_draft ADD COLUMN asked_at timestamptz;
ALTER TABLE register_draft ADD COLUMN decided_by text;
ALTER TABLE register_draft ADD COLUMN reason text;
ALTER TABLE register_draft ADD COLUMN begins_on date;
ALTER TABLE register_draft ADD COLUMN begins_by text;
ALTER TABLE register_draft ADD CHECK ((state = 'scheduled') = (begins_on IS NOT NULL));
-- Of drafts that are there already only the last writer is known.
UPDATE register_draft SET editors = ARRAY[changed_by];
COMMENT ON COLUMN register_draft.state IS 'What has been done with it; what may happen next is a table in the module''s approval';
COMMENT ON COLUMN register_draft.editors IS 'Ids of the staff who wrote in it: none of them may approve it';
COMMENT ON COLUMN register_draft.note IS 'What changes and why, for whoever approves and for the list of versions';
COMMENT ON COLUMN register_draft.asked_by IS 'Id of the member of staff who asked for approval';
COMMENT ON COLUMN register_draft.asked_at IS 'When approval was asked for';
COMMENT ON COLUMN register_draft.decided_by IS 'Id of the member of staff who approved it or sent it back; null: it came back by itself';
COMMENT ON COLUMN register_draft.reason IS 'Why it came back';
COMMENT ON COLUMN register_draft.begins_on IS 'Day on which it comes into use by itself; null until it waits for one';
COMMENT ON COLUMN register_draft.begins_by IS 'Id of the member of staff who set that day';

ALTER TABLE register_definition ADD COLUMN approved_by text;
ALTER TABLE register_definition ADD COLUMN note text NOT NULL DEFAULT '';
COMMENT ON COLUMN register_definition.approved_by IS 'Id of the member of staff who approved or decided it; null where nobody had to';
COMMENT ON COLUMN register_definition.note IS 'What changed and why, as approval was asked for';
