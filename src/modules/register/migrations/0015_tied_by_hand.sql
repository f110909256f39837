-- Staff tie cases and reports to rows as well; what was there before the relation is gone through once.
ALTER TABLE register_related ADD COLUMN by_hand text;
COMMENT ON COLUMN register_related.by_hand IS 'Id of the member of staff who tied it; null: as the module that keeps the thing says';

CREATE TABLE register_relating (
  tenant text NOT NULL REFERENCES tenant,
  kind text NOT NULL,
  mark text NOT NULL,
  reached uuid,
  done boolean NOT NULL,
  PRIMARY KEY (tenant, kind)
);
COMMENT ON TABLE register_relating IS 'How far the things of a kind were gone through for rows that they are about';
COMMENT ON COLUMN register_relating.tenant IS 'Municipality';
COMMENT ON COLUMN register_relating.kind IS 'Kind of thing: case, report';
COMMENT ON COLUMN register_relating.mark IS 'By which rules: with others it begins anew';
COMMENT ON COLUMN register_relating.reached IS 'The last thing that was looked at; null: none yet';
COMMENT ON COLUMN register_relating.done IS 'Whether all were: what came since says it as it comes';
SELECT protect_tenant_table('register_relating', 'SELECT, INSERT, UPDATE');
