-- What is left of an event with keys when its body or all of its rows are removed: the keys, so that a late copy is still
-- a copy, and the digest (SHA-256) of its bytes, so that one that differs is known to. The profile says of which endpoint.
CREATE TABLE hooklatch_past (
    event INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL,
    dedupe_key TEXT NOT NULL,
    second_key TEXT,
    digest BLOB NOT NULL
);
