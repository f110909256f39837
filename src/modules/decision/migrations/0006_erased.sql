-- What a draft said goes with the document that it became.
ALTER TABLE decision_draft ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN decision_draft.erased_at IS 'When everything but the title was destroyed with the document that it became; null: it is there';

-- Acts stay; what was said with them can only be emptied.
CREATE TRIGGER decision_act_only_emptied BEFORE UPDATE ON decision_act
  FOR EACH ROW WHEN (NEW.comment IS NOT NULL OR (NEW.tenant, NEW.id, NEW.draft, NEW.round, NEW.step, NEW.act, NEW.staff, NEW.at)
    IS DISTINCT FROM (OLD.tenant, OLD.id, OLD.draft, OLD.round, OLD.step, OLD.act, OLD.staff, OLD.at))
  EXECUTE FUNCTION refuse_change();
GRANT UPDATE (comment) ON decision_act TO yakuba_app;
GRANT DELETE ON decision_mark TO yakuba_app;
