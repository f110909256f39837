-- Decided drafts that somebody may see are looked through when a related document is searched.
CREATE INDEX decision_draft_decided ON decision_draft (tenant, unit, id) WHERE state = 'decided';
CREATE INDEX decision_act_by_staff ON decision_act (tenant, staff, draft);
