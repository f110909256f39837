-- Maps ask for what everybody may see of a part of the town.
CREATE INDEX report_public_place ON report (tenant, lat, lon) WHERE released_at IS NOT NULL;
