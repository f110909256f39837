-- Reports of damage (通報): what was told, where, its photos, its steps, and who follows it.
CREATE TABLE report (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'looked', 'assigned', 'inWork', 'closed', 'reopened', 'passedOn')),
  unit text NOT NULL,
  area text,
  channel text NOT NULL CHECK (channel IN ('web', 'phone', 'api', 'owner')),
  lat double precision,
  lon double precision,
  content bytea NOT NULL,
  public_words text,
  released_at timestamptz,
  crew text,
  owner text,
  passed_to text,
  owner_state text,
  passed_from text,
  origin uuid,
  to_send boolean NOT NULL DEFAULT false,
  liability boolean NOT NULL DEFAULT false,
  reason text,
  locale text NOT NULL,
  sender text NOT NULL,
  address bytea NOT NULL,
  intake_key text NOT NULL,
  received_at timestamptz NOT NULL,
  looked_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz NOT NULL,
  erased_at timestamptz,
  reopenings int NOT NULL DEFAULT 0,
  followers int NOT NULL DEFAULT 0,
  revision int NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CONSTRAINT report_number UNIQUE (tenant, number),
  CONSTRAINT report_once UNIQUE (tenant, intake_key),
  CHECK ((lat IS NULL) = (lon IS NULL)),
  CHECK ((public_words IS NULL) = (released_at IS NULL))
);
COMMENT ON TABLE report IS 'Reports of damage to roads, parks and the like';
COMMENT ON COLUMN report.tenant IS 'Municipality';
COMMENT ON COLUMN report.id IS 'Report';
COMMENT ON COLUMN report.number IS 'Number as people say it, without hyphens; service_request_id of Open311';
COMMENT ON COLUMN report.kind IS 'Kind of the catalogue; service_code of Open311';
COMMENT ON COLUMN report.state IS 'received, looked (somebody has looked at it), assigned, inWork, closed, reopened, passedOn (to another owner)';
COMMENT ON COLUMN report.unit IS 'Section that looks after it';
COMMENT ON COLUMN report.area IS 'Part of the town, for statistics; null outside all of them';
COMMENT ON COLUMN report.channel IS 'web, phone (typed in by staff), api, owner (passed on by another municipality)';
COMMENT ON COLUMN report.lat IS 'Latitude as told; rounded before anybody else sees it';
COMMENT ON COLUMN report.lon IS 'Longitude';
COMMENT ON COLUMN report.content IS 'Sealed: words, place in words, answers, address of a picture elsewhere';
COMMENT ON COLUMN report.public_words IS 'Words that everybody may read; null until staff released the report';
COMMENT ON COLUMN report.released_at IS 'When staff released it';
COMMENT ON COLUMN report.crew IS 'Crew that has it';
COMMENT ON COLUMN report.owner IS 'Whose road or place it is, as staff confirmed';
COMMENT ON COLUMN report.passed_to IS 'Municipality of this installation that it was passed on to';
COMMENT ON COLUMN report.owner_state IS 'State that it has there';
COMMENT ON COLUMN report.passed_from IS 'Municipality that it came from';
COMMENT ON COLUMN report.origin IS 'Its id there';
COMMENT ON COLUMN report.to_send IS 'The other municipality has not been told of the last change';
COMMENT ON COLUMN report.liability IS 'An accident: nothing of it may be erased';
COMMENT ON COLUMN report.reason IS 'Why it was closed';
COMMENT ON COLUMN report.locale IS 'Language of the reporter';
COMMENT ON COLUMN report.sender IS 'Who sent it: visitor/…, resident/…, staff/…, partner/… or anonymous';
COMMENT ON COLUMN report.address IS 'Keyed hash of the network address, to bound what one sender sends';
COMMENT ON COLUMN report.intake_key IS 'What was sent twice becomes one report';
COMMENT ON COLUMN report.received_at IS 'When it came in';
COMMENT ON COLUMN report.looked_at IS 'When somebody first looked at it';
COMMENT ON COLUMN report.closed_at IS 'When it was closed last; null while it is open';
COMMENT ON COLUMN report.updated_at IS 'When something changed last';
COMMENT ON COLUMN report.erased_at IS 'When contacts were erased';
COMMENT ON COLUMN report.reopenings IS 'How often it was reopened';
COMMENT ON COLUMN report.followers IS 'How many follow it, the reporter included';
COMMENT ON COLUMN report.revision IS 'Counts its changes, for who comes second';
CREATE INDEX report_list ON report (tenant, received_at DESC, id DESC);
CREATE INDEX report_work ON report (tenant, unit, state, received_at, id);
CREATE INDEX report_near ON report (tenant, kind, lat, lon);
CREATE INDEX report_sent ON report (tenant, sender, received_at);
CREATE INDEX report_address ON report (tenant, address, received_at);
CREATE INDEX report_origin ON report (tenant, passed_from, origin);
CREATE INDEX report_to_send ON report (tenant, id) WHERE to_send;
SELECT protect_tenant_table('report', 'SELECT, INSERT, UPDATE');

