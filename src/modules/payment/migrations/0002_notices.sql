COMMENT ON COLUMN payment_event.content IS 'Sealed: the text as it came, whose signature was right; empty ninety days after it was acted on';
