-- Where it is, in words that everybody may read.
ALTER TABLE report ADD COLUMN public_place text;
COMMENT ON COLUMN report.public_place IS 'Place in words that everybody may read; null until staff released the report';
