-- Leads from an event that is gone to the keys that it left.
CREATE INDEX dedupe_key_event ON hooklatch.dedupe_key (event);
