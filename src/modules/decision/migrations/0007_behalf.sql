-- Whoever acts for another is kept with the own title, and the seat beside it.
ALTER TABLE decision_act ADD COLUMN behalf text;
COMMENT ON COLUMN decision_act.behalf IS 'Unit and title, in words of that day, of the seat it was done for where it was somebody else''s';
COMMENT ON COLUMN decision_step.post IS 'Post (職) of the seat that is asked, * for the head of the unit; who may act is computed from it each day';
