-- Rows that are named by a choice were called by its code; they are called by its words.
UPDATE register_row r SET label = coalesce(chosen.option -> 'label' ->> 'ja', chosen.option ->> 'label')
FROM (
  SELECT d.tenant, d.register, d.version, option
  FROM register_definition d,
    jsonb_array_elements(d.document -> 'fields') AS field,
    jsonb_array_elements(field -> 'ask' -> 'options') AS option
  WHERE field -> 'ask' ->> 'id' = d.document ->> 'label' AND field -> 'ask' ->> 'kind' = 'choice'
) AS chosen
WHERE chosen.tenant = r.tenant AND chosen.register = r.register AND chosen.version = r.definition
  AND r.label = chosen.option ->> 'value';