CREATE TABLE report_photo (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  stage text NOT NULL CHECK (stage IN ('reported', 'before', 'after')),
  released uuid,
  boxes jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, report_id) REFERENCES report
);
COMMENT ON TABLE report_photo IS 'Photos of reports';
COMMENT ON COLUMN report_photo.tenant IS 'Municipality';
COMMENT ON COLUMN report_photo.id IS 'File of the photo as it was taken in';
COMMENT ON COLUMN report_photo.report_id IS 'Report';
COMMENT ON COLUMN report_photo.stage IS 'reported, before, after (the work)';
COMMENT ON COLUMN report_photo.released IS 'File of the copy that everybody may see; null until staff released it';
COMMENT ON COLUMN report_photo.boxes IS 'Areas made unrecognisable in that copy, in percent';
COMMENT ON COLUMN report_photo.at IS 'When it came';
CREATE INDEX report_photo_of ON report_photo (tenant, report_id, at, id);
SELECT protect_tenant_table('report_photo', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE report_event (
  tenant text NOT NULL REFERENCES tenant,
  report_id uuid NOT NULL,
  line int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('received', 'looked', 'assigned', 'started', 'closed', 'reopened', 'passedOn', 'ownerProgressed', 'replied', 'joined')),
  state text,
  at timestamptz NOT NULL,
  by text NOT NULL,
  reply bytea,
  PRIMARY KEY (tenant, report_id, line),
  FOREIGN KEY (tenant, report_id) REFERENCES report
);
COMMENT ON TABLE report_event IS 'Steps of a report, with what was said to the reporter';
COMMENT ON COLUMN report_event.tenant IS 'Municipality';
COMMENT ON COLUMN report_event.report_id IS 'Report';
COMMENT ON COLUMN report_event.line IS 'Which step';
COMMENT ON COLUMN report_event.kind IS 'What happened';
COMMENT ON COLUMN report_event.state IS 'State at the owner that it was passed on to';
COMMENT ON COLUMN report_event.at IS 'When';
COMMENT ON COLUMN report_event.by IS 'Who: staff/…, visitor/… and so on';
COMMENT ON COLUMN report_event.reply IS 'Sealed: what was said then, by the town or by who reopened it';
SELECT protect_tenant_table('report_event', 'SELECT, INSERT, DELETE');

CREATE TABLE report_follower (
  tenant text NOT NULL REFERENCES tenant,
  link bytea NOT NULL,
  report_id uuid NOT NULL,
  contact bytea,
  since timestamptz NOT NULL,
  PRIMARY KEY (tenant, link),
  FOREIGN KEY (tenant, report_id) REFERENCES report
);
COMMENT ON TABLE report_follower IS 'Who follows a report by a secret link: who sent it, and who saw the same';
COMMENT ON COLUMN report_follower.tenant IS 'Municipality';
COMMENT ON COLUMN report_follower.link IS 'Hash of the secret part of the link';
COMMENT ON COLUMN report_follower.report_id IS 'Report';
COMMENT ON COLUMN report_follower.contact IS 'Sealed: name, address for mail, phone; null where none was given or it was erased';
COMMENT ON COLUMN report_follower.since IS 'Since when';
CREATE INDEX report_follower_of ON report_follower (tenant, report_id);
SELECT protect_tenant_table('report_follower', 'SELECT, INSERT, UPDATE');
