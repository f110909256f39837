-- The sandbox issuer has one name wherever it runs: the people of a demo stay who they are when its address changes.
-- Of those whom several addresses have made of one person, the first is kept under the name.
UPDATE identity_person SET issuer = 'https://sandbox.demo.invalid'
  WHERE (tenant, id) IN (SELECT DISTINCT ON (tenant, subject) tenant, id FROM identity_person
    WHERE issuer LIKE 'http%/sandbox-identity' ORDER BY tenant, subject, created_at);
UPDATE identity_staff SET issuer = 'https://sandbox.demo.invalid'
  WHERE (tenant, id) IN (SELECT DISTINCT ON (tenant, subject) tenant, id FROM identity_staff
    WHERE issuer LIKE 'http%/sandbox-identity' ORDER BY tenant, subject, registered_at);
