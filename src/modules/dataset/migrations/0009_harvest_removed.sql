-- An entry that was wrong can be taken away; what was taken over from it is withdrawn before.
GRANT DELETE ON dataset_harvest TO yakuba_app;
COMMENT ON TABLE dataset_harvest IS 'Catalogues of other city halls that are read into this one';
