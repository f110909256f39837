CREATE TABLE decision_mark (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  draft uuid NOT NULL,
  round int NOT NULL,
  file uuid NOT NULL,
  digest text NOT NULL,
  page int NOT NULL CHECK (page > 0),
  no int NOT NULL CHECK (no > 0),
  answers int,
  at_left int CHECK (at_left BETWEEN 0 AND 1000),
  at_top int CHECK (at_top BETWEEN 0 AND 1000),
  width int CHECK (width BETWEEN 0 AND 1000),
  height int CHECK (height BETWEEN 0 AND 1000),
  staff text NOT NULL,
  unit text,
  title text,
  at timestamptz NOT NULL,
  words bytea NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, file, no),
  FOREIGN KEY (tenant, draft) REFERENCES decision_draft,
  CHECK ((answers IS NULL) = (at_left IS NOT NULL AND at_top IS NOT NULL AND width IS NOT NULL AND height IS NOT NULL))
);
COMMENT ON TABLE decision_mark IS 'Marks on the pages of attached files, and answers to them; nothing is changed afterwards';
COMMENT ON COLUMN decision_mark.tenant IS 'Municipality';
COMMENT ON COLUMN decision_mark.id IS 'Mark';
COMMENT ON COLUMN decision_mark.draft IS 'Draft';
COMMENT ON COLUMN decision_mark.round IS 'Which sending of the draft it was made in';
COMMENT ON COLUMN decision_mark.file IS 'Attached file';
COMMENT ON COLUMN decision_mark.digest IS 'Digest of the file as it was kept when it was marked';
COMMENT ON COLUMN decision_mark.page IS 'Page, from 1';
COMMENT ON COLUMN decision_mark.no IS 'Number in the file, from 1; answers are counted with the marks';
COMMENT ON COLUMN decision_mark.answers IS 'Number of the mark that it answers; null for a mark';
COMMENT ON COLUMN decision_mark.at_left IS 'From the left, in thousandths of the width of the page';
COMMENT ON COLUMN decision_mark.at_top IS 'From the top, in thousandths of the height of the page';
COMMENT ON COLUMN decision_mark.width IS 'In thousandths of the page; 0 for a point';
COMMENT ON COLUMN decision_mark.height IS 'In thousandths of the page; 0 for a point';
COMMENT ON COLUMN decision_mark.staff IS 'Id of who made it';
COMMENT ON COLUMN decision_mark.unit IS 'Name of the unit on that day';
COMMENT ON COLUMN decision_mark.title IS 'Title on that day';
COMMENT ON COLUMN decision_mark.at IS 'When';
COMMENT ON COLUMN decision_mark.words IS 'Sealed: what was written';
CREATE INDEX decision_mark_by_draft ON decision_mark (tenant, draft, file);
SELECT protect_tenant_table('decision_mark', 'SELECT, INSERT');
