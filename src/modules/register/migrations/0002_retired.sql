-- Among a million rows in use the few retired ones are found without reading the others.
CREATE INDEX register_row_retired ON register_row (tenant, register, key, id) WHERE state = 'retired';
