-- What it is for, as people name it: the number of a case. Not sealed: it names nobody.
ALTER TABLE payment ADD COLUMN reference text;
COMMENT ON COLUMN payment.reference IS 'Number of what it is for, as people say it; null where that has none';
CREATE INDEX payment_reference ON payment (tenant, reference) WHERE reference IS NOT NULL;
