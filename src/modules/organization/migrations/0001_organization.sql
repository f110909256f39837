CREATE TABLE organization_unit (
  tenant text NOT NULL REFERENCES tenant,
  id text NOT NULL CHECK (id ~ '^[a-z][a-z0-9-]*$'),
  name text NOT NULL,
  parent text,
  from_date date NOT NULL,
  to_date date,
  successor text,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE organization_unit IS 'Units (所属) in their dates; begins with the units of the municipality''s definition';
COMMENT ON COLUMN organization_unit.tenant IS 'Municipality';
COMMENT ON COLUMN organization_unit.id IS 'Unit; a unit that is renamed or moved is closed, and its successor is another unit';
COMMENT ON COLUMN organization_unit.name IS 'Name on screens and papers';
COMMENT ON COLUMN organization_unit.parent IS 'Unit above; null at the top';
COMMENT ON COLUMN organization_unit.from_date IS 'First day';
COMMENT ON COLUMN organization_unit.to_date IS 'Last day; null while no end is known';
COMMENT ON COLUMN organization_unit.successor IS 'Unit that does its work since it was closed; null: the unit above';
SELECT protect_tenant_table('organization_unit', 'SELECT, INSERT, UPDATE');

CREATE TABLE organization_posting (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  staff text NOT NULL,
  unit text NOT NULL,
  post text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('regular', 'concurrent', 'acting')),
  from_date date NOT NULL,
  to_date date,
  posted_at timestamptz NOT NULL,
  posted_by text NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES organization_unit,
  CHECK (to_date >= from_date)
);
COMMENT ON TABLE organization_posting IS 'Postings (発令): who holds which post in which unit, from which day to which';
COMMENT ON COLUMN organization_posting.tenant IS 'Municipality';
COMMENT ON COLUMN organization_posting.id IS 'Posting';
COMMENT ON COLUMN organization_posting.staff IS 'Id of the member of staff';
COMMENT ON COLUMN organization_posting.unit IS 'Unit';
COMMENT ON COLUMN organization_posting.post IS 'Post (職) of the municipality''s list';
COMMENT ON COLUMN organization_posting.kind IS 'regular 本務, concurrent 兼務, acting 事務取扱';
COMMENT ON COLUMN organization_posting.from_date IS 'First day';
COMMENT ON COLUMN organization_posting.to_date IS 'Last day; null while no end is known';
COMMENT ON COLUMN organization_posting.posted_at IS 'When it was entered';
COMMENT ON COLUMN organization_posting.posted_by IS 'Who entered it';
CREATE UNIQUE INDEX organization_posting_once ON organization_posting (tenant, staff, unit, post, kind, from_date);
CREATE INDEX organization_posting_by_unit ON organization_posting (tenant, unit, from_date);
SELECT protect_tenant_table('organization_posting', 'SELECT, INSERT, UPDATE');

CREATE TABLE organization_absence (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  staff text NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  reason text NOT NULL CHECK (reason IN ('leave', 'trip', 'training', 'other')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  cancelled_at timestamptz,
  PRIMARY KEY (tenant, id),
  CHECK (to_date >= from_date)
);
COMMENT ON TABLE organization_absence IS 'Days on which somebody is away; why only by kind, never health data';
COMMENT ON COLUMN organization_absence.tenant IS 'Municipality';
COMMENT ON COLUMN organization_absence.id IS 'Absence';
COMMENT ON COLUMN organization_absence.staff IS 'Id of the member of staff';
COMMENT ON COLUMN organization_absence.from_date IS 'First day';
COMMENT ON COLUMN organization_absence.to_date IS 'Last day';
COMMENT ON COLUMN organization_absence.reason IS 'leave 休暇, trip 出張, training 研修, other';
COMMENT ON COLUMN organization_absence.recorded_at IS 'When it was recorded';
COMMENT ON COLUMN organization_absence.recorded_by IS 'Who recorded it';
COMMENT ON COLUMN organization_absence.cancelled_at IS 'When it was taken back; null while it holds';
CREATE INDEX organization_absence_by_day ON organization_absence (tenant, to_date) WHERE cancelled_at IS NULL;
SELECT protect_tenant_table('organization_absence', 'SELECT, INSERT, UPDATE');
