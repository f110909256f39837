-- Kept views are the kernel's: other lists have them too. What the inbox keeps are ids and words of this product,
-- none of which an address writes in another way.
INSERT INTO saved_view (tenant, id, list, owner, title, query, saved_at)
SELECT tenant, id, 'inbox', 'staff/' || staff, title,
  coalesce((SELECT string_agg(key || '=' || value, '&') FROM jsonb_each_text(filter) WHERE value <> ''), ''), saved_at
FROM procedure_inbox_view;
DROP TABLE procedure_inbox_view;
