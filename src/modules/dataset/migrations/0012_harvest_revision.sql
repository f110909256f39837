-- Two windows that mend the same entry: the second is told, as with datasets and pages of charts.
ALTER TABLE dataset_harvest ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1);
COMMENT ON COLUMN dataset_harvest.revision IS 'How often it was mended, and one';
