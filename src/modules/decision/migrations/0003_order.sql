ALTER TABLE decision_act ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
COMMENT ON COLUMN decision_act.seq IS 'Order in which acts were done, whatever the clock said';
DROP INDEX decision_act_by_draft;
CREATE INDEX decision_act_by_draft ON decision_act (tenant, draft, seq);
